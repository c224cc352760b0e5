"""The branch that a robot over real streams is a client of."""

from __future__ import annotations

import httpx

from robot import settings
from robot.client import ConversationClient
from tests.processes import LobbyServer, device_token, headers, staff_token


class Branch:
    def __init__(self, lobby: LobbyServer) -> None:
        self._lobby = lobby
        self.settings = settings.read(
            {"JIAOJIAO_VAR": str(lobby.var), "JIAOJIAO_PORT": str(lobby.port)}
        )

    def visitor(self) -> ConversationClient:
        """Somebody who types, elsewhere."""
        client = ConversationClient(self._lobby.url, device_token(self._lobby.var))
        client.start("text")
        return client

    def http(self, *, staff: bool = False) -> httpx.Client:
        """The API as a device, or as the first manager."""
        token = staff_token(self._lobby) if staff else device_token(self._lobby.var)
        base = f"{self._lobby.url}/api/v1"
        return httpx.Client(base_url=base, headers=headers(token), timeout=10, trust_env=False)
