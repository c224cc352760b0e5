"""A ticket as the screens, the dialogue and the API show it."""

from __future__ import annotations

import uuid
from typing import Any

from lobby.tickets import line as lines
from lobby.tickets import waiting
from lobby.tickets.line import Line
from lobby.tickets.models import Ticket


def ticket_card(ticket: Ticket, line: Line | None = None) -> dict[str, Any]:
    """The card of type `ticket` of docs/developer.md, and the counter once there is one.

    `line` spares reading it again for each of several tickets. It holds the page's address, so it
    is for the customer alone.
    """
    line = line or lines.read()
    page = f"/t/{ticket.page_token}"
    me = next((w for w in line.waiting if w.ticket == ticket.pk), None)
    wait = waiting.for_waiting(line, me) if me else None
    counter = ticket.counter
    return {
        "type": "ticket",
        "id": str(ticket.pk),
        "number": ticket.number,
        "service": ticket.service.code,
        "service_name": ticket.service.name,
        "area": ticket.service.area.name if ticket.service.area else ticket.service.name,
        "state": ticket.state,
        "ahead": waiting.ahead(line, ticket.service_id, ticket.rank_at) if me else 0,
        "wait": wait.as_dict() if wait else None,
        "page_url": page,
        "qr_url": f"{page}/qr.svg",
        "counter": counter.code if counter else None,
        "counter_name": counter.name if counter else None,
    }


def ticket_body(ticket: Ticket, line: Line | None = None) -> dict[str, Any]:
    """What /tickets answers: the card's fields and the ticket's own."""
    card = ticket_card(ticket, line)
    del card["type"]
    return {
        **card,
        "customer_class": ticket.customer_class_id,
        "issued_at": ticket.issued_at.isoformat(),
        "called_at": ticket.called_at.isoformat() if ticket.called_at else None,
        "calls": ticket.calls,
    }


def counter_ticket(ticket: Ticket) -> dict[str, Any]:
    """A ticket as a teller sees it: without the customer's page."""
    counter = ticket.counter
    return {
        "id": str(ticket.pk),
        "number": ticket.number,
        "service": ticket.service.code,
        "service_name": ticket.service.name,
        "state": ticket.state,
        "customer_class": ticket.customer_class_id,
        "counter": counter.code if counter else None,
        "counter_name": counter.name if counter else None,
        "issued_at": ticket.issued_at.isoformat(),
        "called_at": ticket.called_at.isoformat() if ticket.called_at else None,
        "calls": ticket.calls,
    }


def tickets_of_conversation(conversation: uuid.UUID) -> list[dict[str, Any]]:
    """The cards of a visitor's tickets, newest first."""
    rows = list(
        Ticket.objects.select_related("service", "service__area", "counter")
        .filter(conversation=conversation)
        .order_by("-issued_at")[:20]
    )
    if not rows:
        return []
    line = lines.read()
    return [ticket_card(row, line) for row in rows]
