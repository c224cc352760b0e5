"""The words on a ticket's paper, from the ticket as it is now."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from lobby.printing.paper import Slip
from lobby.tickets.cards import ticket_card
from lobby.tickets.models import Ticket
from lobby.tickets.models.ticket import IN_LINE

TEMPLATE = "printing/slip.txt"
HINT, FOOTER = "hint", "footer"


def slip(ticket: Ticket, address: str) -> Slip:
    """`address` is the phone page as a phone can open it."""
    card = ticket_card(ticket)
    said = _words({"card": card, "waits": ticket.state in IN_LINE, "wait": card["wait"]})
    issued = timezone.localtime(ticket.issued_at)
    return Slip(
        branch=ticket.branch.name,
        service=ticket.service.name,
        number=ticket.number,
        facts=(*said["facts"], (said["issued"], f"{issued:%Y-%m-%d %H:%M}")),
        address=address,
        hint=said[HINT],
        footer=said[FOOTER],
    )


def _words(context: dict[str, Any]) -> dict[str, Any]:
    """The template's lines: `name｜value` is a fact, `hint：`, `footer：` and `issued：` are the rest."""
    said: dict[str, Any] = {"facts": []}
    for line in render_to_string(TEMPLATE, context).splitlines():
        name, mark, value = line.strip().partition("：")
        if mark and name in (HINT, FOOTER, "issued"):
            said[name] = value
        elif "｜" in line:
            label, _, fact = line.strip().partition("｜")
            said["facts"].append((label, fact))
    return said
