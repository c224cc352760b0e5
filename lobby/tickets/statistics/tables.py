"""Arrivals, waits, services, no-shows and those who gave up, by service, counter, class, hour or day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lobby.clock import BRANCH_ZONE
from lobby.tickets import errors
from lobby.tickets.models import Counter, PriorityClass, Service
from lobby.tickets.statistics.lives import Happening, Kind, tell
from lobby.tickets.statistics.measures import Tally
from lobby.tickets.statistics.reading import Days, lives

GROUPS = ("service", "counter", "class", "hour", "day")

Key = str | int | None


@dataclass(frozen=True)
class Row:
    key: str
    name: str
    tally: Tally


@dataclass(frozen=True)
class Table:
    days: Days
    by: str
    rows: list[Row]
    total: Tally


def read(days: Days, by: str, *, service: str = "", counter: str = "") -> Table:
    """The table of these days, of one service or counter where its code is given.

    By counter, customers count from their call on: who arrives has no counter yet. Raises UnknownService,
    UnknownCounter.
    """
    services = {row.pk: row for row in Service.objects.all()}
    counters = {row.pk: row for row in Counter.objects.all()}
    # An empty table for a code that there is none of would say that nobody came.
    if service and service not in (known := [row.code for row in services.values()]):
        raise errors.UnknownService(f"没有这项业务，现有：{'、'.join(known)}。")
    if counter and counter not in (known := [row.code for row in counters.values()]):
        raise errors.UnknownCounter(f"没有这个窗口，现有：{'、'.join(known)}。")
    wanted = [
        happening
        for happening in tell(lives(days))
        if (not service or services[happening.service].code == service)
        and (
            not counter
            or (happening.counter is not None and counters[happening.counter].code == counter)
        )
    ]
    names: dict[Key, tuple[str, str]] = {}
    if by == "service":
        names = {pk: (row.code, row.name) for pk, row in services.items()}
    elif by == "counter":
        names = {pk: (row.code, row.name) for pk, row in counters.items()}
    elif by == "class":
        names = {row.code: (row.code, row.name) for row in PriorityClass.objects.all()}
    groups = _group(wanted, by)
    # Services, counters and classes in the branch's order, hours and days in time's.
    keys = [key for key in names if key in groups] if names else sorted(groups, key=str)
    rows = []
    for key in keys:
        code, name = names.get(key, (str(key), str(key)))
        rows.append(Row(code, name, groups[key]))
    return Table(days, by, rows, tally(wanted))


def tally(happenings: Iterable[Happening]) -> Tally:
    """One group's counts and durations."""
    found = Tally()
    for one in happenings:
        _add(found, one)
    return found


def _group(happenings: Iterable[Happening], by: str) -> dict[Key, Tally]:
    key = _KEYS[by]
    groups: dict[Key, Tally] = {}
    for one in happenings:
        group = key(one)
        if group is not None:
            _add(groups.setdefault(group, Tally()), one)
    return groups


_KEYS: dict[str, Callable[[Happening], Key]] = {
    "service": lambda one: one.service,
    "counter": lambda one: one.counter,
    "class": lambda one: one.grade,
    "hour": lambda one: f"{one.at.astimezone(BRANCH_ZONE).hour:02d}",
    "day": lambda one: one.at.astimezone(BRANCH_ZONE).date().isoformat(),
}


def _add(to: Tally, one: Happening) -> None:
    if one.kind is Kind.ARRIVED:
        to.arrivals += 1
    elif one.kind is Kind.CALLED:
        to.called += 1
        to.waits.append(one.minutes)
    elif one.kind is Kind.RECALLED:
        to.recalls += 1
    elif one.kind is Kind.STARTED:
        to.walks.append(one.minutes)
    elif one.kind is Kind.SERVED:
        to.services.append(one.minutes)
    elif one.kind is Kind.FINISHED:
        to.served += 1
    elif one.kind is Kind.MISSED:
        to.no_shows += 1
    elif one.kind is Kind.LEFT:
        to.abandoned += 1
