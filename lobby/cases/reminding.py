"""Cases that nobody has taken for too long: staff hear once more, the visitor hears what else can be done."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from lobby import events
from lobby.branch.models import Branch
from lobby.cases import handling, wording
from lobby.cases.cards import case_card
from lobby.cases.models import ROBOT, Case, CaseStep, Did, Kind, State

WAITED_FOR = (Kind.HELP, Kind.COMPLAINT, Kind.ALERT)
"""For these a visitor stands there waiting; the others are answered in the course of the day."""


def overdue(now: datetime) -> QuerySet[Case]:
    """Open cases that a visitor waits for longer than the branch allows itself."""
    minutes = Branch.objects.values_list("answer_minutes", flat=True).first() or 0
    since = now - timedelta(minutes=minutes)
    return Case.objects.filter(state=State.OPEN, kind__in=WAITED_FOR, opened_at__lte=since)


def is_overdue(case: Case, now: datetime, minutes: int) -> bool:
    """Whether this case is one of them."""
    waits = case.state == State.OPEN and case.kind in WAITED_FOR
    return waits and case.opened_at <= now - timedelta(minutes=minutes)


def remind(now: datetime) -> int:
    """One reminder for each overdue case that has had none; how many there were."""
    done = 0
    for case in overdue(now).filter(reminded_at=None):
        done += _remind(case, now)
    return done


def _remind(case: Case, now: datetime) -> bool:
    with transaction.atomic():
        due = Case.objects.filter(pk=case.pk, state=State.OPEN, reminded_at=None)
        # Of several server processes one reminds.
        if not due.update(reminded_at=now):
            return False
        CaseStep.objects.create(case=case, did=Did.REMINDED, state=case.state, by=ROBOT)
        minutes = int((now - case.opened_at).total_seconds() // 60)
        data = {**handling.event_data(case), "minutes": minutes}
        if case.conversation is not None:
            data["replies"] = [wording.overdue(case, case.branch.hotline, case_card(case))]
        events.publish("case.overdue", data)
    return True
