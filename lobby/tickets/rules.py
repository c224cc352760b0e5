"""The counters' calling rules as they are set up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from lobby.branch.models import Branch
from lobby.tickets.models import Counter, CounterService, Service, Ticket
from lobby.tickets.models.ticket import IN_LINE
from lobby.tickets.rule import PATIENCE_MINUTES, Candidate, CounterRule


def of(counter: Counter) -> CounterRule:
    """The rule of one counter."""
    return of_counters([counter])[0]


def of_counters(counters: Iterable[Counter]) -> list[CounterRule]:
    """The rules of these counters; four queries however many."""
    rows = list(counters)
    places: dict[int, dict[int, int]] = defaultdict(dict)
    for counter_id, service_id in (
        CounterService.objects.filter(counter__in=rows)
        .order_by("order", "pk")
        .values_list("counter_id", "service_id")
    ):
        places[counter_id][service_id] = len(places[counter_id])
    reserved: dict[int, set[str]] = defaultdict(set)
    through = Counter.reserved_for.through
    for counter_id, grade in through.objects.filter(counter__in=rows).values_list(
        "counter_id", "priorityclass_id"
    ):
        reserved[counter_id].add(grade)
    overdue = {
        pk: minutes
        for pk, minutes in Service.objects.values_list("pk", "overdue_minutes")
        if minutes is not None
    }
    patience = Branch.objects.values_list("patience_minutes", flat=True).first()
    return [
        CounterRule(
            counter=row.pk,
            places=places[row.pk],
            order_minutes=row.order_minutes,
            reserved_for=frozenset(reserved[row.pk]),
            overdue=overdue,
            patience=patience or PATIENCE_MINUTES,
        )
        for row in rows
    ]


def candidates(day: date) -> list[Candidate]:
    """Everybody in line on that day, by rank."""
    rows = (
        Ticket.objects.filter(day=day, state__in=IN_LINE)
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
    return [Candidate(*row[:6], appointed=row[6] is not None) for row in rows]
