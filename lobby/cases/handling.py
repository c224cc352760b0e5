"""Opening cases and moving them on; each change is one transaction with its event."""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction
from django.db.models import Max

from lobby import clock, events
from lobby.branch.models import Branch
from lobby.cases.models import Case, CaseStep, Kind, State
from lobby.conversations import privacy
from lobby.problems import Conflict

ADDED_TO = frozenset([Kind.HELP, Kind.COMPLAINT])
"""Of these a visitor has one open case: an angry customer is one visit to the floor, not five.
Alerts ring anew each time; lost things and messages are different things."""

ALLOWED = {
    State.OPEN: {State.TAKEN, State.CLOSED},
    State.TAKEN: {State.OPEN, State.CLOSED},
    State.CLOSED: set(),
}


def open_case(
    kind: str, conversation: uuid.UUID | None, summary: str, key: str | None
) -> tuple[Case, bool]:
    """The case and whether it is new; the same `key` gives the same case, also in a race.

    A visitor who asks for help or complains again while the case is open adds to it.
    """
    known = _by_key(key)
    if known is not None:
        return known, False
    try:
        return _insert(kind, conversation, summary, key)
    except IntegrityError:
        known = _by_key(key)
        if known is None:
            raise
        return known, False


def _by_key(key: str | None) -> Case | None:
    return Case.objects.filter(idempotency_key=key).first() if key else None


def _insert(
    kind: str, conversation: uuid.UUID | None, summary: str, key: str | None
) -> tuple[Case, bool]:
    with transaction.atomic():
        # The branch row is the lock under which numbers are drawn.
        branch = Branch.objects.select_for_update().get()
        known = _unsettled(kind, conversation)
        if known is not None:
            return _add(known, privacy.mask(summary).text[:500]), False
        day = clock.today()
        taken = Case.objects.filter(branch=branch, day=day).aggregate(most=Max("serial"))["most"]
        case = Case.objects.create(
            branch=branch,
            day=day,
            serial=(taken or 0) + 1,
            kind=kind,
            conversation=conversation,
            summary=privacy.mask(summary).text[:500],
            idempotency_key=key,
        )
        CaseStep.objects.create(case=case, state=case.state, by="娇娇")
        events.publish("case.opened", event_data(case))
    return case, True


def _unsettled(kind: str, conversation: uuid.UUID | None) -> Case | None:
    """The visitor's case of a kind that is asked for again and again, while it is not closed."""
    if conversation is None or kind not in ADDED_TO:
        return None
    cases = Case.objects.filter(conversation=conversation, kind=kind)
    return cases.exclude(state=State.CLOSED).order_by("-opened_at").first()


def _add(case: Case, words: str) -> Case:
    """What the visitor said further goes into the case's history, and staff hear of it again."""
    CaseStep.objects.create(case=case, state=case.state, by="娇娇", note=words)
    events.publish("case.changed", event_data(case))
    return case


def move(case: Case, state: State, by: str, note: str = "") -> Case:
    """Take, give back or close a case; raises Conflict when that makes no sense."""
    with transaction.atomic():
        case = Case.objects.select_for_update().get(id=case.id)
        if state not in ALLOWED[State(case.state)]:
            raise Conflict(
                f"工单现在是“{case.get_state_display()}”，不能这样操作。", state=case.state
            )
        case.state = state
        if state is State.CLOSED:
            case.closed_at = clock.now()
            case.answer = note
        case.save(update_fields=["state", "closed_at", "answer"])
        CaseStep.objects.create(case=case, state=state, by=by, note=note)
        events.publish("case.changed", event_data(case))
    return case


def event_data(case: Case) -> dict[str, str]:
    """What listeners may know: nothing that was said, nothing that opens the public page."""
    return {"number": case.number, "kind": case.kind, "state": case.state}
