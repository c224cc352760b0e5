"""What tests of the queue's screens share: a branch to act on, tellers, and a second device."""

from __future__ import annotations

import itertools
from typing import Any

import httpx
from playwright.sync_api import Page, expect

from tests.processes import LobbyServer, device_token, headers, staff_token

_keys = itertools.count(1)
_tokens: dict[str, str] = {}


def _token(lobby: LobbyServer) -> str:
    """A teller's token, asked for once a server: logins are limited to five in ten seconds."""
    if lobby.url not in _tokens:
        _tokens[lobby.url] = staff_token(lobby)
    return _tokens[lobby.url]


class BranchClient:
    """The branch through its API: numbers as a device takes them, steps as a teller takes them."""

    def __init__(self, lobby: LobbyServer) -> None:
        base = f"{lobby.url}/api/v1"
        self.device = httpx.Client(
            base_url=base, headers=headers(device_token(lobby.var)), timeout=10, trust_env=False
        )
        self.staff = httpx.Client(
            base_url=base, headers=headers(_token(lobby)), timeout=10, trust_env=False
        )
        self._issued: list[str] = []
        self._opened: set[str] = set()

    def issue(self, service: str, **more: Any) -> dict[str, Any]:
        key = {"Idempotency-Key": f"queueing-{next(_keys)}"}
        answer = self.device.post("/tickets", json={"service": service, **more}, headers=key)
        ticket = dict(answer.raise_for_status().json())
        self._issued.append(ticket["id"])
        return ticket

    def step(self, counter: str, step: str, **body: Any) -> dict[str, Any]:
        """One step of a teller, which must succeed."""
        answer = self.staff.post(f"/counters/{counter}/{step}", json=body)
        assert answer.is_success, answer.text
        if step == "open":
            self._opened.add(counter)
        return dict(answer.json()) if answer.content else {}

    def ticket(self, ticket: dict[str, Any]) -> dict[str, Any]:
        return dict(self.device.get(f"/tickets/{ticket['id']}").json())

    def leave(self) -> None:
        """An empty line and closed counters for the next test."""
        for counter in self.device.get("/counters").json():
            present = counter["ticket"]
            if present:
                if present["state"] == "called":
                    self.staff.post(f"/counters/{counter['code']}/start")
                self.staff.post(f"/counters/{counter['code']}/complete")
            self.staff.post(f"/counters/{counter['code']}/close")
        for ticket in self._issued:
            # Done and cancelled ones answer 409.
            self.device.delete(f"/tickets/{ticket}")
        self.device.close()
        self.staff.close()


def sign_in(page: Page, lobby: LobbyServer, counter: str) -> None:
    page.goto("/counter")
    page.fill("[name=username]", "admin")
    page.fill("[name=password]", (lobby.var / "admin-password").read_text().strip())
    page.keyboard.press("Enter")
    expect(page.locator("#which option")).to_have_count(6)
    page.select_option("#which", counter)


STEP_OF = {
    " ": "next", "s": "start", "d": "complete", "r": "recall", "x": "no-show", "h": "hold", "u": "resume",
    "t": "transfer", "c": "call",
}  # fmt: skip
"""Key to the teller's step."""


def press(page: Page, key: str) -> None:
    """Press a step's key once its button is lit: while an order is on its way the keys are dead."""
    button = f"[data-step='{STEP_OF[key]}']" if key in STEP_OF else "#door"
    expect(page.locator(button)).to_be_enabled()
    page.keyboard.press(key)
