"""The queue as a whole: GET /services, /counters and /queue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet

from lobby import clock
from lobby.branch import hours
from lobby.branch.models import Branch
from lobby.prepared import Given, Objects, Rows
from lobby.tickets import opening, waiting
from lobby.tickets.cards import counter_ticket
from lobby.tickets.models import Counter, CounterService, Service, State, Ticket
from lobby.tickets.models.ticket import AT_COUNTER

RECENT = 8
"""Calls that a board shows as past."""


def _of_day() -> QuerySet[Ticket]:
    return Ticket.objects.select_related("service", "counter").filter(day=Given(Ticket, "day"))


def _last_called() -> QuerySet[Ticket]:
    return _of_day().filter(called_at__isnull=False).order_by("-called_at")


_recent = Objects(lambda: _last_called()[:RECENT])
_missed = Objects(lambda: _last_called().filter(state=State.NO_SHOW)[:RECENT])
_at_counters = Objects(lambda: _of_day().filter(state__in=AT_COUNTER).order_by())
_served = Rows(
    lambda: (
        Ticket.objects.filter(day=Given(Ticket, "day"), state=State.DONE)
        .values_list("service_id")
        .annotate(count=Count("id"))
        .order_by()
    )
)
_active = Objects(lambda: Service.objects.filter(active=True))
_counters = Objects(lambda: Counter.objects.all())
_offers = Rows(
    lambda: CounterService.objects.order_by("order", "pk").values_list(
        "counter_id", "service__code"
    )
)


def services() -> list[dict[str, Any]]:
    """Each service in use, with how many wait and how long a newcomer would."""
    branch = Branch.current()
    timetable = hours.timetable()
    now = clock.now()
    waits = waiting.current()
    rows = []
    for service in _services():
        wait = waits.newcomer(service.pk)
        rows.append(
            {
                "code": service.code,
                "name": service.name,
                "series": service.letter,
                "letter": service.letter,
                "area": service.area.name if service.area else service.name,
                "place": service.area_id,
                "hours": service.hours,
                "open": opening.takes_numbers(branch, service, now, timetable),
                "waiting": len(waits.line(service.pk)),
                "wait": wait.as_dict() if wait else None,
                "wait_basis": waits.basis(service.pk) if wait else None,
                "counters_open": waits.counters_open(service.pk),
                "channels": _channels(service),
            }
        )
    return rows


def _channels(service: Service) -> list[str]:
    """The counter, and the other ways in which business of this queue is done, by the triage rules."""
    others = {
        rule.channel
        for business in service.businesses.all()
        for rule in business.channels.all()
        if rule.channel != "counter"
    }
    return ["counter", *sorted(others)]


def _services() -> list[Service]:
    return list(
        Service.objects.filter(active=True)
        .select_related("area")
        .prefetch_related("businesses__channels")
    )


def counters() -> list[dict[str, Any]]:
    """Each counter with its services in calling order and its present customer."""
    return _bodies(_counters.all())


def counter(code: str) -> dict[str, Any]:
    """One counter as in `counters`; it must exist."""
    return _bodies([Counter.objects.get(code=code)])[0]


def _bodies(counters: Iterable[Counter]) -> list[dict[str, Any]]:
    present = _present()
    offers: dict[int, list[str]] = defaultdict(list)
    for counter, service in _offers.all():
        offers[counter].append(service)
    return [_body(row, offers[row.pk], present.get(row.pk)) for row in counters]


def _body(row: Counter, services: list[str], ticket: Ticket | None) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "place": row.place_id,
        "open": row.open,
        "pause": row.pause,
        "pause_text": row.get_pause_display() if row.pause else "",
        "services": services,
        "ticket": counter_ticket(ticket) if ticket else None,
    }


def queue() -> dict[str, Any]:
    """Per service how many wait, who is called, was called or has missed it, how many were served."""
    waits = waiting.current()
    present = sorted(
        _present().values(), key=lambda t: (t.called_at is not None, t.called_at), reverse=True
    )
    today = clock.today()
    served = dict(_served.all(day=today))
    services = []
    for service in _active.all():
        wait = waits.newcomer(service.pk)
        services.append(
            {
                "code": service.code,
                "name": service.name,
                "letter": service.letter,
                "waiting": len(waits.line(service.pk)),
                "wait": wait.as_dict() if wait else None,
                "wait_basis": waits.basis(service.pk) if wait else None,
                "called": [_call(t) for t in present if t.service_id == service.pk and _is_call(t)],
                "served_today": served.get(service.pk, 0),
            }
        )
    return {
        "at": clock.now().isoformat(),
        "day": today.isoformat(),
        "services": services,
        "called": [_call(t) for t in present if _is_call(t)],
        "serving": [_call(t) for t in present if not _is_call(t)],
        "recent": [_call(t) for t in _recent.all(day=today)],
        "missed": [_call(t) for t in _missed.all(day=today)],
    }


def _is_call(ticket: Ticket) -> bool:
    return ticket.state == State.CALLED


def _call(ticket: Ticket) -> dict[str, Any]:
    counter = ticket.counter
    return {
        "number": ticket.number,
        "service": ticket.service.code,
        "counter": counter.code if counter else None,
        "counter_name": counter.name if counter else None,
        "called_at": ticket.called_at.isoformat() if ticket.called_at else None,
        "calls": ticket.calls,
    }


def _present() -> dict[int | None, Ticket]:
    """The customer at each counter."""
    return {row.counter_id: row for row in _at_counters.all(day=clock.today())}
