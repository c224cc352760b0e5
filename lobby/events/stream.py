"""The log as a stream of server-sent events (WHATWG HTML, section 9.2)."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

from django.db import DatabaseError

from lobby.events import log, shutdown
from lobby.events.hub import BATCH, Hub, Listener

HEARTBEAT_SECONDS = 15.0
"""Proxies close what is silent for longer, and a dead listener is noticed by writing to it."""
RETRY_MS = 1000


def frame(entry: log.Entry) -> bytes:
    """One event; its data also holds `at`, so that a late listener does not announce an old call."""
    data = json.dumps(
        {**entry.data, "at": entry.at.isoformat()}, ensure_ascii=False, separators=(",", ":")
    )
    return f"id: {entry.id}\nevent: {entry.type}\ndata: {data}\n\n".encode()


def gap(position: int) -> bytes:
    """Tells a listener that events between its last and `position` are gone: read a snapshot."""
    return f"id: {position}\nevent: stream.gap\ndata: {{}}\n\n".encode()


def starting_point(asked: int | None) -> tuple[int, bool]:
    """(id after which to read, whether events were lost) for a listener whose last id was `asked`."""
    oldest, newest = log.bounds()
    if asked is None:
        return newest, False
    if asked > newest:
        # An id of another time: the log was begun anew.
        return newest, True
    if asked < oldest - 1:
        return (oldest - 1, True) if asked else (oldest - 1, False)
    return asked, False


async def events(
    hub: Hub, position: int, lost: bool, heartbeat: float = HEARTBEAT_SECONDS
) -> AsyncIterator[bytes]:
    """Everything after `position`, first from the log, then as it happens, until the process ends."""
    yield f"retry: {RETRY_MS}\n\n".encode()
    if lost:
        yield gap(position)
    listener: Listener | None = None
    try:
        # What was missed may be more than a listener's queue holds: it is read straight from the
        # log. Once that has run dry the listener joins, and a last look covers the moment between.
        while True:
            missed = await hub.read(position, BATCH)
            for entry in missed:
                position = entry.id
                yield frame(entry)
            if listener is not None:
                break
            if len(missed) < BATCH:
                listener = hub.join(position)
                shutdown.before_exit(hub.close)
        while True:
            try:
                entry_or_end = await listener.get(heartbeat)
            except TimeoutError:
                yield b": still here\n\n"
                continue
            if entry_or_end is None:
                return
            if entry_or_end.id > position:
                position = entry_or_end.id
                yield frame(entry_or_end)
    except DatabaseError:
        # The listener comes back by itself and replays from its last id.
        return
    finally:
        if listener is not None:
            hub.leave(listener)
