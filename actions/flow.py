"""The base of every flow: it runs, and when the branch fails it the customer hears what still works."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import (
    aftermath,
    appointment,
    case_talk,
    chain,
    english,
    game,
    other_paper,
    quiz,
    shelf_talk,
    sides,
    urgent,
)
from actions.bring import asks_papers
from actions.callback import take_phone
from actions.cancelling import settles_cancel
from actions.claims import claims_outright
from actions.connection import current
from actions.errors import BranchError
from actions.fraud import stands_by
from actions.handing import calls_as_offered
from actions.number_needed import offers_number
from actions.number_swap import swaps
from actions.riddle import settle_guess
from actions.shorter import says_shorter
from actions.turn import Turn

log = logging.getLogger(__name__)


async def _goes_on(turn: Turn) -> bool:
    """Words that belong to what is going on, whatever they were understood as; False when they do not.

    A wish for less of it or for the person that was offered, an emergency, a relative in hospital, words to somebody else, whether a number is given up or
    exchanged, a guest who speaks English, a number to call back, a move in the game that is on, a
    case, an appointment, who the customer is, a paper that was not named, and a question left unfinished about the business at hand.
    """
    return (
        says_shorter(turn)
        or await calls_as_offered(turn)
        or await aftermath.goes_on(turn)
        or await urgent.goes_on(turn)
        or _lets_pass(turn)
        or await settles_cancel(turn)
        or await swaps(turn)
        or await offers_number(turn)
        or await english.answer(turn)
        or await take_phone(turn)
        or await chain.move(turn)
        or await quiz.move(turn)
        or await case_talk.goes_on(turn)
        or await appointment.checks_in(turn)
        or await claims_outright(turn)
        or await shelf_talk.goes_on(turn)
        or await other_paper.asks_on(turn)
        or await asks_papers(turn)
        or await sides.asks_on(turn)
    )


def _lets_pass(turn: Turn) -> bool:
    """Words for somebody else: no miss, no case, and what was offered waits."""
    if not turn.said_aside or (turn.slot("game") and game.GIVE_UP.search(turn.text)):
        return False  # 你提示我一下嘛, in a game, is for the robot
    offer = turn.offer
    if offer is not None:
        turn.make_offer(offer.kind, **offer.data)
    turn.say_fresh("utter_aside")
    return True


class Flow(Action, ABC):
    """A flow's action. Subclasses set `action` and write `answer`.

    A form that is active goes on by itself afterwards: RulePolicy turns the listening that a general
    rule predicts into the form, whose question then starts with 刚才说到…. `leaves_form` is for flows
    after which the old question would be out of place.
    """

    action: ClassVar[str]
    leaves_form: ClassVar[bool] = False
    minds_situation: ClassVar[bool] = True
    """Whether a riddle, a tale of fraud or what else is going on goes before the flow's own answer."""

    def name(self) -> str:
        return self.action

    @abstractmethod
    async def answer(self, turn: Turn) -> None:
        """Says and decides; may raise any BranchError."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Called by rasa_sdk."""
        turn = Turn(current(), dispatcher, tracker)
        # What is said in these situations is meant so, whatever it was understood as.
        if self.minds_situation and (stands_by(turn) or settle_guess(turn)):
            return turn.events
        if self.leaves_form:
            turn.leave_form()
        try:
            if not (self.minds_situation and await _goes_on(turn)):
                await self.answer(turn)
        except BranchError as error:
            log.warning("%s: branch %s (%s)", self.action, error.code, error.message)
            turn.unsay()
            turn.leave_form()
            turn.drop_offer()
            turn.say("utter_branch_away")
        return turn.events
