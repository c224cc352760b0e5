"""Answers of staff that the visitor has not heard yet: the next turn of the conversation begins with them."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet

from lobby import clock
from lobby.cases import wording
from lobby.cases.cards import case_card
from lobby.cases.models import CUSTOMER, Case, CaseStep, Did


def answers(case: Case) -> QuerySet[CaseStep]:
    """What staff said to the visitor, oldest first."""
    return _said_by_staff().filter(case=case)


def _said_by_staff() -> QuerySet[CaseStep]:
    steps = CaseStep.objects.filter(did__in=(Did.ANSWERED, Did.CLOSED))
    return steps.exclude(note="").exclude(by=CUSTOMER)


def _untold(conversation: uuid.UUID) -> QuerySet[CaseStep]:
    return _said_by_staff().filter(case__conversation=conversation, told_at=None)


def untold(conversation: uuid.UUID) -> list[dict[str, Any]]:
    """The replies that tell of them, oldest first; from now on they count as told."""
    return [
        wording.answered(step.case, step.note, case_card(step.case))
        for step in _untold(conversation).select_related("case", "case__owner")
        # Two turns at once must not both tell it.
        if CaseStep.objects.filter(pk=step.pk, told_at=None).update(told_at=clock.now())
    ]


def told(conversation: uuid.UUID) -> None:
    """A screen or a voice has told them as they came."""
    _untold(conversation).update(told_at=clock.now())
