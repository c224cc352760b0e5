"""Writing and reading the log of events."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from lobby import clock, prepared
from lobby.events.models import Event
from lobby.prepared import Given, Insert, Rows

KEEP = timedelta(hours=24)
KEEP_ROWS = 10_000
"""A listener that was away for longer than either reads a snapshot and begins anew."""
PRUNE_EVERY = 200
LOCK = 0x6A6A_6576
"""Key of PostgreSQL's advisory lock on the log; any number that nothing else uses."""

_appended = Insert(Event)


@dataclass(frozen=True)
class Entry:
    """One event as listeners get it."""

    id: int
    type: str
    data: dict[str, Any]
    at: datetime


INSERT_IN_ORDER = """
WITH held AS MATERIALIZED (SELECT pg_advisory_xact_lock(%s))
INSERT INTO events_event (type, data, at)
SELECT told.type, told.data::jsonb, %s
FROM held, unnest(%s::text[], %s::text[]) WITH ORDINALITY AS told (type, data, place)
ORDER BY told.place RETURNING id
"""
"""The lock and the rows in one journey: numbers are drawn, in order, for rows that are there once the lock is held."""


def append(events: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """The (type, data) of each, in that order."""
    # No savepoint: whoever fails here fails as a whole.
    with transaction.atomic(savepoint=False):
        ids = _append_in_order(events) if connection.vendor == "postgresql" else _append(events)
        for id in ids:
            if id % PRUNE_EVERY == 0:
                prune(id)


def _append(events: Sequence[tuple[str, dict[str, Any]]]) -> list[int]:
    return [int(_appended.run(Event(type=type, data=data)).pk) for type, data in events]


def _append_in_order(events: Sequence[tuple[str, dict[str, Any]]]) -> list[int]:
    # Numbers are drawn at insertion but seen at commit; without the lock a listener could see 8 before 7
    # and take 7 for read. SQLite has one writer at a time anyway.
    types = [type for type, _ in events]
    data = [json.dumps(each) for _, each in events]
    with prepared.cursor(connections[DEFAULT_DB_ALIAS]) as cursor:
        cursor.execute(INSERT_IN_ORDER, [LOCK, clock.now(), types, data])
        return [int(id) for (id,) in cursor.fetchall()]


def prune(newest: int) -> None:
    """Drop what is too old or too far behind the `newest` id."""
    Event.objects.filter(id__lte=newest - KEEP_ROWS).delete()
    drop_before(clock.now() - KEEP)


def drop_before(moment: datetime) -> int:
    """Drops what is older than the moment; how many there were."""
    return Event.objects.filter(at__lt=moment).delete()[0]


def bounds() -> tuple[int, int]:
    """The lowest and the highest id that can be read; (1, 0) when there is none."""
    # Two looks at the ends of the index; both at once would read all of it.
    ids = Event.objects.values_list("id", flat=True)
    return ids.order_by("id").first() or 1, ids.order_by("-id").first() or 0


def after(id: int, limit: int) -> list[Entry]:
    """At most `limit` events after `id`, in order."""
    return [Entry(*row) for row in _after(limit).all(id=id)]


@cache
def _after(limit: int) -> Rows[tuple[int, str, dict[str, Any], datetime]]:
    later = Event.objects.filter(id__gt=Given(Event, "id")).order_by("id")
    return Rows(lambda: later.values_list("id", "type", "data", "at")[:limit])
