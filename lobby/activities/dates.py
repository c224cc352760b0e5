"""On which days an activity is. Pure: rules and dates in, dates out."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lunar_python import Lunar


@dataclass(frozen=True)
class Rule:
    """One of the four is set; weekdays as `date.weekday()` counts them."""

    date: date | None = None
    weekly: int | None = None
    monthly: int | None = None
    nth: int = 1
    lunar: tuple[int, int] | None = None
    """Month and day of the lunar calendar."""


def days(rule: Rule, first: date, last: date) -> list[date]:
    """The days of the rule from `first` to `last`, in order."""
    if rule.date is not None:
        found: Iterator[date] = iter((rule.date,))
    elif rule.weekly is not None:
        found = _weekly(rule.weekly, first, last)
    elif rule.monthly is not None:
        found = _monthly(rule.monthly, rule.nth, first, last)
    elif rule.lunar is not None:
        found = _lunar(*rule.lunar, first, last)
    else:
        found = iter(())
    return [day for day in found if first <= day <= last]


def _weekly(weekday: int, first: date, last: date) -> Iterator[date]:
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    while day <= last:
        yield day
        day += timedelta(days=7)


def _monthly(weekday: int, nth: int, first: date, last: date) -> Iterator[date]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        begins, _ = calendar.monthrange(year, month)
        yield date(year, month, 1 + (weekday - begins) % 7 + 7 * (nth - 1))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _lunar(month: int, day: int, first: date, last: date) -> Iterator[date]:
    # The lunar year begins up to two months after the solar one.
    for year in range(first.year - 1, last.year + 1):
        try:
            solar = Lunar.fromYmd(year, month, day).getSolar()
        except Exception:  # noqa: S112 - the library has no narrower error: this month has no such day
            continue
        yield date(solar.getYear(), solar.getMonth(), solar.getDay())
