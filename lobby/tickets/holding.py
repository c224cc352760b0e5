"""What the holder of a ticket can do: look it up, give it up, come back after a missed call, claim a class."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from lobby import clock
from lobby.tickets import announcing, errors
from lobby.tickets.models import Period, PriorityClass, State, Ticket
from lobby.tickets.models.ticket import IN_LINE
from lobby.tickets.transitions import move

CUSTOMER = "customer"
NOTE_LIMIT = 60
"""Characters of a period's note."""


def find(ticket_id: uuid.UUID) -> Ticket:
    row = _rows().filter(pk=ticket_id).first()
    if row is None:
        raise errors.UnknownTicket("没有这张号票。")
    return row


def find_by_token(token: str) -> Ticket:
    """The ticket of a phone page; raises UnknownTicket."""
    row = _rows().filter(page_token=token).first() if token else None
    if row is None:
        raise errors.UnknownTicket("没有这张号票，请核对链接。")
    return row


def cancel(ticket_id: uuid.UUID, by: str = CUSTOMER) -> Ticket:
    """Give the number up; a second time changes nothing. Raises IllegalTransition once served."""
    with transaction.atomic():
        row = _locked(ticket_id)
        if row.state != State.CANCELLED:
            move(row, "取消", State.CANCELLED, by=by, moment=clock.now())
            announcing.ticket("ticket.changed", row)
            announcing.queue_changed(row.service)
    return row


def reinsert(ticket_id: uuid.UUID, by: str = CUSTOMER) -> Ticket:
    """Put a no-show of today back into line, behind as many as the branch has set (default 3)."""
    with transaction.atomic():
        row = _locked(ticket_id)
        if row.day != clock.today():
            raise errors.IllegalTransition("这是以前的号码，请重新取号。", state=str(row.state))
        line = Ticket.objects.filter(day=row.day, service=row.service, state__in=IN_LINE)
        ranks = list(
            line.order_by("rank_at").values_list("rank_at", flat=True)[: row.branch.reinsert_after]
        )
        # One step of the clock behind the last of them, and so before whoever follows.
        rank_at = ranks[-1] + timedelta(microseconds=1) if ranks else clock.now()
        move(
            row,
            "重新排队",
            State.WAITING,
            by=by,
            moment=clock.now(),
            counter=None,
            rank_at=rank_at,
        )
        announcing.ticket("ticket.changed", row)
        announcing.queue_changed(row.service)
    return row


def regrade(ticket_id: uuid.UUID, customer_class: str, by: str = CUSTOMER) -> Ticket:
    """Give a number in line the class that its holder claims, and the head start that goes with it.

    Nobody is set back: a class with no greater head start changes nothing. The claim is noted with the
    period, so that the teller can ask for the proof. Raises UnknownClass, IllegalTransition once called.
    """
    grade = PriorityClass.objects.filter(code=customer_class).first()
    if grade is None:
        raise errors.UnknownClass("没有这个客户优先级。")
    with transaction.atomic():
        row = _locked(ticket_id)
        if row.state not in IN_LINE:
            raise errors.illegal(row, "改为优先号")
        more = grade.head_start_minutes - row.customer_class.head_start_minutes
        if more > 0:
            row.rank_at -= timedelta(minutes=more)
            row.customer_class = grade
            row.save(update_fields=["rank_at", "customer_class"])
            claimed = f"客户自述：{grade.name}"[:NOTE_LIMIT]
            Period.objects.filter(ticket=row, ended_at=None).update(note=claimed)
            announcing.ticket("ticket.changed", row)
            announcing.queue_changed(row.service)
    return row


def _rows() -> QuerySet[Ticket]:
    return Ticket.objects.select_related(
        "service", "service__area", "counter", "branch", "customer_class"
    )


def _locked(ticket_id: uuid.UUID) -> Ticket:
    row = _rows().select_for_update(of=("self",)).filter(pk=ticket_id).first()
    if row is None:
        raise errors.UnknownTicket("没有这张号票。")
    return row
