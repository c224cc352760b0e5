"""What the hall still has to hear, as the log of events tells it.

For whoever takes over: it may have been opened after the call. The rule is that of the speakers' own queues
(robot/announcements.py): a test holds one to the other.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lobby import clock
from lobby.announcements import publishing
from lobby.announcements.publishing import LASTS
from lobby.events.models import Event

TYPES = (publishing.EVENT, publishing.SAID, "ticket.changed")
CALLED = "called"


def until(newest: int) -> list[dict[str, Any]]:
    """The data of each announcement that is in time and has not been said to its end by the event `newest`,
    in the order in which they came; `repeat` is how often it is to be said after the next time.
    """
    now = clock.now()
    rows = Event.objects.filter(
        id__lte=newest, at__gte=now - max(LASTS.values()), type__in=TYPES
    ).order_by("id")
    left = _Left()
    for type, data in rows.values_list("type", "data"):
        left.take(type, data)
    return [each for each in left.all() if datetime.fromisoformat(each["expires_at"]) > now]


class _Left:
    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._waiting: dict[str, dict[str, Any]] = {}

    def all(self) -> list[dict[str, Any]]:
        return list(self._waiting.values())

    def take(self, type: str, data: dict[str, Any]) -> None:
        if type == publishing.EVENT:
            self._add(data)
        elif type == publishing.SAID:
            self._count(data["id"], data["left"])
        elif data["state"] != CALLED:
            self._withdraw(data["id"])

    def _add(self, data: dict[str, Any]) -> None:
        if data["id"] in self._seen:
            return
        self._seen.add(data["id"])
        self._withdraw(data.get("ticket"))
        self._waiting[data["id"]] = dict(data)

    def _count(self, id: str, left: int) -> None:
        """Said, `left` times are left."""
        known = self._waiting.get(id)
        if known is None:
            return
        if left <= 0:
            del self._waiting[id]
        else:
            known["repeat"] = min(known["repeat"], left - 1)

    def _withdraw(self, ticket: str | None) -> None:
        for id, each in list(self._waiting.items()):
            if ticket is not None and each.get("ticket") == ticket:
                del self._waiting[id]
