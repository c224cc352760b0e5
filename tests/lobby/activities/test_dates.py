"""On which days an activity is, and which of them are still to come."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lobby.activities import calendar
from lobby.activities.dates import Rule, days
from lobby.activities.models import Activity
from lobby.clock import BRANCH_ZONE

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=BRANCH_ZONE)


@pytest.mark.parametrize(
    ("rule", "count", "first"),
    [
        (Rule(date=date(2026, 9, 20)), 1, date(2026, 9, 20)),
        (Rule(date=date(2025, 9, 20)), 0, None),
        (Rule(weekly=2), 52, date(2026, 1, 7)),
        (Rule(monthly=5, nth=2), 12, date(2026, 1, 10)),
        (Rule(lunar=(8, 15)), 1, date(2026, 9, 25)),
        (Rule(lunar=(1, 1)), 1, date(2026, 2, 17)),
        (Rule(lunar=(12, 20)), 1, date(2026, 2, 7)),
        (Rule(), 0, None),
    ],
)
def test_the_days_of_a_year(rule: Rule, count: int, first: date | None) -> None:
    found = days(rule, *YEAR)
    assert len(found) == count
    assert (found[0] if found else None) == first


@given(st.integers(0, 6), st.integers(1, 4), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_every_month_has_its_nth_weekday(weekday: int, nth: int, first: date) -> None:
    found = days(Rule(monthly=weekday, nth=nth), first, first + timedelta(days=400))
    assert all(day.weekday() == weekday and (day.day - 1) // 7 == nth - 1 for day in found)
    assert 12 <= len(found) <= 14


def test_what_is_over_is_not_told(seeded: None) -> None:
    # 4 March 2026 is a Wednesday: the lecture is at half past two.
    lecture = [d for d in calendar.coming(NOON) if d.activity.code == "anti_fraud_talk"]
    assert [d.date for d in lecture] == [date(2026, 3, 4), date(2026, 3, 11)]
    later = NOON.replace(hour=16)
    lecture = [d for d in calendar.coming(later) if d.activity.code == "anti_fraud_talk"]
    assert [d.date for d in lecture] == [date(2026, 3, 11), date(2026, 3, 18)]


def test_what_is_far_away_or_switched_off_is_not_told(seeded: None) -> None:
    codes = {day.activity.code for day in calendar.coming(NOON)}
    assert "mid_autumn_riddles" not in codes
    assert "little_banker" in codes
    Activity.objects.update(enabled=False)
    assert calendar.coming(NOON) == []


def test_signing_up_ends_in_time(seeded: None) -> None:
    # The class is on Friday; one signs up until the day before.
    course = Activity.objects.get(code="smartphone_class")
    friday = date(2026, 3, 6)
    eve = datetime(2026, 3, 5, 20, 0, tzinfo=BRANCH_ZONE)
    before, after = (
        calendar.on(course, friday, eve),
        calendar.on(course, friday, eve + timedelta(hours=5)),
    )
    assert before is not None
    assert after is not None
    assert (before.open, after.open) == (True, False)
