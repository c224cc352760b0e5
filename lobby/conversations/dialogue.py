"""The dialogue process, over HTTP."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import httpx
from django.conf import settings

CONNECT_SECONDS = 0.5
ANSWER_SECONDS = 5.0
"""The dialogue gives its own actions 1.2 s a call and apologises itself; this is for a hung one."""


class DialogueAway(Exception):
    """The dialogue process does not answer, or answers with nonsense."""


@dataclass(frozen=True)
class Answer:
    """What the dialogue made of one turn."""

    replies: list[dict[str, Any]]
    nlu: dict[str, Any]
    ms: dict[str, int] = field(default_factory=dict)


class Dialogue:
    """Client of the turn channel; safe to share between threads."""

    def __init__(self, url: str, transport: httpx.BaseTransport | None = None) -> None:
        self._http = httpx.Client(
            base_url=f"{url}/webhooks/turn",
            timeout=httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS),
            limits=httpx.Limits(max_connections=64, max_keepalive_connections=16),
            transport=transport,
            trust_env=False,
        )

    def greet(self, sender: str, metadata: dict[str, str]) -> Answer:
        """The greeting for a new visitor; raises DialogueAway."""
        return self._answer("/greet", {"sender": sender, "metadata": metadata})

    def say(self, sender: str, message: str, metadata: dict[str, str]) -> Answer:
        """The answer to one utterance; raises DialogueAway."""
        body = {"sender": sender, "message": message, "metadata": metadata}
        return self._answer("/webhook", body)

    def forget(self, sender: str) -> None:
        """Drop the visitor's tracker; raises DialogueAway."""
        self._request("DELETE", f"/conversations/{sender}", None)

    def _answer(self, path: str, body: dict[str, Any]) -> Answer:
        response = self._request("POST", path, body)
        try:
            answer = response.json()
            return Answer(
                list(answer["replies"]), dict(answer["nlu"]), dict(answer.get("ms") or {})
            )
        except (ValueError, KeyError, TypeError) as error:
            raise DialogueAway("the answer has not the agreed shape") from error

    def _request(self, method: str, path: str, body: dict[str, Any] | None) -> httpx.Response:
        try:
            response = self._http.request(method, path, json=body)
        except httpx.HTTPError as error:
            raise DialogueAway(type(error).__name__) from error
        if not response.is_success:
            raise DialogueAway(f"status {response.status_code}")
        return response


_lock = threading.Lock()


@lru_cache(maxsize=1)
def _build(url: str) -> Dialogue:
    return Dialogue(url)


def dialogue() -> Dialogue:
    """This process's client, made at first use."""
    with _lock:
        return _build(settings.JIAOJIAO.dialogue_url)
