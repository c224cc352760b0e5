"""A ticket as the screens, the dialogue and the API show it."""

from __future__ import annotations

import uuid
from typing import Any

from lobby.tickets import waiting
from lobby.tickets.models import Ticket
from lobby.tickets.waiting import Standing


def ticket_card(ticket: Ticket, standing: Standing | None = None) -> dict[str, Any]:
    """The card of type `ticket` of docs/developer.md, and the counter once there is one.

    `standing` spares reading the line again for each of several tickets. The card holds the page's
    address, so it is for the customer alone.
    """
    standing = standing or waiting.current().standing(ticket)
    page = f"/t/{ticket.page_token}"
    wait = standing.wait
    counter = ticket.counter
    return {
        "type": "ticket",
        "id": str(ticket.pk),
        "number": ticket.number,
        "service": ticket.service.code,
        "service_name": ticket.service.name,
        "area": ticket.service.area.name if ticket.service.area else ticket.service.name,
        "state": ticket.state,
        "ahead": standing.ahead,
        "wait": wait.as_dict() if wait else None,
        "wait_basis": standing.basis if wait else None,
        "page_url": page,
        "qr_url": f"{page}/qr.svg",
        "counter": counter.code if counter else None,
        "counter_name": counter.name if counter else None,
        "for_other": ticket.for_other,
    }


def ticket_body(ticket: Ticket, standing: Standing | None = None) -> dict[str, Any]:
    """What /tickets answers: the card's fields and the ticket's own."""
    card = ticket_card(ticket, standing)
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
    waits = waiting.current()
    return [ticket_card(row, waits.standing(row)) for row in rows]
