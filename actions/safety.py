"""Where minutes count: emergencies, fraud, things lost and found. Warning first, staff at once."""

from __future__ import annotations

import logging

from actions import cards
from actions.errors import BranchError
from actions.flow import Flow
from actions.staff import hand_over
from actions.turn import Turn

log = logging.getLogger(__name__)


async def alert(turn: Turn, response: str, reason: str) -> None:
    """Says what to do now and alerts staff; when that fails, says so instead of apologising."""
    turn.drop_offer()
    try:
        case = await hand_over(turn, "alert", reason)
    except BranchError as error:
        log.warning("%s: staff not alerted, branch %s", reason, error.code)
        turn.say(f"{response}_alone")
        return
    turn.say(response, case_number=case.number)


class Emergency(Flow):
    """Illness, fire, violence, a lost child."""

    action = "action_emergency"
    leaves_form = True

    async def answer(self, turn: Turn) -> None:
        await alert(turn, "utter_emergency", "emergency")


class ReportFraud(Flow):
    """A tale that smells of fraud."""

    action = "action_report_fraud"
    leaves_form = True

    async def answer(self, turn: Turn) -> None:
        await alert(turn, "utter_fraud", "fraud")


class LostItem(Flow):
    """Something lost or found in the hall."""

    action = "action_lost_item"

    async def answer(self, turn: Turn) -> None:
        case = await hand_over(turn, "lost_item", "lost_item")
        turn.say("utter_lost_item", cards.case(case), case_number=case.number)
