"""What was not understood: near questions to choose from, and a person when it happens twice in a row."""

from __future__ import annotations

from actions import cards
from actions.bring import say_bring
from actions.callback import my_case
from actions.faq import offer_choices
from actions.flow import Flow
from actions.handing import hand_over, say_who_comes
from actions.offered import take_up_offer
from actions.riddle import settle_other
from actions.turn import Turn

CHOICE_FLOOR = 0.25
"""Higher than for what is surely a banking question: 今天吃什么 must not bring up the FAQ."""


class Fallback(Flow):
    """The rule for out_of_scope, and Rasa's own fallback when no rule fits."""

    action = "action_default_fallback"

    async def answer(self, turn: Turn) -> None:
        if await take_up_offer(turn) or settle_other(turn) or await say_bring(turn):
            return
        called = await my_case(turn) if self.action in turn.actions_run(2) else None
        if self.action in turn.actions_run(1) and called is not None:
            say_who_comes(turn, called)
        elif self.action in turn.actions_run(1):
            case = await hand_over(turn, "help", "fallback")
            turn.drop_offer()
            turn.say("utter_fallback_staff", cards.case(case), case_number=case.number)
        elif not await offer_choices(turn, "utter_fallback_choices", CHOICE_FLOOR):
            turn.say("utter_fallback")
