"""A counter and who is at it, locked: what every step of a teller begins with."""

from __future__ import annotations

import uuid

from django.db.models import Q, QuerySet

from lobby import clock
from lobby.prepared import Given, Objects, Update
from lobby.tickets import errors
from lobby.tickets.models import Counter, Period, Service, State, Ticket
from lobby.tickets.models.ticket import AT_COUNTER

_counter = Objects(
    # A key lock would make rows that merely refer to the counter wait.
    lambda: Counter.objects.select_for_update(no_key=True).filter(code=Given(Counter, "code"))
)
_current = Objects(
    lambda: (
        Ticket.objects.select_related("service")
        .select_for_update(of=("self",))
        .filter(day=Given(Ticket, "day"), counter=Given(Ticket, "counter"), state__in=AT_COUNTER)
        .order_by()
    )
)
_keyed = Objects(
    lambda: Period.objects.select_related("ticket__service", "ticket__counter").filter(
        request_key=Given(Period, "request_key")
    )
)
_key_kept = Update(
    lambda: Period.objects.filter(ticket=Given(Period, "ticket"), ended_at=None),
    request_key=Given(Period, "request_key"),
)


def lock(code: str) -> Counter:
    """The counter, locked to the end of the transaction; raises UnknownCounter."""
    counter = _counter.first(code=code)
    if counter is None:
        raise errors.UnknownCounter("没有这个窗口。")
    return counter


def today() -> QuerySet[Ticket]:
    return Ticket.objects.select_related("service", "counter").filter(day=clock.today())


def current(counter: Counter) -> Ticket | None:
    """The customer called to or served at the counter, locked."""
    row = _current.first(day=clock.today(), counter=counter.pk)
    if row is not None:
        row.counter = counter
    return row


def demand_current(counter: Counter) -> Ticket:
    """As `current`; raises IllegalTransition when nobody is there."""
    row = current(counter)
    if row is None:
        raise errors.IllegalTransition(f"{counter.name}现在没有客户。", state="idle")
    return row


def demand_open(counter: Counter) -> None:
    if not counter.open:
        raise errors.IllegalTransition("窗口还没有开放，请先开放。", state="closed")


def find(name: str) -> Ticket:
    """Today's ticket by number or id, as it is; raises UnknownTicket."""
    row = today().filter(_wanted(name)).first()
    if row is None:
        raise errors.UnknownTicket("今天没有这个号码，请核对号票上的号码和日期。")
    return row


def named(name: str) -> Ticket:
    """Today's ticket by number or id, locked; raises UnknownTicket."""
    row = today().select_for_update(of=("self",)).filter(_wanted(name)).first()
    if row is None:
        raise errors.UnknownTicket("今天没有这个号码，请核对号票上的号码和日期。")
    return row


def last(counter: Counter, state: State, order: str) -> Ticket:
    """The counter's first ticket of that state in `order`, locked; raises IllegalTransition."""
    row = (
        today()
        .select_for_update(of=("self",))
        .filter(counter=counter, state=state)
        .order_by(order)
        .first()
    )
    if row is None:
        raise errors.IllegalTransition(f"{counter.name}现在没有可以这样办理的客户。", state="idle")
    return row


def service(code: str) -> Service:
    found = Service.objects.filter(code=code).first()
    if found is None:
        raise errors.UnknownService("没有这项业务。")
    return found


def done_before(counter: Counter, key: str | None) -> Ticket | None:
    """The ticket that an earlier request with this key has moved at the counter, as it is now."""
    if key is None:
        return None
    period = _keyed.first(request_key=_scoped(counter, key))
    return period.ticket if period else None


def remember(counter: Counter, key: str | None, ticket: Ticket) -> None:
    """Keep the key with the period that its request began."""
    if key is not None:
        _key_kept.run(ticket=ticket.pk, request_key=_scoped(counter, key))


def _scoped(counter: Counter, key: str) -> str:
    return f"{counter.pk}:{key}"[:200]


def _wanted(name: str) -> Q:
    try:
        return Q(pk=uuid.UUID(name))
    except ValueError:
        return Q(number=name.upper())
