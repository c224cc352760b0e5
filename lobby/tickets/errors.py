"""What can go wrong in the queue. Codes are for programs, messages for the people in front of them."""

from __future__ import annotations

from lobby.problems import Conflict, Invalid, NotFound
from lobby.tickets.models import State, Ticket


class Closed(Conflict):
    """No number is given now; `next_open` (ISO, or None) says when again."""

    code = "closed"


class IllegalTransition(Conflict):
    """The ticket or counter is in a `state` that the step cannot start from."""

    code = "illegal_transition"


class TooSoon(Conflict):
    """The same was done a moment ago; `retry_after` says in how many seconds it may be done again."""

    code = "too_soon"


class TooOften(Conflict):
    """The customer has been called as often as the branch calls anybody."""

    code = "too_often"


class ClassFixed(Conflict):
    """The bank's own queue system decided the class when it gave the number."""

    code = "class_fixed"


class KeyReused(Invalid):
    """The Idempotency-Key was used before, for another service."""

    code = "key_reused"


class UnknownService(Invalid):
    code = "unknown_service"


class UnknownClass(Invalid):
    code = "unknown_class"


class UnknownCounter(NotFound):
    code = "unknown_counter"


class UnknownTicket(NotFound):
    code = "unknown_ticket"


class UnknownAppointment(NotFound):
    code = "unknown_appointment"


def illegal(ticket: Ticket, step: str) -> IllegalTransition:
    """`step` is what was asked for, as in 完成."""
    state = State(ticket.state)
    return IllegalTransition(
        f"{ticket.number} 号现在是“{state.label}”，不能{step}。",
        state=state.value,
        number=ticket.number,
    )
