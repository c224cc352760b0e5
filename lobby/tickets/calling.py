"""What a teller does with customers. Each step is one transaction that locks the counter's row first,
so that two clicks, or two tellers at one counter, follow one another.

A step that carries a `key` is taken once: whoever says it again, because the answer was lost on the
way, hears of the same ticket as it is then.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from lobby import clock, events
from lobby.prepared import Given, Objects
from lobby.tickets import announcing, closing, desk, errors, rule, rules
from lobby.tickets.models import Counter, Period, State, Ticket
from lobby.tickets.models.ticket import IN_LINE
from lobby.tickets.transitions import move

_free = Objects(
    lambda: (
        Ticket.objects.select_related("service", "counter")
        # A locked one is being called or cancelled at this very moment.
        .select_for_update(skip_locked=True, of=("self",))
        .filter(day=Given(Ticket, "day"), id=Given(Ticket, "id"), state__in=IN_LINE)
        .order_by()
    )
)


def call_next(code: str, by: str, *, key: str | None = None) -> Ticket | None:
    """Finish the customer being served, if any, and call the next; None when nobody waits.

    Raises IllegalTransition on a closed counter, and while a called customer has not come: a
    second click must not lose them.
    """

    def pick(counter: Counter, now: datetime) -> Ticket | None:
        # Not one of `desk.named`: somebody else may call or cancel whom we have read.
        today = clock.today()
        for candidate in rule.order(rules.candidates(today), rules.of(counter), now):
            row = _free.first(day=today, id=candidate.ticket)
            if row is not None:
                _call(row, "叫号", counter, by, now)
                return row
        return None

    return _call_another(code, by, key, "叫下一位", pick)


def call(code: str, by: str, ticket: str, reason: str, *, key: str | None = None) -> Ticket:
    """Call one customer out of turn, by number or id; the reason stays in the ticket's record.

    Otherwise as `call_next`. Raises IllegalTransition unless they are in line.
    """

    def pick(counter: Counter, now: datetime) -> Ticket:
        row = desk.named(ticket)
        _call(row, "直接叫号", counter, by, now, note=reason)
        return row

    called = _call_another(code, by, key, "叫别的号码", pick)
    assert called is not None
    return called


def recall(code: str, by: str, ticket: str | None = None, *, key: str | None = None) -> Ticket:
    """Call again: the customer called, else the no-show named, else this counter's last no-show.

    While the customer has not come, recalls are so far apart and so many as the branch has set:
    raises TooSoon, TooOften. A no-show is called afresh.
    """

    def act(counter: Counter, now: datetime) -> Ticket:
        row = desk.current(counter)
        if row is None:
            row = desk.named(ticket) if ticket else desk.last(counter, State.NO_SHOW, "-called_at")
        elif ticket and ticket.upper() != row.number and ticket != str(row.id):
            raise errors.illegal(row, "改呼别的号码")
        if row.state == State.CALLED:
            _demand_patience(row, counter, now)
        _call(row, "重呼", counter, by, now)
        return row

    return _step(code, key, act, "ticket.recalled")


def start(code: str, by: str, *, key: str | None = None) -> Ticket:
    """The customer has come."""
    return _moved(code, "开始办理", State.SERVING, by, key)


def complete(code: str, by: str, *, key: str | None = None) -> Ticket:
    return _moved(code, "完成", State.DONE, by, key)


def no_show(code: str, by: str, *, key: str | None = None) -> Ticket:
    """The customer has not come."""
    return _moved(code, "记为过号", State.NO_SHOW, by, key)


def hold(code: str, by: str, *, key: str | None = None) -> Ticket:
    """The customer steps aside, to fill in a form say; the counter is free."""
    return _moved(code, "暂挂", State.HELD, by, key)


def resume(code: str, by: str, ticket: str | None = None, *, key: str | None = None) -> Ticket:
    """Serve the held customer named, else the one longest held at this counter."""

    def act(counter: Counter, now: datetime) -> Ticket:
        busy = desk.current(counter)
        if busy is not None:
            raise errors.illegal(busy, "恢复另一位")
        row = desk.named(ticket) if ticket else desk.last(counter, State.HELD, "called_at")
        move(row, "恢复办理", State.SERVING, by=by, moment=now, counter=counter)
        return row

    return _step(code, key, act)


def transfer(
    code: str,
    by: str,
    *,
    service: str | None = None,
    counter: str | None = None,
    key: str | None = None,
) -> Ticket:
    """Send the customer to the line of another service, or to one counter by name.

    They keep their number and the place they have earned. A closed counter is refused, and the
    customer's own: hold is for that.
    """

    def act(here: Counter, now: datetime) -> Ticket:
        row = desk.demand_current(here)
        changes: dict[str, Any] = {"counter": None}
        if service is not None:
            changes["service"] = desk.service(service)
        if counter is not None:
            changes["counter"] = _other(here, counter)
        move(row, "转接", State.TRANSFERRED, by=by, moment=now, **changes)
        announcing.queue_changed(row.service)
        return row

    return _step(code, key, act)


def _other(here: Counter, code: str) -> Counter:
    there = Counter.objects.filter(code=code).first()
    if there is None:
        raise errors.UnknownCounter("没有这个窗口。")
    if there == here:
        raise errors.IllegalTransition("客户就在这个窗口，需要稍等请用暂挂。", state="here")
    if not there.open:
        raise errors.IllegalTransition(f"{there.name}没有开放。", state="closed")
    return there


def _call_another(
    code: str,
    by: str,
    key: str | None,
    step: str,
    pick: Callable[[Counter, datetime], Ticket | None],
) -> Ticket | None:
    """Finish whom the counter serves and call whom `pick` gives."""
    closing.roll_over()
    with transaction.atomic():
        counter = desk.lock(code)
        earlier = desk.done_before(counter, key)
        if earlier is not None:
            return earlier
        desk.demand_open(counter)
        now = clock.now()
        finished = desk.current(counter)
        if finished is not None:
            if finished.state == State.CALLED:
                raise errors.illegal(finished, step)
            move(finished, "完成", State.DONE, by=by, moment=now)
        called = pick(counter, now)
        if called is not None:
            desk.remember(counter, key, called)
        with events.together():
            if finished is not None:
                announcing.ticket("ticket.changed", finished)
            if called is not None:
                announcing.ticket("ticket.called", called)
                announcing.queue_changed(called.service)
    return called


def _call(row: Ticket, step: str, counter: Counter, by: str, now: datetime, note: str = "") -> None:
    move(
        row,
        step,
        State.CALLED,
        by=by,
        moment=now,
        note=note,
        counter=counter,
        called_at=now,
        calls=row.calls + 1,
    )


def _demand_patience(row: Ticket, counter: Counter, now: datetime) -> None:
    """The customer gets time to come, and the hall is not called the same number for ever."""
    earlier = row.periods.exclude(state=State.CALLED).order_by("-id").first()
    calls = Period.objects.filter(ticket=row, id__gt=earlier.pk if earlier else 0).count()
    limit = counter.branch.recall_limit
    if calls > limit:
        raise errors.TooOften(
            f"{row.number} 号已经重呼 {limit} 次，请记为过号。", state=str(row.state)
        )
    assert row.called_at is not None
    left = row.called_at + timedelta(seconds=counter.branch.recall_seconds) - now
    # The first recall is free: the teller looks up, nobody comes, and calls again.
    if calls > 1 and left > timedelta():
        seconds = -(-left // timedelta(seconds=1))
        raise errors.TooSoon(
            f"刚刚叫过 {row.number} 号，{seconds} 秒后可以再叫。",
            state=str(row.state),
            retry_after=seconds,
        )


def _step(
    code: str,
    key: str | None,
    act: Callable[[Counter, datetime], Ticket],
    event: str = "ticket.changed",
) -> Ticket:
    try:
        with transaction.atomic():
            counter = desk.lock(code)
            earlier = desk.done_before(counter, key)
            if earlier is not None:
                return earlier
            row = act(counter, clock.now())
            desk.remember(counter, key, row)
            announcing.ticket(event, row)
    except IntegrityError as error:
        raise errors.KeyReused("这个 Idempotency-Key 已用于另一步。") from error
    return row


def _moved(code: str, step: str, to: State, by: str, key: str | None) -> Ticket:
    def act(counter: Counter, now: datetime) -> Ticket:
        row = desk.demand_current(counter)
        move(row, step, to, by=by, moment=now)
        return row

    return _step(code, key, act)
