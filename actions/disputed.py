"""都叫到A003了，我A002还没叫: what is known of a number does not fit what the customer sees."""

from __future__ import annotations

import re

from actions import cards
from actions.handing import hand_over
from actions.model import Ticket
from actions.own_tickets import ticket_values
from actions.turn import Turn

DISPUTES = re.compile(
    "明明|就是(?:在)?(?:跟|和)你说|还说|又说|咋说|怎么说|就会|不可能|(?:屏|广播|大厅)[^，,。]*[叫到]|都(?:已经)?(?:叫|到|过)"
)
"""What was told does not fit."""
CALLED = re.compile("叫到|叫了|都[^，,。]{0,3}[叫到]|[叫到]过")
"""Said of a number that is on the board."""
AHEAD = re.compile("出去|出趟|离开|走开|走一会|先去|吃饭|别(?:给)?(?:我)?叫")
"""Of what is to come."""


def other_number(turn: Turn, ticket: Ticket) -> bool:
    """Whether another number is named besides the customer's own."""
    return bool({str(n).upper() for n in turn.entities("ticket_number")} - {ticket.number})


def told_before(turn: Turn, ticket: Ticket, action: str) -> bool:
    """Whether the turn before was answered with the state of this number by the same flow."""
    said = "".join(str(reply["text"]) for reply in turn.last_replies())
    return action in turn.actions_run(1) and ticket.number in said


async def say_disputed(turn: Turn, ticket: Ticket) -> None:
    """That it may have been called, and that a person looks; called without asking when it is said again."""
    offer = turn.offer
    if offer is not None and offer.data.get("disputed") == ticket.id:
        case = await hand_over(turn, "help", "missed")
        turn.drop_offer()
        turn.say_fresh("utter_missed_checked", cards.case(case), **ticket_values(ticket))
        return
    turn.make_offer("staff", disputed=ticket.id)
    turn.say_fresh("utter_missed_disputed", None, **ticket_values(ticket))
