"""The sample branch's opening hours and festivals, without a database: the server's own rules answer."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import content
from lobby.branch import arrangements, holidays
from lobby.branch.hours import Span, Special, Timetable
from lobby.branch.models import Festival


@lru_cache(maxsize=1)
def timetable() -> Timetable:
    """The sample branch's week, and every holiday since 2025 by its rules."""
    source = content.load()
    weekly: dict[tuple[str, int], tuple[Span, ...]] = {}
    for row in source.branch.hours:
        for weekday in row.weekdays:
            key = (row.kind, weekday)
            weekly[key] = (*weekly.get(key, ()), Span(row.opens, row.closes))
    rows = arrangements.special_days(source.holidays, date(2025, 1, 1), holidays.arranged())
    specials = {
        (row["kind"], row["date"]): Special(
            row["name"],
            (Span(row["opens"], row["closes"]),) if row["opens"] else (),
            row["like_weekday"],
        )
        for row in rows
    }
    return Timetable(weekly, specials)


def festivals() -> list[Festival]:
    """The sample branch's festivals."""
    return [
        Festival(
            code=one.code,
            name=one.name,
            calendar=one.calendar,
            month=one.month,
            day=one.day,
            term=one.term or "",
            greeting=one.greeting,
        )
        for one in content.load().festivals
    ]
