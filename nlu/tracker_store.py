"""Conversations in memory only: bounded in number, idle ones forgotten, one deleted on request."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker


class LobbyTrackerStore(InMemoryTrackerStore):
    """Rasa's in-memory store never forgets; this one does, so that nothing of a visitor outlives the visit."""

    def __init__(
        self,
        domain: Domain,
        event_broker: EventBroker | None = None,
        most: int = 2000,
        idle_seconds: float = 1800,
        clock: Callable[[], float] = time.monotonic,
        **kwargs: Any,
    ) -> None:
        """`most` conversations are kept; one unused for `idle_seconds` goes; `clock` gives seconds."""
        if most < 1 or idle_seconds <= 0:
            raise ValueError("tracker_store: most and idle_seconds must be positive")
        super().__init__(domain, event_broker, **kwargs)
        self._most = most
        self._idle_seconds = idle_seconds
        self._clock = clock
        self._used: OrderedDict[str, float] = OrderedDict()
        self.evicted = 0
        """Conversations dropped because too many or idle, since the start."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keeps the conversation as the most recently used."""
        await super().save(tracker)
        self._used[tracker.sender_id] = self._clock()
        self._used.move_to_end(tracker.sender_id)
        self._evict()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """None for a conversation never seen, deleted or evicted."""
        self._evict()
        return await super().retrieve(sender_id)

    def delete(self, sender_id: str) -> bool:
        """Forgets the conversation; whether there was one."""
        self._used.pop(sender_id, None)
        return self.store.pop(sender_id, None) is not None

    def _evict(self) -> None:
        oldest_allowed = self._clock() - self._idle_seconds
        while self._used:
            sender_id, used = next(iter(self._used.items()))
            if used > oldest_allowed and len(self._used) <= self._most:
                return
            self.delete(sender_id)
            self.evicted += 1


def forget(store: TrackerStore, sender_id: str) -> bool:
    """Deletes a conversation from the store that Rasa may have wrapped; False when none was there."""
    inner: Any = store
    while not isinstance(inner, LobbyTrackerStore):
        inner = getattr(inner, "_tracker_store", None)
        if inner is None:
            raise TypeError(
                "endpoints.yml must name nlu.tracker_store.LobbyTrackerStore as tracker_store"
            )
    return bool(inner.delete(sender_id))
