"""What the forecast needs of the database. Nothing here grows with the past: days and rows are bounded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, F

from lobby import clock
from lobby.prepared import Given, Rows
from lobby.tickets import rules
from lobby.tickets.forecast.calibrate import Expected, Outcome
from lobby.tickets.forecast.habits import Observations, Shifts
from lobby.tickets.forecast.scene import Desk, Scene
from lobby.tickets.models import (
    Counter,
    CounterPeriod,
    Period,
    PriorityClass,
    Service,
    State,
    Ticket,
)
from lobby.tickets.models.ticket import AT_COUNTER

LOOK_BACK = timedelta(days=21)
"""What lies further back is no habit any more."""
MOST_SERVICES = 1500
MOST_CALLS = 400
MOST_OUTCOMES = 450
MOST_DAYS = 10
LATELY = timedelta(hours=1)
LONGEST_TURNAROUND = 3.0
"""Minutes; who calls later had nobody to call, or was away."""
SATURDAY = 5

_counters = Rows(
    lambda: Counter.objects.order_by("position", "code").values_list("pk", "order_minutes", "open")
)
_present = Rows(
    lambda: (
        Period.objects.filter(
            ticket__day=Given(Ticket, "day"), ticket__state__in=AT_COUNTER, ended_at=None
        )
        .order_by()
        .values_list("ticket__counter_id", "state", "service_id", "began_at")
    )
)
_head_starts = Rows(
    lambda: PriorityClass.objects.order_by().values_list("code", "head_start_minutes")
)


def scene(day: date) -> Scene:
    """The branch now; eight queries."""
    now = clock.now()
    counters = _counters.all()
    present = {
        counter: (state, service, began) for counter, state, service, began in _present.all(day=day)
    }
    desks = []
    own = rules.of_counters((counter, order_minutes) for counter, order_minutes, _ in counters)
    for (counter, _, is_open), rule in zip(counters, own, strict=True):
        state, service, began = present.get(counter, ("", None, now))
        desks.append(Desk(rule, state, service, _minutes(began, now), is_open))
    local = now.astimezone(clock.BRANCH_ZONE)
    return Scene(
        now,
        tuple(rules.candidates(day)),
        tuple(desks),
        _minute_of_day(local),
        dict(_head_starts.all()),
    )


def stated() -> dict[int, float]:
    """The mean service time that the branch has set for each service, in minutes."""
    return {pk: float(mean) for pk, mean in Service.objects.values_list("pk", "prior_minutes")}


def observations(day: date) -> Observations:
    """What has been seen lately; five queries."""
    now = clock.now()
    served = _latest(State.SERVING, (State.DONE, State.TRANSFERRED), MOST_SERVICES)
    called = _latest(State.CALLED, (State.SERVING, State.NO_SHOW), MOST_CALLS)
    services: dict[int, list[float]] = defaultdict(list)
    for period in served:
        services[period["service_id"]].append(_lasted(period))
    arrived = (
        Ticket.objects.filter(day=day, issued_at__gte=now - LATELY)
        .values_list("service_id", "customer_class_id")
        .annotate(count=Count("pk"))
        .order_by()
    )
    return Observations(
        services=services,
        walks=[_lasted(p) for p in called if p["became"] == State.SERVING],
        missed=[_lasted(p) for p in called if p["became"] == State.NO_SHOW],
        turnarounds=_turnarounds(served, called),
        arrivals={(service, grade): count for service, grade, count in arrived},
        arrivals_minutes=LATELY / timedelta(minutes=1),
        days=_days(day),
    )


def outcomes(day: date) -> tuple[list[Outcome], list[Outcome]]:
    """(today's, earlier days'): what was expected at issue, and how long it was; by time of call."""
    rows = (
        Period.objects.filter(
            state=State.WAITING,
            became=State.CALLED,
            began_at__gte=clock.now() - LOOK_BACK,
            ticket__forecast__isnull=False,
            # Says what the periods' bound says already, so that no planner reads all tickets ever to join them.
            ticket__day__gte=day - LOOK_BACK,
            # The first wait, not one after a missed call.
            ticket__issued_at=F("began_at"),
        )
        .order_by("-began_at")
        .values_list("began_at", "ended_at", "ticket__forecast")[:MOST_OUTCOMES]
    )
    morning = datetime.combine(day, time.min, clock.BRANCH_ZONE)
    today: list[tuple[datetime, Outcome]] = []
    earlier: list[tuple[datetime, Outcome]] = []
    for began, ended, forecast in rows:
        assert ended is not None
        outcome = (Expected(*map(float, forecast or ())), _minutes(began, ended))
        (today if ended >= morning else earlier).append((ended, outcome))
    return _in_order(today), _in_order(earlier)


def waiting(day: date) -> list[Outcome]:
    """What was expected at issue of who waits for the first call, and how long they have waited so far."""
    now = clock.now()
    rows = (
        Ticket.objects.filter(day=day, state=State.WAITING, calls=0, forecast__isnull=False)
        .order_by("issued_at")
        .values_list("issued_at", "forecast")
    )
    return [
        (Expected(*map(float, forecast or ())), _minutes(issued, now)) for issued, forecast in rows
    ]


def _in_order(found: list[tuple[datetime, Outcome]]) -> list[Outcome]:
    return [outcome for _, outcome in sorted(found, key=lambda pair: pair[0])]


def _latest(state: State, became: Iterable[State], most: int) -> list[dict[str, Any]]:
    """Ended periods, the newest last."""
    rows = (
        Period.objects.filter(
            state=state, became__in=list(became), began_at__gte=clock.now() - LOOK_BACK
        )
        .order_by("-began_at")
        .values("service_id", "counter_id", "began_at", "ended_at", "became")[:most]
    )
    return [dict(row) for row in rows][::-1]


def _turnarounds(served: list[dict[str, Any]], called: list[dict[str, Any]]) -> list[float]:
    """Minutes between a service's end and the same counter's next call."""
    ends: dict[int, list[datetime]] = defaultdict(list)
    for period in served:
        ends[period["counter_id"]].append(period["ended_at"])
    gaps = []
    for period in called:
        before = [
            end for end in ends[period["counter_id"]][-MOST_CALLS:] if end <= period["began_at"]
        ]
        if before and (gap := _minutes(max(before), period["began_at"])) <= LONGEST_TURNAROUND:
            gaps.append(gap)
    return gaps


def _days(today: date) -> list[Shifts]:
    """When counters were open on the last days of this kind, working days or weekends."""
    weekend = today.weekday() >= SATURDAY
    morning = datetime.combine(today, time.min, clock.BRANCH_ZONE)
    days: dict[date, dict[int, list[tuple[float, float]]]] = {}
    rows = CounterPeriod.objects.filter(
        began_at__gte=morning - LOOK_BACK, began_at__lt=morning, pause="", ended_at__isnull=False
    ).order_by("began_at")
    for counter, began, ended in rows.values_list("counter_id", "began_at", "ended_at"):
        assert ended is not None
        begins = began.astimezone(clock.BRANCH_ZONE)
        if (begins.weekday() >= SATURDAY) == weekend:
            span = (_minute_of_day(begins), _minute_of_day(begins) + _minutes(began, ended))
            days.setdefault(begins.date(), {}).setdefault(counter, []).append(span)
    return [days[day] for day in sorted(days)[-MOST_DAYS:]]


def _lasted(period: dict[str, Any]) -> float:
    return _minutes(period["began_at"], period["ended_at"])


def _minutes(since: datetime, until: datetime) -> float:
    return (until - since).total_seconds() / 60


def _minute_of_day(local: datetime) -> float:
    return local.hour * 60 + local.minute + local.second / 60
