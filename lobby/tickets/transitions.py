"""A ticket's steps from state to state. Whatever changes a ticket's state does it here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model

from lobby.prepared import Given, Insert, Update
from lobby.tickets import errors
from lobby.tickets.models import Period, State, Ticket

STEPS: dict[str, tuple[State, ...]] = {
    "叫号": (State.WAITING, State.TRANSFERRED),
    "直接叫号": (State.WAITING, State.TRANSFERRED),
    "重呼": (State.CALLED, State.NO_SHOW),
    "开始办理": (State.CALLED,),
    "完成": (State.SERVING,),
    "记为过号": (State.CALLED,),
    "暂挂": (State.CALLED, State.SERVING),
    "恢复办理": (State.HELD,),
    "转接": (State.CALLED, State.SERVING),
    "取消": (State.WAITING, State.TRANSFERRED, State.CALLED, State.HELD, State.NO_SHOW),
    "重新排队": (State.NO_SHOW,),
}
"""From which states each step may start."""

_moved: dict[tuple[str, ...], Update] = {}
_ended = Update(
    lambda: Period.objects.filter(ticket=Given(Period, "ticket"), ended_at=None),
    ended_at=Given(Period, "ended_at"),
    became=Given(Period, "became"),
)
_begun = Insert(Period)


def begin(ticket: Ticket, by: str) -> None:
    """The first period of a new ticket."""
    _begun.run(
        Period(
            ticket=ticket,
            service=ticket.service,
            state=ticket.state,
            by=by,
            began_at=ticket.issued_at,
        )
    )


def move(
    ticket: Ticket,
    step: str,
    to: State,
    *,
    by: str,
    moment: datetime,
    note: str = "",
    **changes: Any,
) -> None:
    """Take one step, in the caller's transaction, and keep it as a period.

    The row changes only if its state is still the one that `ticket` shows, so of two callers who
    read the same state one wins. Raises IllegalTransition with the state that stands in the way.
    """
    if ticket.state not in STEPS[step]:
        raise errors.illegal(ticket, step)
    try:
        # No savepoint: the step that a refusal ends is undone as a whole.
        with transaction.atomic(savepoint=False):
            moved = _update(ticket, state=to, **changes)
    except IntegrityError as error:
        # The visitor holds another open ticket for the service, or the counter another customer.
        raise errors.IllegalTransition(
            f"{ticket.number} 号不能{step}：客户已另有号码，或窗口正有客户。",
            state=str(ticket.state),
        ) from error
    if not moved:
        ticket.refresh_from_db()
        raise errors.illegal(ticket, step)
    ticket.state = to
    for field, value in changes.items():
        setattr(ticket, field, value)
    turn_over(ticket, became=to, by=by, moment=moment, note=note)


def turn_over(ticket: Ticket, *, became: str, by: str, moment: datetime, note: str = "") -> None:
    """End the ticket's period and begin that of its new state, at the same moment."""
    _ended.run(ticket=ticket.pk, ended_at=moment, became=became)
    _begun.run(
        Period(
            ticket=ticket,
            service=ticket.service,
            state=ticket.state,
            counter=ticket.counter,
            by=by,
            note=note,
            began_at=moment,
        )
    )


def _update(ticket: Ticket, **changes: Any) -> int:
    """Sets these fields where the row still has the state that `ticket` shows; how many rows that were."""
    fields = tuple(changes)
    if fields not in _moved:
        # A step changes always the same ones: there are as many of these as kinds of steps.
        _moved[fields] = Update(
            lambda: Ticket.objects.filter(
                id=Given(Ticket, "id"), state=Given(Ticket, "state", "was")
            ),
            **{field: Given(Ticket, field) for field in fields},
        )
    values = {field: _plain(value) for field, value in changes.items()}
    return _moved[fields].run(id=ticket.pk, was=ticket.state, **values)


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, Model) else value
