"""What the holder of a ticket can do: look it up, give it up, come back after a missed call."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from lobby import clock
from lobby.tickets import announcing, errors
from lobby.tickets.models import State, Ticket
from lobby.tickets.models.ticket import IN_LINE
from lobby.tickets.transitions import move

CUSTOMER = "customer"


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


def _rows() -> QuerySet[Ticket]:
    return Ticket.objects.select_related("service", "service__area", "counter", "branch")


def _locked(ticket_id: uuid.UUID) -> Ticket:
    row = _rows().select_for_update(of=("self",)).filter(pk=ticket_id).first()
    if row is None:
        raise errors.UnknownTicket("没有这张号票。")
    return row
