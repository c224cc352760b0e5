"""The periods of some days. Costs grow with the days asked for, never with what lies before them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from lobby import clock
from lobby.problems import Invalid
from lobby.tickets.models import CounterPeriod, Period
from lobby.tickets.statistics.lives import Life

MOST_DAYS = 100
"""A quarter; a branch of 500 customers a day has 250,000 periods in it."""
LONGEST_LIFE = timedelta(days=31)
"""From a ticket's day to its last period: it is settled at the latest when the branch works again."""
LONGEST_STRETCH = timedelta(days=1)
"""A counter's stretch ends with its day, so none that reaches into a range began earlier."""


@dataclass(frozen=True)
class Days:
    """Branch days, both included."""

    since: date
    until: date

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.since, time.min, clock.BRANCH_ZONE)

    @property
    def ends(self) -> datetime:
        """The first moment after."""
        return datetime.combine(self.until + timedelta(days=1), time.min, clock.BRANCH_ZONE)


def days(since: date | None, until: date | None) -> Days:
    """Today when nothing is said, one day when one end is; raises Invalid."""
    first = since or until or clock.today()
    last = until or since or first
    if last < first:
        raise Invalid("结束日期不能早于开始日期。")
    if (last - first).days >= MOST_DAYS:
        raise Invalid(f"一次最多统计 {MOST_DAYS} 天，请分几次。")
    return Days(first, last)


def lives(asked: Days) -> Iterator[Life]:
    """Every period that began in these days, in order; a ticket's life lies in one day."""
    rows = (
        Period.objects.filter(
            began_at__gte=asked.begins,
            began_at__lt=asked.ends,
            # So that no planner reads all tickets ever to join them.
            ticket__day__gte=(asked.begins - LONGEST_LIFE).date(),
        )
        .order_by("began_at", "id")
        .values_list(
            "ticket_id",
            "state",
            "became",
            "service_id",
            "counter_id",
            "by",
            "ticket__customer_class_id",
            "began_at",
            "ended_at",
        )
    )
    return (Life(*row) for row in rows.iterator(chunk_size=5000))


@dataclass(frozen=True)
class Stretch:
    """A counter open (`pause` empty) or paused, within the days asked for."""

    counter: int
    pause: str
    by: str
    at: datetime
    minutes: float


def stretches(asked: Days) -> list[Stretch]:
    """The counters' stretches, cut to the days and to now."""
    rows = CounterPeriod.objects.filter(
        began_at__gte=asked.begins - LONGEST_STRETCH, began_at__lt=asked.ends
    )
    end = min(asked.ends, clock.now())
    found = []
    for row in rows:
        begins, ends = max(row.began_at, asked.begins), min(row.ended_at or end, end)
        if ends > begins:
            minutes = (ends - begins).total_seconds() / 60
            found.append(Stretch(row.counter_id, row.pause, row.by, begins, minutes))
    return found
