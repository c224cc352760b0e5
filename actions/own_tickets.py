"""The visitor's own numbers: which are open, and how one is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from actions import cards, spoken
from actions.errors import BranchUnknown
from actions.model import Ticket
from actions.turn import Turn


async def open_tickets(turn: Turn) -> list[Ticket]:
    """The visitor's open numbers; none when the branch does not know the conversation."""
    try:
        conversation = await turn.branch.conversation(turn.conversation)
    except BranchUnknown:
        return []
    return [ticket for ticket in conversation.tickets if ticket.is_open]


def named_ticket(turn: Turn, tickets: Sequence[Ticket]) -> Ticket | None:
    """The one whose number the customer says."""
    said = {str(number).upper() for number in turn.entities("ticket_number")}
    return next((ticket for ticket in tickets if ticket.number in said), None)


def meant_ticket(turn: Turn, tickets: Sequence[Ticket]) -> Ticket | None:
    """The one whose number, letter (D那个) or queue (银行卡的号) the customer says."""
    if (named := named_ticket(turn, tickets)) is not None:
        return named
    return next((ticket for ticket in tickets if mentioned(ticket, turn.text)), None)


def mentioned(ticket: Ticket, text: str) -> bool:
    """Whether the words speak of this number: D003, D那个."""
    letter = re.escape(ticket.number[:1])
    words = f"{re.escape(ticket.number)}|(?<![A-Za-z]){letter}(?![A-Za-z0-9])"
    return re.search(words, text, re.IGNORECASE) is not None


async def my_ticket(turn: Turn) -> Ticket | None:
    """The visitor's newest open number."""
    return next(iter(await open_tickets(turn)), None)


def say_ticket(
    turn: Turn, ticket: Ticket, response: str, bring: tuple[str, ...] = (), **more: str
) -> None:
    """The number, its place in line and its card; `response` has variants for called and next."""
    if ticket.state in ("called", "serving"):
        response = "utter_ticket_called"
    elif ticket.ahead == 0:
        response += "_next"
    elif ticket.wait is None:
        response += "_unknown_wait"
    turn.say(response, cards.ticket(ticket, bring), **ticket_values(ticket), **more)


def ticket_values(ticket: Ticket) -> dict[str, Any]:
    """What responses may say of a ticket."""
    values: dict[str, Any] = {
        "number": ticket.number,
        "number_spoken": spoken.digits(ticket.number),
        "service_name": ticket.service_name,
        "area": ticket.area,
        "ahead": ticket.ahead,
        "ahead_spoken": spoken.count(ticket.ahead),
    }
    if ticket.wait is not None:
        values["wait"] = spoken.minutes_shown(ticket.wait.low_min, ticket.wait.high_min)
        values["wait_spoken"] = spoken.minutes(ticket.wait.low_min, ticket.wait.high_min)
    return values
