"""What the robot still has to say to the whole hall: which announcement is next, and which are not worth saying.

Fed with lobby's events, drained by whoever speaks; it knows neither clock nor device. Whoever speaks asks
for the next one only when the last has been said, so nothing is ever cut off and nothing overlaps. Who
stands by for another speaker keeps the same queue, from which is taken what the other has said.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

EVENT = "announcement"
"""The event of lobby's /events that holds one."""
SETTLES = "ticket.changed"
"""The event after which a customer need not be called any more, unless its state is still `called`."""
CALLED = "called"
SAID = "announcement.said"
"""Somebody has said one; `left` times are left."""
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

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._waiting: list[_Waiting] = []
        self._seen: deque[str] = deque(maxlen=REMEMBERED)
        self._arrivals = 0
        self._current: _Waiting | None = None
        """What `next` gave last, unless it need not be said any more."""
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

        One that comes twice is not queued. A new call of a ticket takes the place of its earlier one. When
        too many wait, the last of the least urgent is dropped.
        """
        try:
            new = Announcement.from_event(event)
        except AnnouncementRefused:
            self.refused += 1
            return False
        if new.id in self._seen:
            return False
        # Who only stands by asks for nothing: what is late must not keep out what is new.
        self._expire(_moment(event.get("at")))
        self._seen.append(new.id)
        self._arrivals += 1
        fresh = _Waiting(new, self._arrivals, 1 + new.repeat)
        earlier = self._of_ticket(new.ticket)
        self._supersede(new.ticket)
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
        self._supersede(ticket)
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

    def catch_up(self, outstanding: Sequence[Mapping[str, Any]]) -> None:
        """Take over from another speaker: `outstanding` is what lobby knows to be still unsaid."""
        for data in outstanding:
            if str(data.get("id")) not in self._seen:
                self.push(data)
            else:
                self.said(str(data.get("id")), int(data.get("repeat", 0)) + 1)

    def next(self, now: datetime) -> Announcement | None:
        """What to say now, once; None when nothing is left. `now` is aware, by lobby's clock.

        The same one comes again until it has been repeated as it asks, before its equals; something more
        urgent goes between.
        """
        self._expire(now)
        self._current = None
        if not self._waiting:
            return None
        chosen = self._current = min(self._waiting, key=lambda w: w.rank)
        chosen.left -= 1
        if chosen.left == 0:
            self._waiting.remove(chosen)
        return replace(chosen.announcement, repeat=chosen.left)

    def unsay(self) -> None:
        """What `next` gave was not said to its end after all: it is to be said again, if that is still of use."""
        unsaid, self._current = self._current, None
        if unsaid is None:
            return
        unsaid.left += 1
        if unsaid not in self._waiting:
            self._waiting.append(unsaid)

    def _expire(self, now: datetime | None) -> None:
        late = [w for w in self._waiting if now is not None and w.announcement.expires_at <= now]
        self.expired += len(late)
        self._waiting = [w for w in self._waiting if w not in late]

    def _supersede(self, ticket: str | None) -> None:
        """What is being said of a ticket need not be said again."""
        current = self._current
        if current is not None and ticket is not None and current.announcement.ticket == ticket:
            self._current = None

    def _of_ticket(self, ticket: str | None) -> _Waiting | None:
        if ticket is None:
            return None
        return next((w for w in self._waiting if w.announcement.ticket == ticket), None)


def _moment(text: object) -> datetime | None:
    """An aware time, or None."""
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
