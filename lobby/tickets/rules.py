"""The counters' calling rules as they are set up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from lobby.prepared import Given, Rows
from lobby.tickets.models import Counter, CounterService, Service, Ticket
from lobby.tickets.models.ticket import IN_LINE
from lobby.tickets.rule import PATIENCE_MINUTES, Candidate, CounterRule

_places = Rows(
    lambda: CounterService.objects.order_by("order", "pk").values_list("counter_id", "service_id")
)
_places_of_one = Rows(
    lambda: (
        CounterService.objects.filter(counter=Given(CounterService, "counter"))
        .order_by("order", "pk")
        .values_list("counter_id", "service_id")
    )
)
_reserved = Rows(
    lambda: Counter.reserved_for.through.objects.values_list("counter_id", "priorityclass_id")
)
_limits = Rows(
    lambda: Service.objects.order_by("branch").values_list(
        "pk", "overdue_minutes", "branch__patience_minutes"
    )
)
_in_line = Rows(
    lambda: (
        Ticket.objects.filter(day=Given(Ticket, "day"), state__in=IN_LINE)
        .order_by("rank_at", "id")
        .values_list(
            "id",
            "service_id",
            "rank_at",
            "counter_id",
            "issued_at",
            "customer_class_id",
            "appointment__id",
        )
    )
)


def of(counter: Counter) -> CounterRule:
    """The rule of one counter."""
    served = _places_of_one.all(counter=counter.pk)
    return _rules([(counter.pk, counter.order_minutes)], served)[0]


def of_counters(counters: Iterable[tuple[int, int]]) -> list[CounterRule]:
    """The rules of counters, given as (key, order_minutes); three queries however many."""
    return _rules(counters, _places.all())


def _rules(
    counters: Iterable[tuple[int, int]], served: Iterable[tuple[int, int]]
) -> list[CounterRule]:
    places: dict[int, dict[int, int]] = defaultdict(dict)
    for counter, service in served:
        places[counter][service] = len(places[counter])
    reserved: dict[int, set[str]] = defaultdict(set)
    for counter, grade in _reserved.all():
        reserved[counter].add(grade)
    limits = _limits.all()
    overdue = {service: minutes for service, minutes, _ in limits if minutes is not None}
    patience = limits[0][2] if limits else PATIENCE_MINUTES
    return [
        CounterRule(
            counter=counter,
            places=places[counter],
            order_minutes=order_minutes,
            reserved_for=frozenset(reserved[counter]),
            overdue=overdue,
            patience=patience,
        )
        for counter, order_minutes in counters
    ]


def candidates(day: date) -> list[Candidate]:
    """Everybody in line on that day, by rank."""
    return [Candidate(*row[:6], appointed=row[6] is not None) for row in _in_line.all(day=day)]
