"""One turn of a visitor at a time, in the order in which they came."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class _Queue:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    inside: int = 0
    """Turns that run or wait."""


class Turnstile:
    """A fair lock for each visitor, kept while somebody uses it.

    Rasa's own lock of a conversation is asked again every second, so that a second word, from touch
    and voice together or of an impatient finger, waited that long for a turn of some milliseconds.
    Whoever comes through here first finds that lock free.
    """

    def __init__(self) -> None:
        self._queues: dict[str, _Queue] = {}

    def __len__(self) -> int:
        """Visitors with a turn that runs or waits."""
        return len(self._queues)

    @asynccontextmanager
    async def through(self, visitor: str) -> AsyncIterator[None]:
        """Runs its body when every earlier turn of `visitor` is over."""
        queue = self._queues.setdefault(visitor, _Queue())
        queue.inside += 1
        try:
            async with queue.lock:
                yield
        finally:
            queue.inside -= 1
            if not queue.inside:
                del self._queues[visitor]
