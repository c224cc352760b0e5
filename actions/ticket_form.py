"""The two questions before a queue number: which business, and how much where the sum decides."""

from __future__ import annotations

import logging
import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.connection import current
from actions.errors import BranchError, BranchUnknown
from actions.fraud import MOVING, PAID, warned
from actions.turn import Turn, as_number

log = logging.getLogger(__name__)

FORM = "ticket_form"
GENERAL = "general"
"""In the business slot: a number for general business, since the customer could not say which."""
MINE = "my_ticket"
"""In the business slot: the customer has a number already and named no other business."""
CLOSED = "closed"
"""In the business slot: the branch is closed and no business was named."""
NOTHING = "nothing"
"""In the business slot: the customer wants no number after all."""

FRAUD = "fraud"
"""In the business slot: money was to be moved right after a warning of fraud."""

COUNTER = "counter"
"""In the prefer slot: the customer wants a person at a counter, whatever is faster."""

MISSES_ALLOWED = 2

OTHER_WORDS = re.compile("都不是|别的业务|其[他它]")
"""None of the buttons: a miss, not a refusal."""

BUSINESS_OF_CATEGORY = {
    "wealth_management": "wealth_purchase",
    "fund": "fund_purchase",
    "insurance": "insurance",
    "precious_metal": "precious_metal",
    "credit_card": "credit_card",
    "personal_loan": "loan_consult",
    "mortgage": "loan_consult",
    "consumer_loan": "loan_consult",
    "business_loan": "loan_consult",
}
"""理财, as an answer to 办什么业务: product category to business, both codes of the dialogue contract."""

_BARE_ANSWERS = frozenset({"inform", "affirm", "take_ticket", "out_of_scope", "nlu_fallback", ""})
"""Intents that are an answer to the form's question, if a useless one. All others interrupt it."""


class ValidateTicketForm(Action):
    """Decides after every turn of the form what is known and what to ask next.

    Setting no slot lets the form reject the turn, so that the rule of the intent answers it.
    """

    def name(self) -> str:
        return f"validate_{FORM}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = Turn(current(), dispatcher, tracker)
        given = {k: v for k, v in tracker.slots_to_validate().items() if k != "requested_slot"}
        business = turn.slot("business")
        asked = turn.slot("requested_slot")
        interrupted = any(name != FORM for name in turn.actions_run(0))
        named = given.get("business") or turn.entity("business")
        if (named in MOVING or PAID.search(turn.text)) and warned(turn):
            return [SlotSet("business", FRAUD), SlotSet("requested_slot", None)]
        if not given and asked and not interrupted:
            return _without_answer(turn, asked)
        if not business and not asked:
            business = await _before_asking(turn)
            if business:
                return [SlotSet("business", business), SlotSet("requested_slot", None)]
        events = [SlotSet(name, value) for name, value in given.items()]
        return [*events, SlotSet("requested_slot", await _next_question(turn))]


def _without_answer(turn: Turn, asked: str) -> list[EventType]:
    """The turn gave the form nothing: an interruption, a refusal, or a miss."""
    business = BUSINESS_OF_CATEGORY.get(str(turn.entity("product_category")))
    if asked == "business" and business and turn.intent in _BARE_ANSWERS:
        return [SlotSet("business", business), SlotSet("requested_slot", None)]
    other = OTHER_WORDS.search(turn.text)
    if turn.intent == "deny" and not other:
        return [SlotSet("business", NOTHING), SlotSet("requested_slot", None)]
    if turn.intent not in _BARE_ANSWERS and not other:
        return []
    misses = int(as_number(turn.slot("misses")) or 0) + 1
    events: list[EventType] = [SlotSet("misses", misses)]
    if misses < MISSES_ALLOWED:
        return [*events, SlotSet("requested_slot", asked)]
    given_up = SlotSet("business", GENERAL) if asked == "business" else SlotSet("prefer", COUNTER)
    return [*events, given_up, SlotSet("requested_slot", None)]


async def _before_asking(turn: Turn) -> str | None:
    """What makes the question for the business needless, or None."""
    offer = turn.recent_business
    if offer is not None:
        # 还是取号: the business was named when the machine was offered.
        return str(offer.data["business"])
    if turn.offer is not None and turn.offer.kind == MINE:
        return None
    try:
        if (await turn.branch.conversation(turn.conversation)).open_ticket is not None:
            return MINE
        return None if (await turn.branch.hours()).gives_numbers else CLOSED
    except BranchUnknown:
        return None
    except BranchError as error:
        log.warning("validate_ticket_form: branch %s (%s)", error.code, error.message)
        return GENERAL  # issuing the number meets the same error, and apologises for it


async def _next_question(turn: Turn) -> str | None:
    """business, amount, or None when enough is known."""
    business = turn.slot("business")
    if not business:
        return "business"
    if business in (GENERAL, MINE, CLOSED, NOTHING, FRAUD) or turn.slot("prefer") == COUNTER:
        return None
    amount = as_number(turn.slot("amount"))
    if amount is not None:
        return None
    try:
        return (await turn.branch.triage(str(business))).need
    except BranchError:
        return None  # action_ticket asks again and apologises


def _ask(dispatcher: CollectingDispatcher, tracker: Tracker, slot: str) -> list[EventType]:
    """Asks for one slot: anew, in other words after a miss, or going back after an interruption."""
    turn = Turn(current(), dispatcher, tracker)
    interrupted = any(name != FORM for name in turn.actions_run(0))
    resumed = interrupted and not turn.form_began
    again = not resumed and bool(turn.slot("misses"))
    suffix = "_resume" if resumed else "_again" if again else ""
    turn.say(f"utter_ask_{slot}{suffix}")
    return turn.events


class AskBusiness(Action):
    """Which business is it."""

    def name(self) -> str:
        return f"action_ask_{FORM}_business"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        return _ask(dispatcher, tracker, "business")


class AskAmount(Action):
    """How much money is it, roughly."""

    def name(self) -> str:
        return f"action_ask_{FORM}_amount"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        return _ask(dispatcher, tracker, "amount")
