"""What every form does alike: hear an answer, ask again in other words, give up kindly, be interrupted.

A form is a `Form` (its validation action), an `Ask` for each question and a `Completion` (what is done at
the end), beside its entries in domain.yml, nlu/data/rules.yml and `actions.form_slots`
(docs/developer.md, "Forms").
"""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.connection import current
from actions.errors import BranchAway, BranchError
from actions.flow import Flow
from actions.form_slots import (
    FORM_SLOTS,
    INTERRUPTED,
    MISSES,
    OUTCOME,
    PAUSED,
    of_all_forms,
)
from actions.turn import Turn
from actions.understood import as_number

log = logging.getLogger(__name__)

DECLINED = "declined"
"""Outcome: the customer said no to a question."""
GIVEN_UP = "given_up"
"""Outcome: a question was missed twice."""
AWAY = "away"
"""Outcome: the branch did not answer what the form had to know."""

MISSES_ALLOWED = 2
REPEAT = "repeat"
INTERRUPTIONS_ALLOWED = 1
"""So often a form comes back to a question before it is answered; then it is dropped without a word."""

BARE_ANSWERS: frozenset[str] = frozenset(
    {"inform", "affirm", "deny", "out_of_scope", "nlu_fallback", ""}
)
"""Intents that answer a form's question, if uselessly. All others interrupt it."""

Values = Mapping[str, Any]
"""Slot to value."""


class Form(Action, ABC):
    """Decides at the start and after every turn of the form what is known and what to ask next.

    Setting no slot lets Rasa's form reject the turn, so that the rule of its intent answers it; the form
    then goes on by itself.
    """

    form: ClassVar[str]
    answers: ClassVar[frozenset[str]] = BARE_ANSWERS

    def name(self) -> str:
        return f"validate_{self.form}"

    def comes_back_to(self, asked: str) -> bool:
        """Whether the question is worth asking a second time after an interruption."""
        return True

    async def settle(self, turn: Turn, asked: str | None, given: Values) -> Values | None:
        """Values with which the form ends at once, whatever is missing; None to go on.

        `asked` is the slot of the open question, None when the form begins.
        """
        return None

    def listens(self, turn: Turn, asked: str) -> bool:
        """Whether the turn speaks to the question at all; if not, it interrupts the form."""
        return turn.intent in self.answers

    async def read(self, turn: Turn, asked: str | None, given: Values) -> Values:
        """What the turn tells the form. `given` is what the slot mappings found: keep, mend or drop it."""
        return given

    @abstractmethod
    async def next_question(self, turn: Turn, known: Values) -> str | None:
        """The slot to ask for, or None when enough is known."""

    async def recalled(self, turn: Turn, tracker: Tracker, known: Values) -> Values:
        """What the visitor told earlier in the conversation that fills what is still missing in `known`."""
        return {}

    def declined(self, turn: Turn, asked: str) -> Values | None:
        """What a no to the question means; None when it was no refusal but a miss."""
        return {OUTCOME: DECLINED}

    def given_up(self, turn: Turn, asked: str) -> Values:
        """What is taken as the answer after two misses."""
        return {OUTCOME: GIVEN_UP}

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Called by rasa_sdk."""
        turn = Turn(current(), dispatcher, tracker)
        found = tracker.slots_to_validate().items()
        given: Values = {name: value for name, value in found if name != "requested_slot"}
        asked: str | None = None
        if turn.said_aside and not turn.form_began and (waiting := turn.slot("requested_slot")):
            # 老头子你别言语: neither an answer nor an interruption. Some slot has to be set, or Rasa takes it for one.
            kept = {**dict.fromkeys(given), MISSES: turn.slot(MISSES)}
            return [*_set(kept), SlotSet("requested_slot", waiting)]
        if turn.form_began:
            given = self._take_over(turn, given)
        else:
            asked = turn.slot("requested_slot")
        try:
            return await self._decide(turn, tracker, asked, given)
        except BranchError as error:
            log.warning("%s: branch %s (%s)", self.name(), error.code, error.message)
            return [*turn.events, *_set({OUTCOME: AWAY}), SlotSet("requested_slot", None)]

    async def _decide(
        self, turn: Turn, tracker: Tracker, asked: str | None, given: Values
    ) -> list[EventType]:
        ended = await self.settle(turn, asked, given)
        if ended is not None:
            return [*turn.events, *_set(ended), SlotSet("requested_slot", None)]
        values = given
        if _comes_back(turn, self.form):
            values = self._after_interruption(turn, asked, given)
        else:
            if asked and not given and not self.listens(turn, asked):
                return []
            values = await self.read(turn, asked, given)
            if asked and not values:
                values = self._without_answer(turn, asked)
            else:
                # A miss between two interruptions does not make them two first ones.
                values = {**values, **{n: None for n in (MISSES, INTERRUPTED) if turn.slot(n)}}
        dropped = {name: None for name in given if name not in values}
        known = {name: turn.slot(name) for name in (*FORM_SLOTS[self.form], OUTCOME)}
        known |= {event["name"]: event["value"] for event in turn.events if event["name"] in known}
        known |= {**dropped, **values}
        if not known[OUTCOME]:
            recalled = await self.recalled(turn, tracker, known)
            known, values = known | dict(recalled), {**values, **recalled}
            dropped = {name: None for name in dropped if name not in recalled}
        question = None if known[OUTCOME] else await self.next_question(turn, known)
        return [*turn.events, *_set(dropped), *_set(values), SlotSet("requested_slot", question)]

    def _take_over(self, turn: Turn, given: Values) -> Values:
        """Begins clean: nothing of an earlier visit to a form is left, one that was active is kept for later."""
        kept = {k: v for k, v in given.items() if k in turn.slots_just_set}
        before = turn.form_replaced
        if before and before != self.form:
            turn.pause(before)
        for slot in of_all_forms():
            if slot not in turn.slots_just_set and turn.slot(slot) is not None:
                turn.set(slot, None)
        return kept

    def resumed(self, asked: str | None) -> Values:
        """What another form's having come after the question `asked` settles; subclasses may let it go."""
        return {}

    def _after_interruption(self, turn: Turn, asked: str | None, given: Values) -> Values:
        """The question again; after one interruption too many the customer has other things in mind."""
        if turn.form_began:
            return {**given, **self.resumed(_asked_before(turn)), INTERRUPTED: 1}
        if not asked:
            return given
        if turn.intent == REPEAT:
            return given  # 啊？你说什么: the question itself is what was not heard
        times = int(as_number(turn.slot(INTERRUPTED)) or 0) + 1
        if times <= INTERRUPTIONS_ALLOWED and self.comes_back_to(asked):
            return {**given, INTERRUPTED: times}
        dropped = self.declined(turn, asked)
        return {**(self.given_up(turn, asked) if dropped is None else dropped), INTERRUPTED: None}

    def _without_answer(self, turn: Turn, asked: str) -> Values:
        """The question got no answer: a refusal or a miss."""
        if turn.intent == "deny":
            refused = self.declined(turn, asked)
            if refused is not None:
                return refused
        misses = int(as_number(turn.slot(MISSES)) or 0) + 1
        if misses < MISSES_ALLOWED:
            return {MISSES: misses}
        return {**self.given_up(turn, asked), MISSES: None}


def _set(values: Values) -> list[EventType]:
    return [SlotSet(name, value) for name, value in values.items()]


def _asked_before(turn: Turn) -> str | None:
    """The question of this form that stood when another form began."""
    asked = (turn.slot(PAUSED) or {}).get("asked")
    return str(asked) if asked else None


def _comes_back(turn: Turn, form: str) -> bool:
    """Whether the form goes on after an interruption, so that the turn's words were not for it."""
    if turn.form_began:
        paused = turn.slot(PAUSED)
        return bool(paused and paused.get("resumed") and paused.get("form") == form)
    return any(name != form for name in turn.actions_run(0))


class Ask(Action, ABC):
    """Asks for one slot: anew, in other words after a miss (`_again`), or coming back (`_resume`)."""

    form: ClassVar[str]
    slot: ClassVar[str]

    @property
    @abstractmethod
    def response(self) -> str:
        """The domain's response; its two other wordings end in `_again` and `_resume`."""

    def name(self) -> str:
        return f"action_ask_{self.form}_{self.slot}"

    def _just_asked(self, turn: Turn) -> bool:
        """五万, when it was asked whether it is a deposit: heard, and the question still stands."""
        return not turn.form_began and turn.slot_before("requested_slot") == self.slot

    async def ask(self, turn: Turn, response: str) -> None:
        """Says the question; overridden where it needs values or a card of its own."""
        turn.say(response)

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Called by rasa_sdk."""
        turn = Turn(current(), dispatcher, tracker)
        if turn.said_aside and not _comes_back(turn, self.form):
            turn.say_fresh("utter_aside")
            return turn.events
        ending = ""
        if _comes_back(turn, self.form):
            ending = "_resume"
        elif turn.slot(MISSES) or self._just_asked(turn):
            ending = "_again"
        await self.ask(turn, f"{self.response}{ending}")
        return turn.events


class Completion(Flow, ABC):
    """What is done when the form is over; a form that it had interrupted goes on afterwards."""

    form: ClassVar[str]
    minds_situation = False  # the form has heard the turn already

    @abstractmethod
    async def complete(self, turn: Turn, values: Values) -> None:
        """Says and decides with what was collected; may raise any BranchError."""

    def say_dropped(self, turn: Turn, response: str) -> None:
        """`response`, which takes a no; nothing where the customer has gone on to other things."""
        if all(name == self.form for name in turn.actions_run(0)):
            turn.say(response)

    async def answer(self, turn: Turn) -> None:
        values = turn.collect(self.form)
        if values[OUTCOME] == AWAY:
            raise BranchAway(f"{self.form} could not go on")
        await self.complete(turn, values)
