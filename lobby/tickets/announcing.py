"""What the queue tells the screens and the robot. Never the conversation, never the page's token."""

from __future__ import annotations

from typing import Any

from lobby import clock, events
from lobby.announcements import publishing
from lobby.prepared import Count, Given
from lobby.tickets.models import Counter, Service, Ticket
from lobby.tickets.models.ticket import IN_LINE

ISSUED = "ticket.issued"
CALLS = ("ticket.called", "ticket.recalled")

_waiting = Count(
    lambda: Ticket.objects.filter(
        day=Given(Ticket, "day"), service=Given(Ticket, "service"), state__in=IN_LINE
    )
)


def ticket(type: str, row: Ticket) -> None:
    """Publish ticket.issued, .called, .recalled or .changed.

    A call is announced to the hall as well; a new number is printed where there is a printer.
    """
    # Printing knows tickets; tickets tell printing.
    from lobby.printing import jobs

    counter = row.counter
    data: dict[str, Any] = {
        "id": str(row.id),
        "number": row.number,
        "service": row.service.code,
        "service_name": row.service.name,
        "state": row.state,
        "counter": counter.code if counter else None,
        "counter_name": counter.name if counter else None,
        "calls": row.calls,
    }
    events.publish(type, data)
    if type == ISSUED:
        jobs.for_new(row)
    if type in CALLS:
        publishing.call(row, again=type == "ticket.recalled")


def queue_changed(*services: Service) -> None:
    """Publish how many wait for these services now."""
    for service in {s.pk: s for s in services}.values():
        waiting = _waiting.run(day=clock.today(), service=service.pk)
        events.publish("queue.changed", {"service": service.code, "waiting": waiting})


def counter_changed(counter: Counter) -> None:
    """Publish that a counter has opened or closed."""
    events.publish(
        "queue.changed", {"counter": counter.code, "open": counter.open, "pause": counter.pause}
    )
