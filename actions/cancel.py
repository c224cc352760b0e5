"""Giving a number up, and a number that was called and missed."""

from __future__ import annotations

import re

from actions import cards
from actions.acts import tells
from actions.cancelling import KEEP_WORDS, ask_to_cancel, cancel, gives_up_one, keep, of_other
from actions.disputed import AHEAD, DISPUTES, other_number, say_disputed, told_before
from actions.errors import BranchRefused, BranchUnknown
from actions.faq import answer_faq, entry_speaks
from actions.flow import Flow
from actions.handing import hand_over
from actions.model import Ticket
from actions.other_number import say_number
from actions.own_tickets import my_ticket, named_ticket, open_tickets, ticket_values
from actions.telling import LEADS
from actions.turn import Turn

AWAY = re.compile(
    "出去|出趟|回来|离开|走开|走一会|有用|有效|留着|放着|作废|重新?排|重取|还能用|算不算|等会儿?来|先去|吃饭"
)
"""The visitor thinks of going away for a while: what becomes of the number."""
LOST = re.compile(
    "(?:号|小票|纸条|票子|单子)(?:票|纸|条|码|单)?(?:子|儿)?.{0,6}(?:丢|掉|没了|不见|找不|弄没|撕)|(?:丢了?|找不到|不见了|弄没).{0,4}号"
)
"""The paper is gone, not the place in line."""
HYPOTHETIC = re.compile(
    "(?:要是|万一|如果)|过(?:号|了|去)?了?[^，,。]{0,4}(?:怎么|咋|怎样|要不要|还能|用不用|要重|重新|作废)"
)
"""What becomes of a number whose call is missed, asked beforehand."""
OF_CALL = re.compile("号|叫|喊|广播|屏")
"""Without one of these, and without a number, it is no call that was missed: 那张支票就是过了呗."""
HAPPENED = re.compile("刚才|刚刚|刚|过去了|没听[见到]|错过了")
"""It has been missed, or so the customer says."""
RULE = 0.5
"""Score from which an entry of the FAQ tells the rule."""


class CancelTicket(Flow):
    """Asks once, then gives the number up."""

    action = "action_cancel_ticket"
    leaves_form = True

    async def answer(self, turn: Turn) -> None:
        offer = turn.offer
        if LOST.search(turn.text):
            await paper_lost(turn)
            return
        if not turn.form and await gives_up_one(turn):
            return
        if offer is not None and offer.kind == "cancel" and not of_other(turn, offer):
            await cancel(turn, str(offer.data["id"]), str(offer.data["number"]))
            return
        if KEEP_WORDS.search(turn.text) and (mine := await my_ticket(turn)) is not None:
            keep(turn, mine.number)
            return
        mine_all, number = await open_tickets(turn), turn.entity("ticket_number")
        if number and mine_all and named_ticket(turn, mine_all) is None:
            # D007取消没取消嘛: never another number in its place.
            await say_number(turn, str(number).upper())
            return
        if turn.form:
            # In the form there is no number yet: it is the taking that is called off.
            turn.say("utter_ticket_dropped")
            return
        if await ask_to_cancel(turn):
            return
        # 你直接帮我退了吧, of a fee: there is no number, what was talked of may have a word on it.
        if not await entry_speaks(turn, LEADS):
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
        elif ticket is None and not OF_CALL.search(turn.text):
            await tells(turn)
        elif ticket is None and HYPOTHETIC.search(turn.text) and not HAPPENED.search(turn.text):
            await _tell_rule(turn)
        elif ticket is None:
            turn.make_offer("take_ticket")
            turn.say("utter_missed_none")
        elif ticket.state == "no_show":
            await _back_into_line(turn, ticket)
        elif ticket.state == "waiting" and _disputes(turn, ticket):
            await say_disputed(turn, ticket)
        else:
            called = ticket.state in ("called", "serving")
            asks_rule = HYPOTHETIC.search(turn.text) and not HAPPENED.search(turn.text)
            away = not called and (AWAY.search(turn.text) or asks_rule)
            first = ticket.ahead == 0
            response = "utter_missed_not_yet_next" if first else "utter_missed_not_yet"
            if called:
                response = "utter_ticket_called"
            elif away:
                response = "utter_missed_away_next" if first else "utter_missed_away"
            turn.say_fresh(response, cards.ticket(ticket), **ticket_values(ticket))


async def _tell_rule(turn: Turn) -> None:
    """号过了怎么办, without a number: the branch's entry on it, else what the robot does."""
    first = next(iter(turn.faq_ranking), None)
    sure = first is not None and float(first["score"]) >= RULE
    if not (sure and first is not None and await answer_faq(turn, str(first["id"]))):
        turn.say_fresh("utter_missed_rule")


def _disputes(turn: Turn, ticket: Ticket) -> bool:
    """Whether the customer sees another number called, or was told the state of this one and says that it does not fit."""
    if HYPOTHETIC.search(turn.text) or AHEAD.search(turn.text):
        return False
    told = told_before(turn, ticket, TicketMissed.action)
    return told or other_number(turn, ticket) or DISPUTES.search(turn.text) is not None


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
