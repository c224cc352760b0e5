"""Streams beside Django: which responses become streams, and what ends them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timezone
from typing import Any

import pytest

from lobby.events.hub import Hub
from lobby.events.log import Entry
from lobby.events.serving import HEADER, App, EventStreams, Message, Receive, Scope, Send, mark

NOW = datetime(2026, 6, 1, tzinfo=timezone.utc)
HTTP: Scope = {"type": "http"}


async def read(position: int, limit: int) -> Sequence[Entry]:
    await asyncio.sleep(0)
    return [Entry(id, "queue.changed", {}, NOW) for id in range(position + 1, 4)]


def answering(*headers: tuple[bytes, bytes], body: bytes = b"") -> App:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": list(headers)})
        await send({"type": "http.response.body", "body": body})

    return app


class Wire:
    """What the server sees: messages sent, and a client that goes away when told to."""

    def __init__(self) -> None:
        self.sent: list[Message] = []
        self.gone = asyncio.Event()

    async def receive(self) -> Message:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        self.sent.append(message)

    @property
    def body(self) -> bytes:
        return b"".join(m.get("body", b"") for m in self.sent)


MARKED = (
    (HEADER.encode(), mark(1, True).encode()),
    (b"Content-Length", b"0"),
    (b"Content-Type", b"text/event-stream"),
)


async def test_any_other_response_passes_unchanged() -> None:
    wire = Wire()
    app = EventStreams(answering((b"Content-Length", b"2"), body=b"ok"), lambda: Hub(read))
    await app(HTTP, wire.receive, wire.send)
    assert wire.sent[0]["headers"] == [(b"Content-Length", b"2")]
    assert wire.body == b"ok"


async def test_a_marked_response_becomes_a_stream_until_the_listener_goes() -> None:
    wire, hub = Wire(), Hub(read, poll=0.001)
    serving = asyncio.create_task(
        EventStreams(answering(*MARKED), lambda: hub)(HTTP, wire.receive, wire.send)
    )
    while b"id: 3" not in wire.body:
        await asyncio.sleep(0)
    assert wire.sent[0]["headers"] == [(b"Content-Type", b"text/event-stream")]
    assert wire.body.startswith(b"retry: 1000\n\nid: 1\nevent: stream.gap")
    assert all(m.get("more_body") for m in wire.sent[1:])
    while not len(hub):
        await asyncio.sleep(0)
    wire.gone.set()
    await asyncio.wait_for(serving, 5)
    assert len(hub) == 0


async def test_the_end_of_the_process_ends_the_response() -> None:
    wire, hub = Wire(), Hub(read, poll=0.001)
    serving = asyncio.create_task(
        EventStreams(answering(*MARKED), lambda: hub)(HTTP, wire.receive, wire.send)
    )
    while not len(hub):
        await asyncio.sleep(0)
    hub.close()
    await asyncio.wait_for(serving, 5)
    assert wire.sent[-1] == {"type": "http.response.body", "body": b"", "more_body": False}


async def test_an_error_while_streaming_is_not_hidden() -> None:
    async def broken(position: int, limit: int) -> Sequence[Entry]:
        raise RuntimeError("spoiled")

    wire = Wire()
    app = EventStreams(answering(*MARKED), lambda: Hub(broken))
    with pytest.raises(RuntimeError, match="spoiled"):
        await app(HTTP, wire.receive, wire.send)


async def test_what_is_no_http_is_left_alone() -> None:
    seen: list[Any] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["type"])

    wire = Wire()
    await EventStreams(app, lambda: Hub(read))({"type": "lifespan"}, wire.receive, wire.send)
    assert seen == ["lifespan"]
