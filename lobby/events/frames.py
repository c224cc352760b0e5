"""Server-sent events as bytes (WHATWG HTML, section 9.2)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from lobby.events.log import Entry

RETRY_MS = 1000


@dataclass(frozen=True)
class Chunk:
    """What is sent in one go: events made into bytes once, however many listen."""

    data: bytes
    entries: tuple[Entry, ...] = ()

    @property
    def last(self) -> int:
        """The id of the last event; 0 when it holds none."""
        return self.entries[-1].id if self.entries else 0

    def after(self, position: int) -> Chunk:
        """What of it lies behind `position`."""
        if not self.entries or self.entries[0].id > position:
            return self
        return chunk([entry for entry in self.entries if entry.id > position])


HEARTBEAT = Chunk(b": still here\n\n")
PULSE = Chunk(b"")
"""For listeners that must know at once when this process has stopped answering; `pulse` makes the bytes."""
RETRY = f"retry: {RETRY_MS}\n\n".encode()


def chunk(entries: Sequence[Entry]) -> Chunk:
    return Chunk(b"".join(map(frame, entries)), tuple(entries))


def frame(entry: Entry) -> bytes:
    """One event; its data also holds `at`, so that a late listener does not announce an old call."""
    data = json.dumps(
        {**entry.data, "at": entry.at.isoformat()}, ensure_ascii=False, separators=(",", ":")
    )
    return f"id: {entry.id}\nevent: {entry.type}\ndata: {data}\n\n".encode()


def pulse(position: int) -> bytes:
    """A sign of life that a page can see. Its id lets who comes back go on from there, though nothing had happened yet."""
    return f"id: {position}\nevent: pulse\ndata: {{}}\n\n".encode()


def gap(position: int) -> bytes:
    """Tells a listener that events between its last and `position` are gone: read a snapshot."""
    return f"id: {position}\nevent: stream.gap\ndata: {{}}\n\n".encode()
