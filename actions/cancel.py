"""Giving a number up, and a number that was called and missed."""

from __future__ import annotations

import contextlib
import re

from actions import cards
from actions.errors import BranchUnknown
from actions.flow import Flow
from actions.model import Ticket
from actions.staff import hand_over
from actions.ticket import my_ticket, ticket_values
from actions.turn import Turn

KEEP_WORDS = re.compile("(不|别|先不|不要)取消|不退|留着|还是要")
"""Said when asked to confirm: the number is kept, although the sentence speaks of cancelling."""


class CancelTicket(Flow):
    """Asks once, then gives the number up."""

    action = "action_cancel_ticket"
    leaves_form = True

    async def answer(self, turn: Turn) -> None:
        offer = turn.offer
        if offer is not None and offer.kind == "cancel":
            if KEEP_WORDS.search(turn.text):
                keep(turn, str(offer.data["number"]))
                return
            await cancel(turn, str(offer.data["id"]), str(offer.data["number"]))
            return
        if turn.form:
            # In the form there is no number yet: it is the taking that is called off.
            turn.say("utter_ticket_dropped")
            return
        if not await ask_to_cancel(turn):
            turn.make_offer("take_ticket")
            turn.say("utter_cancel_none")


async def ask_to_cancel(turn: Turn) -> bool:
    """Asks whether to give the number up; False when the visitor has none."""
    ticket = await my_ticket(turn)
    if ticket is None:
        return False
    turn.make_offer("cancel", id=ticket.id, number=ticket.number)
    turn.say("utter_cancel_confirm", **ticket_values(ticket))
    return True


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


class TicketMissed(Flow):
    """过号了: the number's true state, and the lobby manager called when it was missed."""

    action = "action_ticket_missed"
    leaves_form = True

    async def answer(self, turn: Turn) -> None:
        try:
            tickets = (await turn.branch.conversation(turn.conversation)).tickets
        except BranchUnknown:
            tickets = ()
        ticket = next((t for t in tickets if t.is_open or t.state == "no_show"), None)
        if ticket is None:
            turn.make_offer("take_ticket")
            turn.say("utter_missed_none")
        elif ticket.state == "no_show":
            await _ask_staff(turn, ticket)
        else:
            called = ticket.state in ("called", "serving")
            response = "utter_ticket_called" if called else "utter_missed_not_yet"
            turn.say(response, cards.ticket(ticket), **ticket_values(ticket))


async def _ask_staff(turn: Turn, ticket: Ticket) -> None:
    case = await hand_over(turn, "help", "missed")
    turn.say("utter_missed_called_staff", cards.case(case), **ticket_values(ticket))
