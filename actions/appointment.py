"""Keeping an appointment at the robot: the code is asked for, and its number given."""

from __future__ import annotations

import re
from datetime import datetime

from actions import spoken
from actions.appointment_words import code_in, has_appointment
from actions.errors import BranchRefused, BranchUnknown
from actions.handing import call_staff
from actions.own_tickets import say_ticket
from actions.turn import Turn
from actions.understood import as_number

OFFER = "appointment"
"""Kind of offer: the code was asked for."""
OTHER_MATTERS = frozenset(["emergency", "report_fraud", "stop", "goodbye", "call_staff"])
NO_CODE = re.compile(
    "没有|没带|没收到|忘|不知道|不记得|记不|找不到|不见了|删了|哪来的|什么码|没码|没号"
)
"""Said when the code was asked for: there is none at hand."""


async def checks_in(turn: Turn) -> bool:
    """Takes the code, or asks for it; False when the words have nothing to do with an appointment."""
    if turn.intent in OTHER_MATTERS:
        return False
    asked = turn.offer is not None and turn.offer.kind == OFFER
    claims = has_appointment(turn.text)
    if not (asked or claims):
        return False
    code = code_in(turn.text)
    if code is not None:
        await _keep(turn, code)
    elif asked and NO_CODE.search(turn.text):
        await call_staff(turn, "appointment")
    elif claims:
        turn.make_offer(
            OFFER, business=turn.entity("business"), amount=as_number(turn.entity("amount"))
        )
        turn.say("utter_appointment_code")
    else:
        return False
    return True


async def _keep(turn: Turn, code: str) -> None:
    """The appointment's number; why not, and what to do instead, when it cannot be given."""
    try:
        ticket = await turn.branch.check_in(code, turn.conversation)
    except BranchUnknown:
        turn.make_offer(OFFER)
        turn.say("utter_appointment_unknown")
    except BranchRefused as error:
        opens = error.told.get("opens_at")
        if error.code == "too_early" and isinstance(opens, str):
            at = datetime.fromisoformat(opens).time()
            turn.drop_offer()
            turn.say("utter_appointment_early", time=f"{at:%H:%M}", time_spoken=spoken.clock(at))
        else:
            turn.make_offer("take_ticket")
            turn.say("utter_appointment_void")
    else:
        turn.drop_offer()
        say_ticket(turn, ticket, "utter_ticket_checked_in")
