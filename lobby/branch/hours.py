"""When the branch is open: weekly hours, and dates that do not follow them.

The rules are pure (`Timetable`); `timetable()` reads the rows. Moments are aware; days and times are
the branch's wall clock's. An opening period includes its first minute and not its last: [opens, closes).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from lobby.clock import BRANCH_ZONE
from lobby.prepared import Given, Objects, Rows

if TYPE_CHECKING:
    from lobby.branch.models import SpecialDay

PERSONAL = "personal"
CORPORATE = "corporate"
CASH = "cash"
FOLLOWS = {CASH: PERSONAL}
"""A kind that has nothing of its own, for the week or for a date, goes by another."""
LOOK_AHEAD_DAYS = 60
"""Longer than any run of closed days; a branch without hours is not searched for ever."""


@dataclass(frozen=True, order=True)
class Span:
    opens: time
    closes: time

    def __contains__(self, moment: time) -> bool:
        return self.opens <= moment < self.closes


@dataclass(frozen=True)
class Special:
    """How one date departs from its weekday; no spans and no `like` means closed."""

    name: str
    spans: tuple[Span, ...] = ()
    like: int | None = None
    """The weekday whose hours it keeps."""
    note: str = ""


@dataclass(frozen=True)
class Timetable:
    weekly: Mapping[tuple[str, int], tuple[Span, ...]]
    """(kind, weekday with 0 = Monday) to the periods in order."""
    specials: Mapping[tuple[str, date], Special] = field(default_factory=dict)

    def special(self, kind: str, day: date) -> Special | None:
        found = self.specials.get((kind, day))
        return found or self.specials.get((FOLLOWS.get(kind, kind), day))

    def week(self, kind: str, weekday: int) -> tuple[Span, ...]:
        """The periods of a weekday in order; empty when closed."""
        own = any(of == kind for of, _ in self.weekly)
        return self.weekly.get((kind if own else FOLLOWS.get(kind, kind), weekday), ())

    def spans(self, kind: str, day: date) -> tuple[Span, ...]:
        """The periods of that date in order; empty when closed."""
        special = self.special(kind, day)
        if special is None:
            return self.week(kind, day.weekday())
        return special.spans if special.like is None else self.week(kind, special.like)

    def is_open(self, kind: str, moment: datetime) -> bool:
        local = moment.astimezone(BRANCH_ZONE)
        return any(local.time() in span for span in self.spans(kind, local.date()))

    def next_open(self, kind: str, moment: datetime) -> datetime | None:
        """The next beginning of a period after the moment; None when there is none in two months."""
        local = moment.astimezone(BRANCH_ZONE)
        for ahead in range(LOOK_AHEAD_DAYS):
            day = local.date() + timedelta(days=ahead)
            for span in self.spans(kind, day):
                opens = datetime.combine(day, span.opens, BRANCH_ZONE)
                if opens > local:
                    return opens
        return None

    def closes_at(self, kind: str, moment: datetime) -> datetime | None:
        """When the period that holds the moment ends; None while closed."""
        local = moment.astimezone(BRANCH_ZONE)
        for span in self.spans(kind, local.date()):
            if local.time() in span:
                return datetime.combine(local.date(), span.closes, BRANCH_ZONE)
        return None


def _weekly_rows() -> QuerySet[Any, tuple[str, int, time, time]]:
    from lobby.branch.models import OpeningHours

    return OpeningHours.objects.order_by("opens").values_list("kind", "weekday", "opens", "closes")


def _special_rows() -> QuerySet[SpecialDay]:
    from lobby.branch.models import SpecialDay

    # Days for both kinds come first, so that a day for one kind overrides them.
    return SpecialDay.objects.order_by("kind")


def _of_date() -> QuerySet[SpecialDay]:
    from lobby.branch.models import SpecialDay

    return _special_rows().filter(date=Given(SpecialDay, "date"))


_weekly = Rows(_weekly_rows)
_specials = Objects(_special_rows)
_specials_of_date = Objects(_of_date)


def timetable() -> Timetable:
    """The branch's hours as stored; two queries."""
    return _timetable(_specials.all())


def of_day(day: date) -> Timetable:
    """As much of them as that day needs."""
    return _timetable(_specials_of_date.all(date=day))


def _timetable(departures: Iterable[SpecialDay]) -> Timetable:
    from lobby.branch.models import HoursKind

    weekly: dict[tuple[str, int], tuple[Span, ...]] = {}
    for of, weekday, opens, closes in _weekly.all():
        key = (of, weekday)
        weekly[key] = (*weekly.get(key, ()), Span(opens, closes))
    specials: dict[tuple[str, date], Special] = {}
    for day in departures:
        spans = tuple(Span(opens, closes) for opens, closes in day.periods)
        special = Special(day.name, spans, day.like_weekday, day.note)
        for kind in (day.kind,) if day.kind else (HoursKind.PERSONAL, HoursKind.CORPORATE):
            specials[(kind, day.date)] = special
    return Timetable(weekly, specials)


def is_open(kind: str, moment: datetime) -> bool:
    """Whether business of this kind (personal, corporate) is done at the moment, by the rows."""
    return timetable().is_open(kind, moment)


def next_open(kind: str, moment: datetime) -> datetime | None:
    return timetable().next_open(kind, moment)
