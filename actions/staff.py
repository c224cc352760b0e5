"""Handing over to people: help, complaints, messages, ratings, rudeness."""

from __future__ import annotations

from actions import cards, wording
from actions.flow import Flow
from actions.model import Case
from actions.turn import Turn

SUMMARY_LIMIT = 200
"""Characters of the customer's own words that go into a case; lobby masks and keeps the rest."""

CALLS = frozenset(
    [
        "action_call_staff",
        "action_complain",
        "action_insult",
        "action_affirm",
        "action_default_fallback",
    ]
)
"""Actions after whose case card a person is on the way."""


async def hand_over(turn: Turn, kind: str, reason: str) -> Case:
    """Opens a case: `reason` names the domain's phrase utter_part_case_… that staff will read."""
    summary = wording.phrase(f"utter_part_case_{reason}", words=turn.text[:SUMMARY_LIMIT])
    return await turn.branch.open_case(kind, turn.conversation, summary, turn.key(f"case-{kind}"))


class CallStaff(Flow):
    """A person is wanted."""

    action = "action_call_staff"
    leaves_form = True

    async def answer(self, turn: Turn) -> None:
        if _is_coming(turn):
            turn.say("utter_staff_coming")
        else:
            await call_staff(turn)


def _is_coming(turn: Turn) -> bool:
    """Whether the robot has just sent for somebody: asked twice, one case is enough."""
    if not CALLS & set(turn.actions_run(1)):
        return False
    cards_shown = [reply.get("card") or {} for reply in turn.last_replies()]
    return any(card.get("type") == "case" for card in cards_shown)


async def call_staff(turn: Turn, reason: str = "asked") -> None:
    """Calls the lobby manager and says who comes."""
    case = await hand_over(turn, "help", reason)
    turn.drop_offer()
    turn.say("utter_staff_called", cards.case(case), case_number=case.number)


class Complain(Flow):
    """An apology, and the complaint on its way with a number and a status page."""

    action = "action_complain"
    leaves_form = True

    async def answer(self, turn: Turn) -> None:
        again = turn.times_run(self.action) > 0
        case = await hand_over(turn, "complaint", "complaint")
        turn.drop_offer()
        response = "utter_complaint_more" if again else "utter_complaint"
        turn.say(response, cards.case(case), case_number=case.number)


class LeaveMessage(Flow):
    """A word for the branch."""

    action = "action_leave_message"

    async def answer(self, turn: Turn) -> None:
        case = await hand_over(turn, "message", "message")
        turn.say("utter_message_left", cards.case(case), case_number=case.number)


class RateService(Flow):
    """A rating, passed on."""

    action = "action_rate_service"

    async def answer(self, turn: Turn) -> None:
        await hand_over(turn, "message", "rating")
        turn.say("utter_rated")


class Insult(Flow):
    """Stays kind; the second time a person takes over."""

    action = "action_insult"

    async def answer(self, turn: Turn) -> None:
        before = turn.times_run(self.action)
        if before == 0:
            turn.make_offer("staff")
            turn.say("utter_insult")
            return
        if before > 1:
            turn.say("utter_staff_coming")
            return
        case = await hand_over(turn, "help", "insult")
        turn.leave_form()
        turn.drop_offer()
        turn.say("utter_insult_again", cards.case(case), case_number=case.number)
