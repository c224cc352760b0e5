"""有没有老花镜: what the branch has or lends, where it is, and a person when it is not known."""

from __future__ import annotations

import re

from actions import cards
from actions.errors import BranchError
from actions.faq import answer_faq, answer_nearest, offer_choices
from actions.flow import Flow
from actions.model import Facility
from actions.turn import Turn
from actions.way import show_route

HAS = re.compile("有没有|有.{0,8}[吗没么]|借|提供|给.{0,3}[个张把]|能用")
"""A thing is asked for; anything else may be a question of the FAQ."""
CHOICE_FLOOR = 0.3
SURE = 0.6
"""An entry this near to the question answers for a thing that is on no list of what is lent."""


class AskFacility(Flow):
    """Whether the branch has it and where, as its manager wrote; the way is on the screen."""

    action = "action_facility"

    async def answer(self, turn: Turn) -> None:
        code = turn.entity("facility")
        facility = await _find(turn, str(code)) if code else None
        place = turn.entity("place")
        if facility is not None:
            await _say(turn, facility)
        elif await _known_to_faq(turn, named=bool(code or place)):
            return
        elif place:
            await show_route(turn, str(place))
        elif HAS.search(turn.text) or not await offer_choices(
            turn, "utter_faq_choices", CHOICE_FLOOR
        ):
            turn.make_offer("staff")
            turn.say("utter_facility_ask_staff")


async def _known_to_faq(turn: Turn, *, named: bool) -> bool:
    """Says the entry that is meant; for a thing that no list names, also the one nearest to it."""
    if turn.faq and await answer_faq(turn, turn.faq):
        return True
    return not named and await answer_nearest(turn, SURE)


async def _find(turn: Turn, code: str) -> Facility | None:
    return next((one for one in await turn.branch.facilities() if one.code == code), None)


async def _say(turn: Turn, facility: Facility) -> None:
    card = cards.notice(facility.name, facility.text)
    if facility.place is not None:
        turn.make_offer("route", place=facility.place)
        try:
            card = cards.route(await turn.branch.route(facility.place))
        except BranchError:
            turn.drop_offer()
    turn.say("utter_facility", card, answer=facility.text, answer_spoken=facility.speech)
