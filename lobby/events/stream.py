"""The log as a stream: what a listener missed, then what happens."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from django.db import DatabaseError

from lobby.events import frames, log, shutdown
from lobby.events.hub import BATCH, Hub, Listener


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
    hub: Hub, position: int, lost: bool, pulse: bool = False
) -> AsyncGenerator[bytes, None]:
    """Everything after `position`, first from the log, then as it happens, until the process ends."""
    yield frames.RETRY
    if lost:
        yield frames.gap(position)
    listener: Listener | None = None
    try:
        # What was missed may be more than a listener's queue holds: it is read straight from the
        # log. Once that has run dry the listener joins, and a last look covers the moment between.
        while True:
            missed = frames.chunk(await hub.read(position, BATCH))
            if missed.entries:
                position = missed.last
                yield missed.data
            if listener is not None:
                break
            if len(missed.entries) < BATCH:
                listener = hub.join(position, pulse)
                shutdown.before_exit(hub.close)
        while True:
            chunk = await listener.get()
            if chunk is None:
                return
            if chunk is frames.PULSE:
                yield frames.pulse(position)
                continue
            fresh = chunk.after(position)
            position = max(position, fresh.last)
            if fresh.data:
                yield fresh.data
    except DatabaseError:
        # The listener comes back by itself and replays from its last id.
        return
    finally:
        if listener is not None:
            hub.leave(listener)
