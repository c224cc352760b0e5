"""The queue as a whole: GET /services, /counters and /queue."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet

from lobby import clock
from lobby.branch import hours
from lobby.branch.models import Branch
from lobby.tickets import opening, waiting
from lobby.tickets.cards import counter_ticket
from lobby.tickets.models import Counter, Service, State, Ticket
from lobby.tickets.models.ticket import AT_COUNTER

RECENT = 8
"""Calls that a board shows as past."""


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
    rows = Counter.objects.prefetch_related("offers__service").select_related("place")
    present = _present()
    return [counter_body(row, present.get(row.pk)) for row in rows]


def counter(code: str) -> dict[str, Any]:
    """One counter as in `counters`; it must exist."""
    row = Counter.objects.prefetch_related("offers__service").get(code=code)
    return counter_body(row, _present().get(row.pk))


def counter_body(row: Counter, ticket: Ticket | None) -> dict[str, Any]:
    offers = sorted(row.offers.all(), key=lambda offer: (offer.order, offer.pk))
    return {
        "code": row.code,
        "name": row.name,
        "place": row.place_id,
        "open": row.open,
        "pause": row.pause,
        "pause_text": row.get_pause_display() if row.pause else "",
        "services": [offer.service.code for offer in offers],
        "ticket": counter_ticket(ticket) if ticket else None,
    }


def queue() -> dict[str, Any]:
    """Per service how many wait, who is called, was called or has missed it, how many were served."""
    waits = waiting.current()
    present = sorted(
        _present().values(), key=lambda t: (t.called_at is not None, t.called_at), reverse=True
    )
    served = dict(
        Ticket.objects.filter(day=clock.today(), state=State.DONE)
        .values_list("service_id")
        .annotate(count=Count("id"))
        .order_by()
    )
    services = []
    for service in Service.objects.filter(active=True):
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
        "day": clock.today().isoformat(),
        "services": services,
        "called": [_call(t) for t in present if _is_call(t)],
        "serving": [_call(t) for t in present if not _is_call(t)],
        "recent": [_call(t) for t in _called_today()],
        "missed": [_call(t) for t in _called_today(State.NO_SHOW)],
    }


def _called_today(state: State | None = None) -> QuerySet[Ticket]:
    """Those called last, the latest first; with `state`, those of them that are in it now."""
    rows = Ticket.objects.select_related("service", "counter").filter(
        day=clock.today(), called_at__isnull=False
    )
    return (rows.filter(state=state) if state else rows).order_by("-called_at")[:RECENT]


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
    rows = Ticket.objects.select_related("service", "counter").filter(
        day=clock.today(), state__in=AT_COUNTER
    )
    return {row.counter_id: row for row in rows}
