"""Opening cases and moving them on; each change is one transaction with its step and its event."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Max

from lobby import clock, events, sealing
from lobby.branch.models import Branch
from lobby.cases import wording
from lobby.cases.cards import case_card
from lobby.cases.models import CUSTOMER, ROBOT, Case, CaseStep, Did, Kind, Outcome, State
from lobby.conversations import privacy
from lobby.problems import Conflict, Invalid, NotFound, Stale

Say = Callable[[Case, str, dict[str, Any]], dict[str, Any]]
"""A reply for the visitor from the case, the words of staff and the case's card."""

LONGEST = 500
"""Characters of a summary, a note or an answer."""

ADDED_TO = (Kind.COMPLAINT, Kind.HELP)
"""Of these a visitor has one open case: an angry customer is one visit to the floor, not five.
Alerts ring anew each time; lost things, messages and sign-ups are different things."""


def open_case(
    kind: str,
    conversation: uuid.UUID | None,
    summary: str,
    key: str | None,
    phone: str = "",
) -> tuple[Case, bool]:
    """The case and whether it is new; the same `key` gives the same case, also in a race.

    A visitor who asks for help or complains again while the case is open adds to it; a call for help
    that turns into a complaint becomes one. `phone` is stored sealed.
    """
    known = _by_key(key)
    if known is not None:
        return known, False
    try:
        with transaction.atomic():
            # The branch row is the lock under which numbers are drawn.
            branch = Branch.objects.select_for_update().get()
            unsettled = _unsettled(kind, conversation)
            if unsettled is not None:
                return _join(unsettled, kind, summary, phone), False
            return _insert(branch, kind, conversation, summary, key, phone), True
    except IntegrityError:
        known = _by_key(key)
        if known is None:
            raise
        return known, False


def find(id: uuid.UUID) -> Case:
    """Raises NotFound."""
    case = Case.objects.select_related("owner").filter(id=id).first()
    if case is None:
        raise NotFound("没有这个工单。")
    return case


def _by_key(key: str | None) -> Case | None:
    return Case.objects.filter(idempotency_key=key).first() if key else None


def _insert(
    branch: Branch,
    kind: str,
    conversation: uuid.UUID | None,
    summary: str,
    key: str | None,
    phone: str,
) -> Case:
    day = clock.today()
    taken = Case.objects.filter(branch=branch, day=day).aggregate(most=Max("serial"))["most"]
    case = Case.objects.create(
        branch=branch,
        day=day,
        serial=(taken or 0) + 1,
        kind=kind,
        conversation=conversation,
        summary=_masked(summary),
        phone_sealed=sealing.seal(phone),
        idempotency_key=key,
    )
    CaseStep.objects.create(case=case, did=Did.OPENED, state=case.state, by=ROBOT)
    events.publish("case.opened", event_data(case))
    return case


def _unsettled(kind: str, conversation: uuid.UUID | None) -> Case | None:
    """The visitor's case that is added to instead of opening another, a complaint before a call for help."""
    if conversation is None or kind not in ADDED_TO:
        return None
    cases = Case.objects.filter(conversation=conversation, kind__in=ADDED_TO)
    unsettled = cases.exclude(state=State.CLOSED).order_by("-opened_at")
    return min(unsettled, key=lambda case: ADDED_TO.index(Kind(case.kind)), default=None)


def _join(case: Case, kind: str, words: str, phone: str) -> Case:
    case = _locked(case.id, None)
    if kind == Kind.COMPLAINT:
        case.kind = Kind.COMPLAINT
    return _add(case, words, phone)


def add(id: uuid.UUID, words: str, phone: str = "") -> Case:
    """What the visitor said further goes into the case's history, and staff hear of it.

    Raises NotFound, or Conflict when the case is closed.
    """
    with transaction.atomic():
        case = _locked(id, None)
        if case.state == State.CLOSED:
            raise Conflict("工单已经办结，不能再补充。", state=case.state)
        return _add(case, words, phone)


def _add(case: Case, words: str, phone: str) -> Case:
    if phone:
        case.phone_sealed = sealing.seal(phone)
    note = _masked(words) or ("留了联系电话" if phone else "")
    _record(case, Did.ADDED, ROBOT, note)
    return case


def take(id: uuid.UUID, by: User, expected: Iterable[int] | None = None) -> Case:
    """The named person answers for the case from now on; raises Conflict unless it is open."""
    with transaction.atomic():
        case = _locked(id, expected)
        if case.state != State.OPEN:
            raise _refused(case, "接手")
        case.state, case.owner, case.taken_at = State.TAKEN, by, clock.now()
        _record(case, Did.TAKEN, by.get_username(), say=wording.taken)
    return case


def release(id: uuid.UUID, by: User, expected: Iterable[int] | None = None) -> Case:
    """Gives a taken case back, for somebody else to take."""
    with transaction.atomic():
        case = _locked(id, expected)
        if case.state != State.TAKEN:
            raise _refused(case, "退回")
        case.state, case.owner, case.taken_at = State.OPEN, None, None
        _record(case, Did.RELEASED, by.get_username())
    return case


def answer(id: uuid.UUID, by: User, text: str, expected: Iterable[int] | None = None) -> Case:
    """Words for the visitor; who answers an open case takes it. Raises Conflict when it is closed."""
    words = _words(text)
    with transaction.atomic():
        case = _locked(id, expected)
        if case.state == State.CLOSED:
            raise _refused(case, "答复")
        _own(case, by)
        case.answer = words
        _record(case, Did.ANSWERED, by.get_username(), words, say=wording.answered)
    return case


def close(
    id: uuid.UUID,
    by: User,
    outcome: str = Outcome.SOLVED,
    text: str = "",
    expected: Iterable[int] | None = None,
) -> Case:
    """Ends the case, with last words for the visitor or without."""
    words = _words(text) if text.strip() else ""
    with transaction.atomic():
        case = _locked(id, expected)
        if case.state == State.CLOSED:
            raise _refused(case, "办结")
        _own(case, by)
        case.state, case.outcome, case.closed_at = State.CLOSED, outcome, clock.now()
        case.answer = words or case.answer
        _record(case, Did.CLOSED, by.get_username(), words, say=wording.closed)
    return case


def withdraw(id: uuid.UUID, note: str = "") -> Case:
    """The visitor does not need it any more; closed already is as good."""
    with transaction.atomic():
        case = _locked(id, None)
        if case.state != State.CLOSED:
            case.state, case.outcome = State.CLOSED, Outcome.WITHDRAWN
            case.closed_at = clock.now()
            _record(case, Did.CLOSED, CUSTOMER, _masked(note))
    return case


def finish(id: uuid.UUID) -> Case:
    """What the case was for is over."""
    with transaction.atomic():
        case = _locked(id, None)
        if case.state != State.CLOSED:
            case.state, case.outcome = State.CLOSED, Outcome.SOLVED
            case.closed_at = clock.now()
            _record(case, Did.CLOSED, ROBOT)
    return case


def _locked(id: uuid.UUID, expected: Iterable[int] | None) -> Case:
    case = Case.objects.select_for_update().filter(id=id).first()
    if case is None:
        raise NotFound("没有这个工单。")
    if expected is not None and case.version not in expected:
        raise Stale("您打开之后，这张工单有了新情况，请刷新后再办。", version=case.version)
    return case


def _own(case: Case, by: User) -> None:
    if case.owner is None:
        case.owner = by
    if case.state == State.OPEN:
        case.state, case.taken_at = State.TAKEN, clock.now()


def _refused(case: Case, what: str) -> Conflict:
    return Conflict(f"工单现在是“{case.get_state_display()}”，不能{what}。", state=case.state)


def _words(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise Invalid("请写上要告诉客户的话。")
    if len(words) > LONGEST:
        raise Invalid(f"请不要超过 {LONGEST} 个字。")
    return words


def _masked(text: str) -> str:
    return privacy.mask(text).text[:LONGEST]


def _record(case: Case, did: Did, by: str, note: str = "", say: Say | None = None) -> None:
    """Saves the case with the next version, its step, and the event with what the robot is to say."""
    case.version += 1
    case.save()
    CaseStep.objects.create(case=case, did=did, state=case.state, by=by, note=note)
    data = event_data(case)
    if say is not None and case.conversation is not None:
        data["replies"] = [say(case, note, case_card(case))]
    events.publish("case.changed", data)


def event_data(case: Case) -> dict[str, Any]:
    """What listeners may know: nothing that the visitor said."""
    conversation = str(case.conversation) if case.conversation else None
    return {
        "number": case.number,
        "kind": case.kind,
        "state": case.state,
        "conversation": conversation,
    }
