"""Giving a number up, and a number that was called and missed."""

from __future__ import annotations

import contextlib
import re

from actions import cards
from actions.errors import BranchRefused, BranchUnknown
from actions.flow import Flow
from actions.handing import hand_over
from actions.model import Ticket
from actions.other_number import say_number
from actions.own_tickets import my_ticket, named_ticket, open_tickets, ticket_values
from actions.turn import Turn

AWAY = re.compile(
    "出去|出趟|回来|离开|走开|走一会|有用|有效|留着|放着|作废|重新?排|重取|还能用|算不算|等会儿?来|先去|吃饭"
)
"""The visitor thinks of going away for a while: what becomes of the number."""
LOST = re.compile(
    "(?:号|小票|纸条|票子|单子)(?:票|纸|条|码|单)?(?:子|儿)?.{0,6}(?:丢|掉|没了|不见|找不|弄没|撕)|(?:丢了?|找不到|不见了|弄没).{0,4}号"
)
"""The paper is gone, not the place in line."""
KEEP_WORDS = re.compile("(不|别|先不|不要)取消|不退|留着|还是要")
"""Said when asked to confirm: the number is kept, although the sentence speaks of cancelling."""


class CancelTicket(Flow):
    """Asks once, then gives the number up."""

    action = "action_cancel_ticket"
    leaves_form = True

    async def answer(self, turn: Turn) -> None:
        offer = turn.offer
        if LOST.search(turn.text):
            await paper_lost(turn)
            return
        if offer is not None and offer.kind == "cancel":
            if KEEP_WORDS.search(turn.text):
                keep(turn, str(offer.data["number"]))
                return
            await cancel(turn, str(offer.data["id"]), str(offer.data["number"]))
            return
        if KEEP_WORDS.search(turn.text) and (mine := await my_ticket(turn)) is not None:
            keep(turn, mine.number)
            return
        if turn.form:
            # In the form there is no number yet: it is the taking that is called off.
            turn.say("utter_ticket_dropped")
            return
        if not await ask_to_cancel(turn):
            turn.make_offer("take_ticket")
            turn.say("utter_cancel_none")


async def paper_lost(turn: Turn) -> None:
    """号票丢了: the number still counts; which it was is on the screen, or known to staff."""
    ticket = await my_ticket(turn)
    if ticket is not None:
        turn.say("utter_paper_lost", cards.ticket(ticket), **ticket_values(ticket))
    else:
        turn.make_offer("staff")
        turn.say("utter_paper_lost_unknown")


async def ask_to_cancel(turn: Turn) -> bool:
    """Asks whether to give the number up, where a new one would cost a wait; False without a number."""
    tickets = await open_tickets(turn)
    if not tickets:
        return False
    ticket = named_ticket(turn, tickets) or tickets[0]
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


class TicketMissed(Flow):
    """过号了: the number's true state; back into line when it was missed."""

    action = "action_ticket_missed"
    leaves_form = True

    async def answer(self, turn: Turn) -> None:
        try:
            tickets = (await turn.branch.conversation(turn.conversation)).tickets
        except BranchUnknown:
            tickets = ()
        mine = [t for t in tickets if t.is_open or t.state == "no_show"]
        missed = next((t for t in mine if t.state == "no_show"), None)
        ticket = named_ticket(turn, mine) or missed or next(iter(mine), None)
        if LOST.search(turn.text) and missed is None:
            await paper_lost(turn)
        elif ticket is None and (number := turn.entity("ticket_number")):
            await say_number(turn, str(number).upper())
        elif ticket is None:
            turn.make_offer("take_ticket")
            turn.say("utter_missed_none")
        elif ticket.state == "no_show":
            await _back_into_line(turn, ticket)
        else:
            called = ticket.state in ("called", "serving")
            away = not called and AWAY.search(turn.text)
            first = ticket.ahead == 0
            response = "utter_missed_not_yet_next" if first else "utter_missed_not_yet"
            if called:
                response = "utter_ticket_called"
            elif away:
                response = "utter_missed_away_next" if first else "utter_missed_away"
            turn.say_fresh(response, cards.ticket(ticket), **ticket_values(ticket))


async def _back_into_line(turn: Turn, ticket: Ticket) -> None:
    """The missed number back into line by the branch's rule; staff where that is not possible."""
    try:
        back = await turn.branch.reinsert_ticket(ticket.id)
    except (BranchRefused, BranchUnknown):
        case = await hand_over(turn, "help", "missed")
        turn.say("utter_missed_called_staff", cards.case(case), **ticket_values(ticket))
        return
    response = "utter_missed_back" if back.ahead else "utter_missed_back_next"
    turn.say(response, cards.ticket(back), **ticket_values(back))
