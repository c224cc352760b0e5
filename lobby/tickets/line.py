"""The branch's line at one moment, read once and reasoned about without the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Sum

from lobby import clock
from lobby.tickets import rules
from lobby.tickets.models import Counter, CounterService, Period, Service, State, Ticket
from lobby.tickets.models.ticket import AT_COUNTER
from lobby.tickets.rule import Candidate

PRIOR_WEIGHT = 5
"""The stated service time counts as so many observations: a few odd customers do not swing it."""


Waiting = Candidate
"""One customer in line."""


@dataclass(frozen=True)
class Desk:
    """One open counter."""

    counter: int
    services: frozenset[int]
    busy: bool
    """A customer has been called to it or is being served."""


@dataclass(frozen=True)
class Line:
    waiting: tuple[Waiting, ...]
    """By rank, the first first."""
    desks: tuple[Desk, ...]
    minutes: Mapping[int, float]
    """Mean service time of each service."""

    def of(self, service: int) -> tuple[Waiting, ...]:
        return tuple(w for w in self.waiting if w.service == service)

    def desks_for(self, service: int, counter: int | None = None) -> tuple[Desk, ...]:
        """The open counters that could call such a customer."""
        if counter is not None:
            return tuple(d for d in self.desks if d.counter == counter)
        return tuple(d for d in self.desks if service in d.services)


def read(day: date | None = None) -> Line:
    """The line of the day (default today); five queries, none of which grows with past days."""
    day = day or clock.today()
    waiting = tuple(rules.candidates(day))
    busy = set(
        Ticket.objects.filter(day=day, state__in=AT_COUNTER).values_list("counter_id", flat=True)
    )
    offers: dict[int, set[int]] = defaultdict(set)
    for counter, service in CounterService.objects.filter(counter__open=True).values_list(
        "counter_id", "service_id"
    ):
        offers[counter].add(service)
    desks = tuple(
        Desk(pk, frozenset(offers[pk]), pk in busy)
        for pk in Counter.objects.filter(open=True).values_list("pk", flat=True)
    )
    return Line(waiting, desks, _minutes(day))


def _minutes(day: date) -> dict[int, float]:
    """Each service's mean: its stated time and today's observations, weighted by their number."""
    morning = datetime.combine(day, time.min, clock.BRANCH_ZONE)
    served = Period.objects.filter(
        state=State.SERVING, began_at__gte=morning, ended_at__isnull=False
    ).values_list("service_id")
    observed = {
        service: (count, total)
        for service, count, total in served.annotate(
            count=Count("id"), total=Sum(F("ended_at") - F("began_at"))
        ).order_by()
    }
    means: dict[int, float] = {}
    for pk, prior in Service.objects.values_list("pk", "prior_minutes"):
        count, total = observed.get(pk, (0, timedelta()))
        minutes = total.total_seconds() / 60
        means[pk] = (PRIOR_WEIGHT * float(prior) + minutes) / (PRIOR_WEIGHT + count)
    return means
