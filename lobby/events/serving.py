"""Streams beside Django, not inside it.

Django gives every request a thread that lives as long as its response: for a board that listens for
days, an idle thread for days. So the view only decides who may listen and from where, says so in one
header of an empty response, and ends; the stream itself then runs in the event loop alone.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from contextlib import aclosing
from typing import Any

from lobby.events import stream
from lobby.events.hub import Hub

Message = Mapping[str, Any]
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

HEADER = "X-Jiaojiao-Stream"
"""From the view to this module; never leaves the process."""
_HEADER = HEADER.lower().encode()
_DROPPED = (_HEADER, b"content-length")


def mark(position: int, lost: bool, pulse: bool = False) -> str:
    """The header's value: where the stream begins, whether events before it were lost, whether it has a pulse."""
    return f"{position} {int(lost)} {int(pulse)}"


class EventStreams:
    """An ASGI application around Django's that turns marked responses into streams."""

    def __init__(self, app: App, hub: Callable[[], Hub]) -> None:
        self._app = app
        self._hub = hub

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(send)
        await self._app(scope, receive, answer.send)
        self._hub().request_came()
        if answer.begin is not None:
            await send(answer.start)
            await _until_gone(receive, self._stream(send, *answer.begin))

    async def _stream(self, send: Send, position: int, lost: bool, pulse: bool) -> None:
        async with aclosing(stream.events(self._hub(), position, lost, pulse)) as events:
            async for data in events:
                await send({"type": "http.response.body", "body": data, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


class _Answer:
    """Passes Django's messages on, except those of a marked response."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begin: tuple[int, bool, bool] | None = None
        self.start: Message = {}

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [(bytes(name), bytes(value)) for name, value in message["headers"]]
            marks = [value for name, value in headers if name.lower() == _HEADER]
            if marks:
                position, lost, pulse = marks[0].split()
                self.begin = int(position), lost == b"1", pulse == b"1"
                kept = [pair for pair in headers if pair[0].lower() not in _DROPPED]
                self.start = {**message, "headers": kept}
        if self.begin is None:
            await self._send(message)


async def _until_gone(receive: Receive, streaming: Awaitable[None]) -> None:
    """Stream until it ends or the listener has gone away."""
    tasks = [asyncio.ensure_future(streaming), asyncio.ensure_future(_disconnected(receive))]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
