"""Coming days of the branch's activities, with the places that are left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Sum

from lobby.activities import dates
from lobby.activities.models import Activity, SignUp

HORIZON = timedelta(days=60)
EACH = 2
"""Coming days told of one activity: who cannot come this week may come the next."""


@dataclass(frozen=True)
class Day:
    """One coming day of an activity."""

    activity: Activity
    date: date
    left: int | None
    """Places left; None for as many as come."""
    open: bool
    """Whether one can still sign up."""


def coming(now: datetime) -> list[Day]:
    """What is on from now on, the next first; what is over is not there. `now` is the branch's wall clock."""
    taken = _taken(now.date())
    found: list[Day] = []
    for activity in Activity.objects.filter(enabled=True).select_related("place"):
        days = dates.days(activity.days_rule, now.date(), now.date() + HORIZON)
        found += [_day(activity, day, taken, now) for day in days if not _over(activity, day, now)][
            :EACH
        ]
    return sorted(found, key=lambda day: (day.date, day.activity.begins, day.activity.position))


def on(activity: Activity, day: date, now: datetime) -> Day | None:
    """The activity on this day; None when it is not on, or over."""
    if not dates.days(activity.days_rule, day, day) or _over(activity, day, now):
        return None
    return _day(activity, day, _taken(now.date()), now)


def _over(activity: Activity, day: date, now: datetime) -> bool:
    return datetime.combine(day, activity.ends, now.tzinfo) <= now


def _day(
    activity: Activity, day: date, taken: Mapping[tuple[str, date], int], now: datetime
) -> Day:
    if activity.capacity is None:
        return Day(activity, day, None, False)
    left = max(0, activity.capacity - taken.get((activity.code, day), 0))
    if activity.sign_up_days:
        in_time = now.date() <= day - timedelta(days=activity.sign_up_days)
    else:
        in_time = now < datetime.combine(day, activity.begins, now.tzinfo)
    return Day(activity, day, left, in_time and left > 0)


def _taken(since: date) -> dict[tuple[str, date], int]:
    rows = (
        SignUp.objects.filter(date__gte=since, cancelled_at=None)
        .values_list("activity_id", "date")
        .annotate(people=Sum("people"))
    )
    return {(code, day): people for code, day, people in rows}
