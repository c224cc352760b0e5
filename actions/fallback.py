"""What was not understood: near questions to choose from, and a person when it happens twice in a row."""

from __future__ import annotations

import re

from actions import cards
from actions.acts import keeps_way_open, takes_in, tells
from actions.bring import say_bring
from actions.callback import my_case
from actions.faq import no_answer, offer_choices
from actions.flow import Flow
from actions.handing import hand_over, say_who_comes
from actions.matter import ANSWERED
from actions.offered import take_up_offer
from actions.outright import outright
from actions.riddle import settle_other
from actions.route import HEAD_OFFICE
from actions.turn import Turn

CHOICE_FLOOR = 0.25
"""Higher than for what is surely a banking question: 今天吃什么 must not bring up the FAQ."""


MISSED = "missed"
"""Slot: the turn that was not understood last."""
SOUNDS = re.compile("[0-9A-Za-z\\u3400-\\u9fff]")
ASKS = re.compile(
    "[?？]|[吗呢么吧][。！ ]*$|怎么|咋|多少|多久|几|(?:什么|啥)(?![都也])|谁|哪|能不能|可不可以|有没有|要不要|是不是|为"
)
SAYS_LITTLE = 0.75
"""Below this certainty of being foreign, a sentence that asks nothing may be a detail of the business."""


async def _takes_note(turn: Turn) -> bool:
    """我还没满十八, 刚考上大学: a detail told on the way to the machine; which way is still open."""
    if ASKS.search(turn.text) or turn.intent != "out_of_scope" or turn.confidence >= SAYS_LITTLE:
        return False
    return await keeps_way_open(turn, turn.recent_business)


async def adds_detail(turn: Turn) -> bool:
    """昨天扣的, right after an answer: more of the same matter; False for a question."""
    answered = turn.slot(ANSWERED)
    if (
        not answered
        or not answered["words"]
        or int(answered["turn"]) != turn.turns - 1
        or ASKS.search(turn.text)
    ):
        return False
    await tells(turn)
    return True


class Fallback(Flow):
    """The rule for out_of_scope, and Rasa's own fallback when no rule fits."""

    action = "action_default_fallback"

    async def answer(self, turn: Turn) -> None:
        if await outright(turn):
            return
        if await take_up_offer(turn) or settle_other(turn) or await say_bring(turn):
            return
        if not SOUNDS.search(turn.text):
            turn.say_fresh("utter_hesitates")
            return
        if await _takes_note(turn) or await takes_in(turn):
            return
        if await adds_detail(turn):
            return
        if HEAD_OFFICE.search(turn.text):
            turn.make_offer("staff")
            turn.say("utter_route_manager")
            return
        missed = turn.slot(MISSED) == turn.turns - 1
        turn.set(MISSED, turn.turns)
        called = await my_case(turn) if self.action in turn.actions_run(2) else None
        if missed and called is not None:
            say_who_comes(turn, called)
        elif missed:
            case = await hand_over(turn, "help", "fallback")
            turn.drop_offer()
            turn.say("utter_fallback_staff", cards.case(case), case_number=case.number)
        elif turn.corrects:
            await no_answer(turn)
        elif not await offer_choices(turn, "utter_fallback_choices", CHOICE_FLOOR):
            turn.say("utter_fallback")
