"""Conversations in memory only: bounded in number, idle ones forgotten, one deleted on request."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.trackers import (
    DialogueStateTracker,
    get_trackers_for_conversation_sessions,
)


@dataclass
class _Kept:
    tracker: DialogueStateTracker
    used: float


class LobbyTrackerStore(TrackerStore):
    """Rasa's in-memory store never forgets; this one does, so that nothing of a visitor outlives the visit.

    It keeps the tracker itself. Rasa's store writes it out as text and replays every event at each
    read, which grows with the talk and was two fifths of a turn's time.
    """

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
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self.evicted = 0
        """Conversations dropped because too many or idle, since the start."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keeps the conversation's last session as the most recently used."""
        await self.stream_events(tracker)
        if _sessions(tracker) > 1:
            tracker = get_trackers_for_conversation_sessions(tracker)[-1]
        self._kept[tracker.sender_id] = _Kept(tracker, self._clock())
        self._kept.move_to_end(tracker.sender_id)
        self._evict()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """None for a conversation never seen, deleted or evicted."""
        self._evict()
        kept = self._kept.get(sender_id)
        return kept.tracker if kept else None

    async def keys(self) -> Iterable[str]:
        """The conversations that are kept."""
        return list(self._kept)

    def delete(self, sender_id: str) -> bool:
        """Forgets the conversation; whether there was one."""
        return self._kept.pop(sender_id, None) is not None

    def _evict(self) -> None:
        oldest_allowed = self._clock() - self._idle_seconds
        while self._kept:
            sender_id, kept = next(iter(self._kept.items()))
            if kept.used > oldest_allowed and len(self._kept) <= self._most:
                return
            self.delete(sender_id)
            self.evicted += 1


def _sessions(tracker: DialogueStateTracker) -> int:
    return sum(
        isinstance(event, ActionExecuted) and event.action_name == ACTION_SESSION_START_NAME
        for event in tracker.events
    )


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
