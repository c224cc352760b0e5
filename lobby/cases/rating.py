"""Stars from visitors: for the visit, for the service at the counter, and for how a case ended."""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction

from lobby import events
from lobby.cases import handling
from lobby.cases.models import CUSTOMER, Case, CaseStep, Did, Rating, State
from lobby.conversations import privacy
from lobby.problems import Conflict
from lobby.tickets.models import State as TicketState
from lobby.tickets.models import Ticket

WORDS = 200
"""Characters of what goes with the stars."""


def rate_visit(stars: int, conversation: uuid.UUID | None, words: str) -> Rating:
    """A visitor's stars for the visit; the latest of a conversation counts."""
    kept = privacy.mask(words).text[:WORDS]
    if conversation is None:
        return Rating.objects.create(stars=stars, words=kept)
    rating, _ = Rating.objects.update_or_create(
        conversation=conversation, case=None, ticket=None, defaults={"stars": stars, "words": kept}
    )
    return rating


def rate_ticket(ticket: Ticket, stars: int, words: str) -> Rating:
    """A customer's stars for what was done at the counter, once; raises Conflict before that or the second time."""
    if ticket.state != TicketState.DONE:
        raise Conflict("办完以后才能评价。", state=str(ticket.state))
    try:
        with transaction.atomic():
            return Rating.objects.create(
                ticket=ticket,
                conversation=ticket.conversation,
                stars=stars,
                words=privacy.mask(words).text[:WORDS],
            )
    except IntegrityError as error:
        raise Conflict("这个号码已经评价过了，谢谢您。", state=str(ticket.state)) from error


def rate_case(case: Case, stars: int, words: str) -> Rating:
    """The visitor's stars for how the case ended, once; raises Conflict before the end or the second time."""
    if case.state != State.CLOSED:
        raise Conflict("办结以后才能评价。", state=case.state)
    try:
        with transaction.atomic():
            rating = Rating.objects.create(
                case=case, stars=stars, words=privacy.mask(words).text[:WORDS]
            )
            CaseStep.objects.create(
                case=case,
                did=Did.RATED,
                state=case.state,
                by=CUSTOMER,
                note=f"{stars} 星 {rating.words}".strip(),
            )
            events.publish("case.changed", handling.event_data(case))
    except IntegrityError as error:
        raise Conflict("这件事已经评价过了，谢谢您。", state=case.state) from error
    return rating
