"""What a teller does at a counter. Each call is one transaction that locks the counter's row first,
so that two clicks, or two tellers at one counter, follow one another.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from lobby import clock
from lobby.tickets import announcing, errors, rule
from lobby.tickets.models import Counter, CounterService, Service, State, Ticket
from lobby.tickets.models.ticket import AT_COUNTER, IN_LINE
from lobby.tickets.transitions import move


def open_counter(code: str, by: str) -> Counter:
    """Begin to call; nothing happens when it is open already."""
    with transaction.atomic():
        counter = _lock(code)
        if not counter.open:
            counter.open, counter.opened_at = True, clock.now()
            counter.save(update_fields=["open", "opened_at"])
            announcing.counter_changed(counter)
    return counter


def close_counter(code: str, by: str) -> Counter:
    """Call nobody more; the customer at the counter can still be finished.

    Customers transferred to this counter by name go back to the line of their service.
    """
    with transaction.atomic():
        counter = _lock(code)
        if counter.open:
            counter.open, counter.opened_at = False, None
            counter.save(update_fields=["open", "opened_at"])
            _today().filter(state__in=IN_LINE, counter=counter).update(counter=None)
            announcing.counter_changed(counter)
    return counter


def call_next(code: str, by: str) -> Ticket | None:
    """Finish the customer being served, if any, and call the next; None when nobody waits.

    Raises IllegalTransition on a closed counter, and while a called customer has not come: a
    second click must not lose them.
    """
    with transaction.atomic():
        counter = _lock(code)
        if not counter.open:
            raise errors.IllegalTransition("窗口还没有开放，请先开放。", state="closed")
        now = clock.now()
        finished = current(counter)
        if finished is not None:
            if finished.state == State.CALLED:
                raise errors.illegal(finished, "叫下一位")
            move(finished, "完成", State.DONE, by=by, moment=now)
        called = _pick(counter, by, now)
        if finished is not None:
            announcing.ticket("ticket.changed", finished)
        if called is not None:
            announcing.ticket("ticket.called", called)
            announcing.queue_changed(called.service)
    return called


def recall(code: str, by: str, ticket: str | None = None) -> Ticket:
    """Call again: the customer called, else the no-show named, else this counter's last no-show."""

    def act(counter: Counter, now: datetime) -> Ticket:
        row = current(counter)
        if row is None:
            row = _named(ticket) if ticket else _last(counter, State.NO_SHOW, "-called_at")
        elif ticket and ticket not in (row.number, str(row.id)):
            raise errors.illegal(row, "改呼别的号码")
        move(
            row,
            "重呼",
            State.CALLED,
            by=by,
            moment=now,
            counter=counter,
            called_at=now,
            calls=row.calls + 1,
        )
        return row

    return _step(code, act, "ticket.recalled")


def start(code: str, by: str) -> Ticket:
    """The customer has come."""
    return _step(
        code,
        lambda counter, now: _moved(counter, "开始办理", State.SERVING, by, now),
    )


def complete(code: str, by: str) -> Ticket:
    return _step(code, lambda counter, now: _moved(counter, "完成", State.DONE, by, now))


def no_show(code: str, by: str) -> Ticket:
    """The customer has not come."""
    return _step(code, lambda counter, now: _moved(counter, "记为过号", State.NO_SHOW, by, now))


def hold(code: str, by: str) -> Ticket:
    """The customer steps aside, to fill in a form say; the counter is free."""
    return _step(code, lambda counter, now: _moved(counter, "暂挂", State.HELD, by, now))


def resume(code: str, by: str, ticket: str | None = None) -> Ticket:
    """Serve the held customer named, else the one longest held at this counter."""

    def act(counter: Counter, now: datetime) -> Ticket:
        busy = current(counter)
        if busy is not None:
            raise errors.illegal(busy, "恢复另一位")
        row = _named(ticket) if ticket else _last(counter, State.HELD, "called_at")
        move(row, "恢复办理", State.SERVING, by=by, moment=now, counter=counter)
        return row

    return _step(code, act)


def transfer(
    code: str, by: str, *, service: str | None = None, counter: str | None = None
) -> Ticket:
    """Send the customer to the line of another service, or to one counter by name.

    They keep their number and the place they have earned. A closed counter is refused.
    """

    def act(here: Counter, now: datetime) -> Ticket:
        row = _current(here)
        changes: dict[str, Service | Counter | None] = {"counter": None}
        if service is not None:
            changes["service"] = _service(service)
        if counter is not None:
            there = Counter.objects.filter(code=counter).first()
            if there is None:
                raise errors.UnknownCounter("没有这个窗口。")
            if not there.open:
                raise errors.IllegalTransition(f"{there.name}没有开放。", state="closed")
            changes["counter"] = there
        move(row, "转接", State.TRANSFERRED, by=by, moment=now, **changes)
        announcing.queue_changed(row.service)
        return row

    return _step(code, act)


def current(counter: Counter) -> Ticket | None:
    """The customer called to or served at the counter, locked."""
    return (
        _today()
        .select_for_update(of=("self",))
        .filter(counter=counter, state__in=AT_COUNTER)
        .first()
    )


def _pick(counter: Counter, by: str, now: datetime) -> Ticket | None:
    waiting = [
        rule.Candidate(*row)
        for row in Ticket.objects.filter(day=clock.today(), state__in=IN_LINE).values_list(
            "id", "service_id", "rank_at", "counter_id"
        )
    ]
    offers = CounterService.objects.filter(counter=counter).values_list("service_id", "order")
    for candidate in rule.order(waiting, counter.pk, dict(offers)):
        # A locked one is being called or cancelled by somebody else at this very moment.
        row = (
            _today()
            .select_for_update(skip_locked=True, of=("self",))
            .filter(pk=candidate.ticket, state__in=IN_LINE)
            .first()
        )
        if row is not None:
            move(
                row,
                "叫号",
                State.CALLED,
                by=by,
                moment=now,
                counter=counter,
                called_at=now,
                calls=row.calls + 1,
            )
            return row
    return None


def _step(
    code: str, act: Callable[[Counter, datetime], Ticket], event: str = "ticket.changed"
) -> Ticket:
    with transaction.atomic():
        row = act(_lock(code), clock.now())
        announcing.ticket(event, row)
    return row


def _moved(counter: Counter, step: str, to: State, by: str, now: datetime) -> Ticket:
    row = _current(counter)
    move(row, step, to, by=by, moment=now)
    return row


def _current(counter: Counter) -> Ticket:
    row = current(counter)
    if row is None:
        raise errors.IllegalTransition(f"{counter.name}现在没有客户。", state="idle")
    return row


def _lock(code: str) -> Counter:
    # A key lock would make rows that merely refer to the counter wait.
    counter = Counter.objects.select_for_update(no_key=True).filter(code=code).first()
    if counter is None:
        raise errors.UnknownCounter("没有这个窗口。")
    return counter


def _today() -> QuerySet[Ticket]:
    return Ticket.objects.select_related("service", "counter").filter(day=clock.today())


def _named(name: str) -> Ticket:
    """Today's ticket by number or id, locked."""
    try:
        wanted = Q(pk=uuid.UUID(name))
    except ValueError:
        wanted = Q(number=name.upper())
    row = _today().select_for_update(of=("self",)).filter(wanted).first()
    if row is None:
        raise errors.UnknownTicket("今天没有这个号码。")
    return row


def _last(counter: Counter, state: State, order: str) -> Ticket:
    row = (
        _today()
        .select_for_update(of=("self",))
        .filter(counter=counter, state=state)
        .order_by(order)
        .first()
    )
    if row is None:
        raise errors.IllegalTransition(f"{counter.name}现在没有可以这样办理的客户。", state="idle")
    return row


def _service(code: str) -> Service:
    found = Service.objects.filter(code=code).first()
    if found is None:
        raise errors.UnknownService("没有这项业务。")
    return found
