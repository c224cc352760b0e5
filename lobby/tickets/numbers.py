"""A number of today by what its slip says: how far its turn is, never whose it is."""

from __future__ import annotations

import re
from typing import Any

from lobby.tickets import desk, errors
from lobby.tickets.cards import ticket_card
from lobby.tickets.models import Ticket

PRINTED = re.compile("([A-Z])0*([1-9][0-9]{0,5})")
WIDTHS = range(1, 7)
"""How many digits may be printed: ours are three and more, a bank's own may be otherwise."""
HIDDEN = ("type", "id", "page_url", "qr_url", "for_other")
"""What of a card is for the holder alone."""


def find(said: str) -> Ticket:
    """Today's ticket of that number, with or without its noughts; raises UnknownTicket."""
    number = said.strip().upper()
    matched = PRINTED.fullmatch(number)
    spellings = [f"{matched[1]}{matched[2]:0>{width}}" for width in WIDTHS] if matched else []
    # What cannot be printed was on no slip, and no database takes all of it.
    wanted = {number, *spellings} if number.isprintable() else set()
    rows = {row.number: row for row in desk.today().filter(number__in=wanted)}
    found = rows.get(number) or next(iter(rows.values()), None)
    if found is None:
        raise errors.UnknownTicket("今天没有发出过这个号码，请核对号票上的号码和日期。")
    return found


def body(ticket: Ticket) -> dict[str, Any]:
    """What GET /numbers/{number} answers."""
    card = ticket_card(ticket)
    return {name: value for name, value in card.items() if name not in HIDDEN}
