"""A visitor's cases for the dialogue."""

from __future__ import annotations

import uuid
from typing import Any

from lobby import clock
from lobby.branch.models import Branch
from lobby.cases import reminding
from lobby.cases.cards import case_card
from lobby.cases.models import Case

LISTED = 20


def cases_of_conversation(conversation: uuid.UUID) -> list[dict[str, Any]]:
    """Case cards with id and `overdue` (nobody has taken it for too long), newest first."""
    cases = list(
        Case.objects.select_related("owner")
        .filter(conversation=conversation)
        .order_by("-opened_at")[:LISTED]
    )
    if not cases:
        return []
    now = clock.now()
    minutes = Branch.objects.values_list("answer_minutes", flat=True).first() or 0
    return [
        {
            **case_card(case),
            "id": str(case.id),
            "overdue": reminding.is_overdue(case, now, minutes),
        }
        for case in cases
    ]
