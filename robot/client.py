"""The robot's side of a conversation: lobby's /conversations over HTTP."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import httpx

TIMEOUT = 8.0
"""Seconds; lobby itself answers with an apology well before this."""


class ConversationError(Exception):
    """A conversation could not go on. `message` is for people, `retryable` for programs."""

    def __init__(
        self, code: str, message: str, *, retryable: bool, body: dict[str, Any] | None = None
    ):
        super().__init__(message)
        self.code = code
        self.message = message
        self.retryable = retryable
        self.body = body or {}


@dataclass(frozen=True)
class Reply:
    """One thing that the robot says and shows."""

    text: str
    speech: str
    card: dict[str, Any] | None = None


@dataclass(frozen=True)
class Turn:
    """The answer to one utterance; `body` is lobby's JSON as it came."""

    replies: tuple[Reply, ...]
    body: dict[str, Any] = field(default_factory=dict)


def _replies(body: dict[str, Any]) -> tuple[Reply, ...]:
    return tuple(
        Reply(r.get("text", ""), r.get("speech", r.get("text", "")), r.get("card"))
        for r in body.get("replies", [])
    )


class ConversationClient:
    """Talks to lobby at `url`; one instance serves many conversations, one after the other."""

    def __init__(
        self, url: str, token: str | None = None, transport: httpx.BaseTransport | None = None
    ):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        # A branch's HTTP proxy is no way to reach the machine itself.
        self._http = httpx.Client(
            base_url=f"{url}/api/v1",
            headers=headers,
            timeout=TIMEOUT,
            transport=transport,
            trust_env=False,
        )
        self.conversation: str | None = None

    def __enter__(self) -> ConversationClient:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self, channel: str) -> Turn:
        """Begin a conversation with a new visitor; the turn holds the greeting."""
        body = self._call("POST", "/conversations", {"channel": channel})
        self.conversation = str(body["id"])
        return Turn(_replies(body), body)

    def say(self, text: str, modality: str) -> Turn:
        """One turn of the visitor; raises ConversationError."""
        if self.conversation is None:
            raise ConversationError("no_conversation", "还没有开始对话。", retryable=False)
        path = f"/conversations/{self.conversation}/turns"
        body = self._call("POST", path, {"text": text, "modality": modality})
        return Turn(_replies(body), body)

    def told(self) -> None:
        """The visitor has been told what staff answered; it is not told again."""
        if self.conversation is not None:
            self._call("POST", f"/conversations/{self.conversation}/told", None)

    def snapshot(self) -> dict[str, Any]:
        """What the branch knows: docs/developer.md, Knowledge snapshot."""
        return self._call("GET", "/knowledge/snapshot", None)

    def end(self) -> None:
        """End the conversation, if one is open; nothing of it carries over."""
        if self.conversation is not None:
            conversation, self.conversation = self.conversation, None
            self._call("DELETE", f"/conversations/{conversation}", None)

    def close(self) -> None:
        self._http.close()

    def _call(self, method: str, path: str, body: dict[str, Any] | None) -> dict[str, Any]:
        try:
            response = self._http.request(method, path, json=body)
        except httpx.TimeoutException as error:
            raise ConversationError("slow", "服务响应太慢，请再试一次。", retryable=True) from error
        except httpx.HTTPError as error:
            raise ConversationError(
                "away", "暂时连不上大堂服务，请稍后再试。", retryable=True
            ) from error
        if response.status_code == 204:
            return {}
        try:
            answer = response.json()
        except ValueError:
            answer = {}
        if response.is_success and isinstance(answer, dict):
            return answer
        problem = answer if isinstance(answer, dict) else {}
        raise ConversationError(
            str(problem.get("code", f"http_{response.status_code}")),
            str(problem.get("detail", "服务出错了，请稍后再试。")),
            retryable=response.status_code in (429, 503),
            body=problem,
        )
