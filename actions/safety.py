"""Where minutes count: emergencies, fraud, things lost and found. Warning first, staff at once."""

from __future__ import annotations

import logging

from actions import cards
from actions.errors import BranchError
from actions.flow import Flow
from actions.staff import hand_over
from actions.turn import Turn

log = logging.getLogger(__name__)


class _Alert(Flow):
    """Says what to do now and alerts staff; when that fails, says so instead of apologising."""

    leaves_form = True
    response: str
    reason: str

    async def answer(self, turn: Turn) -> None:
        turn.drop_offer()
        try:
            case = await hand_over(turn, "alert", self.reason)
        except BranchError as error:
            log.warning("%s: staff not alerted, branch %s", self.action, error.code)
            turn.say(f"{self.response}_alone")
            return
        turn.say(self.response, case_number=case.number)


class Emergency(_Alert):
    """Illness, fire, violence, a lost child."""

    action = "action_emergency"
    response = "utter_emergency"
    reason = "emergency"


class ReportFraud(_Alert):
    """A tale that smells of fraud."""

    action = "action_report_fraud"
    response = "utter_fraud"
    reason = "fraud"


class LostItem(Flow):
    """Something lost or found in the hall."""

    action = "action_lost_item"

    async def answer(self, turn: Turn) -> None:
        case = await hand_over(turn, "lost_item", "lost_item")
        turn.say("utter_lost_item", cards.case(case), case_number=case.number)
