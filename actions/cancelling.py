"""Giving a number up: which one is meant, whether it is meant, and that it is done."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence

from actions.errors import BranchUnknown
from actions.model import Ticket
from actions.offer import Offer
from actions.own_tickets import mentioned, named_ticket, open_tickets, ticket_values
from actions.turn import Turn

KEEP_WORDS = re.compile("(不|别|先不|不要)(取消|退)|不退|留着|还是要")
"""Said when asked to confirm: the number is kept, although the sentence speaks of cancelling."""
GIVES = re.compile("不要了|不用留|不留|取消|退了?|作废|确定|不办了|不等了|不排了")
"""Said when asked to confirm: the number goes."""
_GIVES_CLAUSE = re.compile("取消|退|不要|作废|不用")
_KEEPS_CLAUSE = re.compile("[不别没][^，,。]{0,2}(?:取消|退|作废)|留|还要|[吗么]$|取消没|退没")
_ASKS = re.compile("[?？吗么]|怎么|咋|会不会|能不能|要不要|还能|多久|没有?取消|什么|啥")
_LETTER = re.compile("(?<![A-Za-z])[A-Za-z](?![A-Za-z])")
_CLAUSES = re.compile("[，,。；;！!？? ]+")


async def settles_cancel(turn: Turn) -> bool:
    """The answer to 确定不要了吗, whatever it was understood as: 嗯不要了不要了 is a yes. False for all else."""
    offer = turn.offer
    if offer is None or offer.kind != "cancel" or turn.form:
        return False
    given = given_up(turn.text, await open_tickets(turn))
    if given is not None:
        await cancel(turn, given.id, given.number)
    elif of_other(turn, offer):
        return False  # never this one in its place
    elif KEEP_WORDS.search(turn.text):
        keep(turn, str(offer.data["number"]))
    elif GIVES.search(turn.text) and not _ASKS.search(turn.text):
        await cancel(turn, str(offer.data["id"]), str(offer.data["number"]))
    else:
        return False
    return True


def of_other(turn: Turn, offer: Offer) -> bool:
    """Whether another number than the one that was asked about is named, by its letter or whole."""
    number = str(offer.data["number"])
    said = {str(each).upper() for each in turn.entities("ticket_number")}
    letters = {each.upper() for each in _LETTER.findall(turn.text)}
    return (bool(said) and number not in said) or (bool(letters) and number[:1] not in letters)


def given_up(text: str, tickets: Sequence[Ticket]) -> Ticket | None:
    """The one that the words give up: D of D取消，A留着. None where they name none, or several in one breath."""
    for clause in _CLAUSES.split(text):
        if not _GIVES_CLAUSE.search(clause) or _KEEPS_CLAUSE.search(clause):
            continue
        named = [ticket for ticket in tickets if mentioned(ticket, clause)]
        if len(named) == 1:
            return named[0]
    return None


async def gives_up_one(turn: Turn) -> bool:
    """One of several numbers, named: it goes without a question, since the other one stays."""
    tickets = await open_tickets(turn)
    given = given_up(turn.text, tickets)
    if given is None or len(tickets) < 2:
        return False
    await cancel(turn, given.id, given.number)
    kept = next(ticket for ticket in tickets if ticket.id != given.id)
    turn.say_fresh("utter_cancel_other_kept", None, **ticket_values(kept))
    return True


async def ask_to_cancel(turn: Turn) -> bool:
    """Asks whether to give the number up, where a new one would cost a wait; False without a number."""
    tickets = await open_tickets(turn)
    if not tickets:
        return False
    given = given_up(turn.text, tickets)
    ticket = named_ticket(turn, tickets) or given or tickets[0]
    if not await _costs_a_wait(turn, ticket):
        await cancel(turn, ticket.id, ticket.number)
        return True
    turn.make_offer("cancel", id=ticket.id, number=ticket.number)
    turn.say("utter_cancel_confirm", **ticket_values(ticket))
    return True


async def _costs_a_wait(turn: Turn, ticket: Ticket) -> bool:
    """Whether who gives the number up would wait again: somebody else waits for the same service."""
    services = await turn.branch.services()
    line = next((one for one in services if one.code == ticket.service), None)
    return line is None or line.waiting > 1


def keep(turn: Turn, number: str) -> None:
    """The customer keeps the number after all."""
    turn.drop_offer()
    turn.say("utter_cancel_kept", number=number)


async def cancel(turn: Turn, id: str, number: str) -> None:
    """Gives the number up; one that is gone already is as good as cancelled."""
    with contextlib.suppress(BranchUnknown):
        await turn.branch.cancel_ticket(id)
    turn.drop_offer()
    turn.say("utter_cancel_done", number=number)
