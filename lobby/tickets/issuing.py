"""Giving a number."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from lobby import clock, events
from lobby.branch.models import Branch
from lobby.prepared import Given, Insert, Objects
from lobby.tickets import announcing, closing, day, errors, opening, transitions, waiting
from lobby.tickets.models import PriorityClass, Service, Ticket
from lobby.tickets.models.ticket import UNSETTLED

_service = Objects(
    # Its place too, which the answer names.
    lambda: Service.objects.select_related("branch", "area").filter(code=Given(Service, "code"))
)
_grade = Objects(lambda: PriorityClass.objects.filter(code=Given(PriorityClass, "code")))
_keyed = Objects(
    lambda: Ticket.objects.select_related("service", "counter").filter(
        idempotency_key=Given(Ticket, "idempotency_key")
    )
)
_in_hand = Objects(
    lambda: (
        Ticket.objects.select_related("service", "counter")
        .filter(
            conversation=Given(Ticket, "conversation"),
            service=Given(Ticket, "service"),
            day=Given(Ticket, "day"),
            state__in=UNSETTLED,
            for_other=Given(Ticket, "for_other"),
        )
        .order_by()
    )
)
_given = Insert(Ticket)


def issue(
    service_code: str,
    *,
    by: str,
    customer_class: str = PriorityClass.NORMAL,
    conversation: uuid.UUID | None = None,
    key: str | None = None,
    for_other: bool = False,
) -> tuple[Ticket, bool]:
    """(ticket, whether it is new), in one transaction.

    `for_other`: the visitor takes it for somebody else, beside a number of their own.
    The same `key` gives the same ticket, as does a second request of the same conversation for the
    same service while its ticket is open, also when both arrive at once.
    Raises UnknownService, UnknownClass, KeyReused, Closed.
    """
    service = _service.first(code=service_code)
    if service is None:
        raise errors.UnknownService("没有这项业务。")
    grade = _grade.first(code=customer_class)
    if grade is None:
        raise errors.UnknownClass("没有这个客户优先级。")
    closing.roll_over()
    # Before the transaction: others do not wait for what is only told.
    forecast = waiting.expected(service, grade)
    try:
        return give(service, grade, by, conversation, key, forecast=forecast, for_other=for_other)
    except IntegrityError:
        # The key was used at the same moment for a service with another series: theirs has won.
        earlier = _by_key(service, key)
        if earlier is None:
            raise
        return earlier, False


def give(
    service: Service,
    grade: PriorityClass,
    by: str,
    conversation: uuid.UUID | None,
    key: str | None,
    came_at: datetime | None = None,
    forecast: list[float] | None = None,
    for_other: bool = False,
) -> tuple[Ticket, bool]:
    """As `issue`, of rows. The customer ranks as if they had come at `came_at` (default now)."""
    with transaction.atomic():
        # Inside the transaction, for the day must not turn between number and ticket.
        branch: Branch = service.branch
        today = clock.today()
        try:
            opening.demand_open(branch, service, clock.now())
        except errors.Closed:
            # What was given before is told again, at whatever hour.
            earlier = _earlier(service, conversation, key, for_other)
            if earlier is None:
                raise
            return earlier, False
        series = day.lock_series(branch, today, service.letter)
        # Looked for with the lock: who held it before may have been the same customer's first attempt.
        earlier = _earlier(service, conversation, key, for_other)
        if earlier is not None:
            return earlier, False
        now = clock.now()
        ticket = _given.run(
            Ticket(
                branch=branch,
                day=today,
                number=day.take_number(series),
                service=service,
                customer_class=grade,
                conversation=conversation,
                for_other=for_other,
                idempotency_key=key,
                issued_at=now,
                forecast=forecast,
                rank_at=(came_at or now) - timedelta(minutes=grade.head_start_minutes),
            )
        )
        transitions.begin(ticket, by)
        with events.together():
            announcing.ticket("ticket.issued", ticket)
            announcing.queue_changed(service)
    return ticket, True


def _earlier(
    service: Service, conversation: uuid.UUID | None, key: str | None, for_other: bool
) -> Ticket | None:
    return _by_key(service, key) or open_ticket(service, conversation, for_other)


def _by_key(service: Service, key: str | None) -> Ticket | None:
    if key is None:
        return None
    found = _keyed.first(idempotency_key=key)
    if found is not None and found.service_id != service.pk and not _was_for(found, service):
        raise errors.KeyReused("这个 Idempotency-Key 已用于另一项业务。")
    return found


def _was_for(ticket: Ticket, service: Service) -> bool:
    """A transferred ticket was issued for the service of its first period."""
    first = ticket.periods.order_by("id").first()
    return first is not None and first.service_id == service.pk


def open_ticket(service: Service, conversation: uuid.UUID | None, for_other: bool) -> Ticket | None:
    """What a visitor has in hand for the service, for themselves or for somebody else."""
    if conversation is None:
        return None
    return _in_hand.first(
        conversation=conversation, service=service.pk, day=clock.today(), for_other=for_other
    )
