"""What the robot still has to say to the whole hall: which announcement is next, and which are not worth saying.

Fed with lobby's events, drained by whoever speaks; it knows neither clock nor device. Whoever speaks asks
for the next one only when the last has been said, so nothing is ever cut off and nothing overlaps.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

EVENT = "announcement"
"""The event of lobby's /events that holds one."""
SETTLES = "ticket.changed"
"""The event after which a customer need not be called any more, unless its state is still `called`."""
CALLED = "called"
SAID = "announcement.said"
"""Another speaker has said one; `left` times are left."""
LIMIT = 30
"""Announcements that wait at most: over five minutes of speech."""
REMEMBERED = 256
"""Ids that are known when they come again, after a reconnection for example."""


class AnnouncementRefused(ValueError):
    """An event is no announcement that can be said."""


@dataclass(frozen=True)
class Announcement:
    """One thing to say once."""

    id: str
    kind: str
    """call, recall, notice or staff."""
    text: str
    """As shown."""
    speech: str
    """As said."""
    priority: int
    """Lower is said first."""
    expires_at: datetime
    """Aware; not said from this moment on."""
    repeat: int
    """How often it is said again after this time."""
    speaker: str
    """robot or board: who says it."""
    ticket: str | None = None
    counter: str | None = None

    @classmethod
    def from_event(cls, data: Mapping[str, Any]) -> Announcement:
        """From an event's data; raises AnnouncementRefused."""
        try:
            expires_at = datetime.fromisoformat(data["expires_at"])
            made = cls(
                id=str(data["id"]),
                kind=str(data["kind"]),
                text=str(data["text"]),
                speech=str(data["speech"]),
                priority=int(data["priority"]),
                expires_at=expires_at,
                repeat=max(0, int(data.get("repeat", 0))),
                speaker=str(data.get("speaker", "robot")),
                ticket=data.get("ticket"),
                counter=data.get("counter"),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise AnnouncementRefused(f"no announcement: {type(error).__name__}") from error
        if expires_at.tzinfo is None or not made.speech.strip():
            raise AnnouncementRefused("no announcement: nothing to say or no time zone")
        return made


@dataclass
class _Waiting:
    announcement: Announcement
    order: int
    """Arrival; between equal priorities the first is said first."""
    left: int
    """Times that it is still to be said."""

    @property
    def rank(self) -> tuple[int, int]:
        return self.announcement.priority, self.order


class AnnouncementQueue:
    """The announcements of one speaker that have not been said as often as they should be."""

    def __init__(self, speaker: str = "robot", limit: int = LIMIT) -> None:
        self._speaker = speaker
        self._limit = limit
        self._waiting: list[_Waiting] = []
        self._seen: deque[str] = deque(maxlen=REMEMBERED)
        self._arrivals = 0
        self.dropped = 0
        """Not said because too many waited."""
        self.expired = 0
        """Not said, or not said again, because it was too late."""
        self.replaced = 0
        """Not said, or not said again, because the same ticket was called anew."""
        self.refused = 0
        """Events that were no announcement."""

    def __len__(self) -> int:
        return len(self._waiting)

    def feed(self, type: str, data: Mapping[str, Any]) -> None:
        """Take any event of lobby's stream; those that do not concern the hall's ears change nothing."""
        if type == EVENT:
            self.push(data)
        elif type == SETTLES and data.get("state") != CALLED:
            self.withdraw(str(data.get("id")))
        elif type == SAID:
            self.said(str(data.get("id")), data.get("left"))

    def push(self, event: Mapping[str, Any]) -> bool:
        """Queue the announcement of an event's data; whether it waits now.

        One that comes twice, or is for the other speaker, is not queued. A new call of a ticket takes the
        place of its earlier one. When too many wait, the last of the least urgent is dropped.
        """
        try:
            new = Announcement.from_event(event)
        except AnnouncementRefused:
            self.refused += 1
            return False
        if new.speaker != self._speaker or new.id in self._seen:
            return False
        self._seen.append(new.id)
        self._arrivals += 1
        fresh = _Waiting(new, self._arrivals, 1 + new.repeat)
        earlier = self._of_ticket(new.ticket)
        if earlier is not None:
            self._waiting.remove(earlier)
            self.replaced += 1
            fresh.order = earlier.order
        self._waiting.append(fresh)
        if len(self._waiting) > self._limit:
            last = max(self._waiting, key=lambda w: w.rank)
            self._waiting.remove(last)
            self.dropped += 1
            return last is not fresh
        return True

    def withdraw(self, ticket: str) -> bool:
        """Forget the calls of a ticket: its customer has come, or has gone. Whether one was waiting."""
        found = self._of_ticket(ticket)
        if found is None:
            return False
        self._waiting.remove(found)
        return True

    def said(self, id: str, left: object) -> None:
        """Somebody has said it, as often as leaves `left` times."""
        found = next((w for w in self._waiting if w.announcement.id == id), None)
        if found is None or not isinstance(left, int):
            return
        found.left = min(found.left, left)
        if found.left <= 0:
            self._waiting.remove(found)

    def next(self, now: datetime) -> Announcement | None:
        """What to say now, once; None when nothing is left. `now` is aware, by lobby's clock.

        The same one comes again until it has been repeated as it asks, before its equals; something more
        urgent goes between.
        """
        late = [w for w in self._waiting if w.announcement.expires_at <= now]
        self.expired += len(late)
        self._waiting = [w for w in self._waiting if w not in late]
        if not self._waiting:
            return None
        chosen = min(self._waiting, key=lambda w: w.rank)
        chosen.left -= 1
        if chosen.left == 0:
            self._waiting.remove(chosen)
        return replace(chosen.announcement, repeat=chosen.left)

    def _of_ticket(self, ticket: str | None) -> _Waiting | None:
        if ticket is None:
            return None
        return next((w for w in self._waiting if w.announcement.ticket == ticket), None)
