"""The end of a day: every ticket still open is settled, counters close, appointments not kept are missed.

It happens at the time that the branch has set, or else before the first step of the next day, whichever
server process comes first; doing it again changes nothing. Each ticket is locked and its state compared,
so two processes settle it once. People still in line count as gone, called ones as not come, served ones
as done: a teller forgot the key. Periods that the closing ends say so (`became`), for their length tells
nothing of a service.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists

from lobby import clock
from lobby.branch.models import Branch
from lobby.prepared import Given, Rows
from lobby.tickets import announcing
from lobby.tickets.models import (
    Appointment,
    AppointmentState,
    Counter,
    CounterPeriod,
    Period,
    State,
    Ticket,
)
from lobby.tickets.models.ticket import DAY_END, IN_LINE, UNSETTLED
from lobby.tickets.transitions import turn_over

logger = logging.getLogger(__name__)

SETTLED_AS = {
    State.WAITING: State.CANCELLED,
    State.TRANSFERRED: State.CANCELLED,
    State.HELD: State.CANCELLED,
    State.CALLED: State.NO_SHOW,
    State.SERVING: State.DONE,
}
LAST_MOMENT = time(23, 59, 59)

_left_over = Rows(
    lambda: (
        Branch.objects.filter(
            Exists(Ticket.objects.filter(day__lt=Given(Ticket, "day"), state__in=UNSETTLED))
            | Exists(Counter.objects.filter(open=True, opened_at__lt=Given(Counter, "opened_at")))
        )
        .order_by()
        .values_list("pk")
    )
)
"""Whether an open ticket of an earlier day is left, or a counter open since then."""


@dataclass(frozen=True)
class Settled:
    """What a closing has done."""

    tickets: int = 0
    counters: int = 0
    appointments: int = 0

    def __add__(self, other: Settled) -> Settled:
        return Settled(
            self.tickets + other.tickets,
            self.counters + other.counters,
            self.appointments + other.appointments,
        )

    def __bool__(self) -> bool:
        return bool(self.tickets or self.counters or self.appointments)


def roll_over() -> Settled:
    """Close what is left of earlier days. Cheap when nothing is: the index holds open tickets alone.

    Call it before a step's transaction, not inside: it locks other counters than the step's own.
    """
    today = clock.today()
    morning = datetime.combine(today, time.min, clock.BRANCH_ZONE)
    if _left_over.all(day=today, opened_at=morning):
        return close_day(today - timedelta(days=1))
    return Settled()


def close_at_time() -> Settled:
    """Close earlier days, and today when its time has come; what a clock calls every so often."""
    old = roll_over()
    branch = Branch.objects.first()
    elsewhere = settings.JIAOJIAO.queue_url is not None
    if branch is None or branch.day_ends_at is None or branch.demo or elsewhere:
        # In a demonstration the day goes on; a bank's own queue system ends its days itself.
        return old
    today = clock.today()
    if branch.day_closed_on == today or clock.local_now().time() < branch.day_ends_at:
        # Once a day: who opens a counter again afterwards means it.
        return old
    settled = close_day(today)
    Branch.objects.filter(pk=branch.pk).update(day_closed_on=today)
    return old + settled


def close_day(until: date) -> Settled:
    """Settle every day up to `until`, which included; idempotent."""
    branch = Branch.objects.first()
    if branch is None:
        return Settled()
    with transaction.atomic():
        # The branch's row orders closings; steps of tellers never lock it. They lock their counter
        # before a ticket, and so does this.
        branch = Branch.objects.select_for_update(no_key=True).get(pk=branch.pk)
        list(Counter.objects.select_for_update(no_key=True).order_by("pk"))
        settled = Settled(
            tickets=_settle_tickets(branch, until),
            counters=_close_counters(branch, until),
            appointments=_miss_appointments(until),
        )
    if settled:
        logger.info(
            "day %s closed: %d tickets, %d counters, %d appointments",
            until,
            settled.tickets,
            settled.counters,
            settled.appointments,
        )
    return settled


def _end_of(branch: Branch, day: date) -> datetime:
    """When that day ended, but not later than now."""
    ended = datetime.combine(day, branch.day_ends_at or LAST_MOMENT, clock.BRANCH_ZONE)
    return min(ended, clock.now())


def _settle_tickets(branch: Branch, until: date) -> int:
    rows = list(
        Ticket.objects.select_related("service", "counter")
        .select_for_update(of=("self",))
        .filter(day__lte=until, state__in=UNSETTLED)
        .order_by("id")
    )
    for row in rows:
        _settle(branch, row)
    for row in rows:
        announcing.ticket("ticket.changed", row)
    announcing.queue_changed(*(row.service for row in rows))
    return len(rows)


def _settle(branch: Branch, row: Ticket) -> None:
    before = State(row.state)
    row.state = SETTLED_AS[before]
    if before in IN_LINE:
        row.counter = None
    row.save(update_fields=["state", "counter"])
    began = Period.objects.filter(ticket=row, ended_at=None).values_list("began_at", flat=True)
    moment = max([_end_of(branch, row.day), *began])
    turn_over(row, became=DAY_END, by=DAY_END, moment=moment)


def _close_counters(branch: Branch, until: date) -> int:
    """Counters open since then close. In a demonstration they stay open, only their figures are cut."""
    night = datetime.combine(until, LAST_MOMENT, clock.BRANCH_ZONE)
    if branch.demo:
        # What has been opened today goes on: there is nothing to cut yet.
        night = min(night, datetime.combine(clock.today(), time.min, clock.BRANCH_ZONE))
    rows = list(Counter.objects.filter(open=True, opened_at__lt=night))
    for row in rows:
        assert row.opened_at is not None
        ended = max(row.opened_at, _end_of(branch, clock.day_of(row.opened_at)))
        CounterPeriod.objects.filter(counter=row, ended_at=None).update(ended_at=ended)
        row.pause = ""
        if branch.demo:
            row.opened_at = clock.now()
            CounterPeriod.objects.create(counter=row, by=DAY_END, began_at=row.opened_at)
        else:
            row.open, row.opened_at = False, None
        row.save(update_fields=["open", "opened_at", "pause"])
        if not row.open:
            announcing.counter_changed(row)
    paused = CounterPeriod.objects.filter(ended_at=None, began_at__lte=night).exclude(pause="")
    for period in paused.select_related("counter"):
        # A pause that nobody ended ends with its day.
        period.ended_at = max(period.began_at, _end_of(branch, clock.day_of(period.began_at)))
        period.save(update_fields=["ended_at"])
        Counter.objects.filter(pk=period.counter_id, open=False).update(pause="")
    return len(rows)


def _miss_appointments(until: date) -> int:
    night = datetime.combine(until, LAST_MOMENT, clock.BRANCH_ZONE)
    return Appointment.objects.filter(state=AppointmentState.BOOKED, starts_at__lte=night).update(
        state=AppointmentState.MISSED
    )
