"""Signing up and giving places back; capacity holds however many sign up at once."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db import transaction

from lobby import clock
from lobby.activities import calendar
from lobby.activities.models import Activity, SignUp
from lobby.cases import handling
from lobby.cases.models import Case, Kind, State
from lobby.conversations import privacy
from lobby.problems import Conflict, Invalid, NotFound

MOST = 10
"""People whom one visitor may sign up."""


class Full(Conflict):
    """Not so many places are left."""

    code = "full"


class TooLate(Conflict):
    """One cannot sign up any more."""

    code = "too_late"


def sign_up(
    code: str,
    day: date,
    people: int,
    *,
    conversation: uuid.UUID | None = None,
    name: str = "",
    phone: str = "",
    key: str | None = None,
) -> tuple[Case, bool]:
    """The case by which the visitor knows the places, and whether it is new.

    The same key, or the same visitor asking for the same day again, gives the same case. Raises NotFound,
    Invalid, Full with `left`, or TooLate.
    """
    if not 1 <= people <= MOST:
        raise Invalid(f"一次可以报 1 到 {MOST} 个人。")
    with transaction.atomic():
        # The activity's row is the lock under which places are given out.
        activity = Activity.objects.select_for_update().filter(code=code, enabled=True).first()
        if activity is None:
            raise NotFound("没有这个活动。")
        known = _known(activity, day, conversation, key)
        if known is not None:
            return known, False
        _check(activity, day, people)
        summary = f"报名{activity.title}，{day:%m月%d日} {activity.begins:%H:%M}，{people} 人"
        called = privacy.mask(name).text[:12]
        case, is_new = handling.open_case(
            Kind.SIGN_UP, conversation, f"{summary}，{called}" if called else summary, key, phone
        )
        SignUp.objects.create(activity=activity, date=day, case=case, people=people, name=called)
    return case, is_new


def _known(
    activity: Activity, day: date, conversation: uuid.UUID | None, key: str | None
) -> Case | None:
    if key is not None:
        same = SignUp.objects.filter(case__idempotency_key=key).select_related("case").first()
        if same is not None:
            return same.case
    if conversation is None:
        return None
    mine = SignUp.objects.filter(
        activity=activity, date=day, cancelled_at=None, case__conversation=conversation
    )
    found = mine.select_related("case").first()
    return found.case if found is not None else None


def _check(activity: Activity, day: date, people: int) -> None:
    on = calendar.on(activity, day, clock.local_now())
    if on is None:
        raise Invalid("这一天没有这个活动，或者已经结束了。")
    if on.left is None:
        raise Invalid("这个活动不用报名，到时候来就行。")
    if on.left < people:
        raise Full(f"只剩 {on.left} 个名额了。", left=on.left)
    if not on.open:
        raise TooLate("报名已经截止了。")


def cancel(case: Case) -> None:
    """Gives the places back; given back already is as good. Raises NotFound when it is no sign-up."""
    with transaction.atomic():
        row = SignUp.objects.select_for_update().filter(case=case).first()
        if row is None:
            raise NotFound("这张工单不是活动报名。")
        if row.cancelled_at is None:
            row.cancelled_at = clock.now()
            row.save(update_fields=["cancelled_at"])
        handling.withdraw(case.id)


def settle_past(now: datetime) -> int:
    """Closes the sign-ups of days that are over; how many there were."""
    past = SignUp.objects.filter(date__lt=clock.today()).exclude(case__state=State.CLOSED)
    ids = list(past.values_list("case_id", flat=True)[:200])
    for id in ids:
        handling.finish(id)
    return len(ids)
