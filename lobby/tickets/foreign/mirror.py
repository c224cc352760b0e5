"""Records of the bank's queue system as rows, periods and events here.

Each record carries a version: an older one changes nothing, so records may come twice, late, and to
several server processes. Statistics, boards, phone pages and the forecast read the rows as ever.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from lobby import clock
from lobby.branch.models import Branch
from lobby.tickets import announcing, doors
from lobby.tickets.foreign.protocol import Changes, Record, Window
from lobby.tickets.models import (
    Counter,
    ForeignFeed,
    Period,
    PriorityClass,
    Service,
    State,
    Ticket,
)
from lobby.tickets.models.ticket import AT_COUNTER
from lobby.tickets.transitions import begin, turn_over

BANK = "bank"
"""Who acts in a record that nobody here has asked for."""


def cursor() -> int:
    """The newest version that has been mirrored."""
    found = ForeignFeed.objects.values_list("version", flat=True).first()
    return found or 0


def adopt_all(changes: Changes, by: str = BANK) -> None:
    """Mirror what changed, in the order in which it did."""
    for window in changes.windows:
        adopt_window(window, by)
    for record in changes.tickets:
        adopt(record, by)
    feed, _ = ForeignFeed.objects.get_or_create(pk=1)
    ForeignFeed.objects.filter(pk=feed.pk, version__lt=changes.last).update(version=changes.last)


@dataclass(frozen=True)
class Owner:
    """Who asked for a ticket, and what was expected of it: known here alone."""

    conversation: uuid.UUID | None = None
    for_other: bool = False
    key: str | None = None
    forecast: list[float] | None = None


def adopt(record: Record, by: str = BANK, owner: Owner | None = None) -> Ticket | None:
    """The row of a record, made or brought up to date; None where its service is not one of ours."""
    try:
        return _adopt(record, by, owner)
    except IntegrityError:
        # Another process made the row at this moment: now it is there.
        return _adopt(record, by, owner)


def _adopt(record: Record, by: str, owner: Owner | None) -> Ticket | None:
    service = Service.objects.select_related("area").filter(code=record.service).first()
    if service is None:
        return None
    counter = Counter.objects.filter(code=record.counter).first() if record.counter else None
    with transaction.atomic():
        row = (
            Ticket.objects.select_related("service", "counter")
            .select_for_update(of=("self",))
            .filter(foreign_id=record.id)
            .first()
        )
        new = row is None
        if row is None:
            row = _made(record, service, by)
        if owner is not None:
            _belongs_to(row, owner)
        if not new and (row.foreign_version or 0) >= record.version:
            return row
        before = (row.state, row.calls, row.service_id, row.counter_id)
        row.state, row.calls, row.service, row.counter = (
            record.state,
            record.calls,
            service,
            counter,
        )
        row.foreign_version = record.version
        changed = before != (row.state, row.calls, row.service_id, row.counter_id)
        _vacate(row, by)
        # Their clock may be ahead of ours; a period never ends before it began.
        now = max(clock.now(), _since(row))
        if changed and record.state == State.CALLED:
            row.called_at = now
        row.save()
        if changed:
            turn_over(row, became=row.state, by=by, moment=now)
        if new:
            announcing.ticket("ticket.issued", row)
        if changed:
            announcing.ticket(_event(before[0], record), row)
        if new or changed:
            announcing.queue_changed(service)
    return row


def _made(record: Record, service: Service, by: str) -> Ticket:
    grade = PriorityClass.objects.filter(code=record.grade).first()
    if grade is None:
        grade = PriorityClass.objects.get(code=PriorityClass.NORMAL)
    row = Ticket.objects.create(
        branch=Branch.objects.get(),
        day=clock.day_of(record.taken_at),
        number=record.number,
        service=service,
        customer_class=grade,
        foreign_id=record.id,
        issued_at=record.taken_at,
        rank_at=record.taken_at - timedelta(minutes=grade.head_start_minutes),
    )
    begin(row, by)
    return row


def _belongs_to(row: Ticket, owner: Owner) -> None:
    """The feed may have brought the ticket before the answer to who asked for it."""
    row.conversation = row.conversation or owner.conversation
    row.idempotency_key = row.idempotency_key or owner.key
    row.forecast = row.forecast or owner.forecast
    row.for_other = owner.for_other
    row.save(update_fields=["conversation", "idempotency_key", "forecast", "for_other"])


def _vacate(row: Ticket, by: str) -> None:
    """Whoever we still believe at the counter has gone: the record of that is on its way."""
    if row.state not in AT_COUNTER or row.counter is None:
        return
    others = Ticket.objects.select_related("service", "counter").filter(
        day=row.day, counter=row.counter, state__in=AT_COUNTER
    )
    for other in others.exclude(pk=row.pk):
        was_called = other.state == State.CALLED
        other.state = State.NO_SHOW if was_called else State.DONE
        other.save(update_fields=["state"])
        turn_over(other, became=other.state, by=by, moment=max(clock.now(), _since(other)))
        announcing.ticket("ticket.changed", other)


def _since(row: Ticket) -> datetime:
    return Period.objects.values_list("began_at", flat=True).get(ticket=row, ended_at=None)


def _event(before: str, record: Record) -> str:
    if record.state != State.CALLED:
        return "ticket.changed"
    return "ticket.recalled" if before in (State.CALLED, State.NO_SHOW) else "ticket.called"


def adopt_window(window: Window, by: str = BANK) -> Counter | None:
    """Our counter opens and closes as theirs does."""
    with transaction.atomic():
        counter = Counter.objects.select_for_update(no_key=True).filter(code=window.code).first()
        if counter is not None and (counter.open, counter.pause) != (window.open, window.pause):
            doors.turn(counter, by, clock.now(), is_open=window.open, pause=window.pause)
            announcing.counter_changed(counter)
    return counter


def by_key(key: str | None) -> Ticket | None:
    if key is None:
        return None
    return Ticket.objects.select_related("service", "counter").filter(idempotency_key=key).first()


def first_service(ticket: Ticket) -> int:
    """The service that the number was taken for."""
    return (
        Period.objects.filter(ticket=ticket).order_by("id").values_list("service_id", flat=True)[0]
    )
