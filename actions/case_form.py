"""What the forms around a case have in common: free words that go into it, and a number to call back.

The case is opened by the action before the form, so that nothing is lost when the visitor walks away;
every answer goes into it at once. A telephone number never reaches the dialogue: lobby holds it and
puts a mark in its place (docs/developer.md, "A number to call back").
"""

from __future__ import annotations

import re
from abc import abstractmethod
from dataclasses import asdict
from typing import ClassVar

from actions import telling
from actions.callback import has_phone
from actions.form import BARE_ANSWERS, DECLINED, Form, Values
from actions.form_slots import OUTCOME
from actions.matter import about_case
from actions.model import Case
from actions.turn import Turn
from actions.understood import TELLS

SURE = 0.6
"""Score from which words that seem to tell more are an entry's own question."""
PART_MARK = "[号码]"
"""Stands for digits that are no whole number yet."""

GIVEN = "given"
"""In the phone slot: the number is with the case."""
NONE = "none"
"""In a slot of free words, or the phone's: the visitor would rather not."""

WORDS_LIMIT = 200
"""Characters of the visitor's words that go into a case at once."""

ALWAYS_MEANT = frozenset(
    [
        "stop",
        "emergency",
        "report_fraud",
        "repeat",
        "adjust_voice",
        "switch_language",
        "goodbye",
        "call_staff",
        "insult",
    ]
)
"""Intents that interrupt a question of free words, however long."""

QUESTIONS = frozenset(
    [
        "ask_wait",
        "ask_route",
        "ask_hours",
        "ask_facility",
        "ask_datetime",
        "ask_identity",
        "ask_capability",
        "ask_activity",
        "ticket_missed",
        "cancel_ticket",
        "take_ticket",
        "faq",
        "play_game",
    ]
)
"""Intents that interrupt it when the words are few; in a long tale they are part of it."""
MORE = 3
"""Characters from which on words after the question for a number are more of the matter."""
TALE = 10
"""Characters from which on words are a tale rather than a question."""

OF_PRODUCTS = frozenset(
    ["ask_product", "recommend_product", "compare_products", "calc_interest", "ask_fx_rate"]
)
"""As QUESTIONS, where the words ask: 存款利息没给我算对 tells."""
ASKS = re.compile(
    "(?:[吗呢么]|多少(?:钱|啊|呀|呢)?|几[点号天个楼]|哪[里儿]?|怎么[办走弄取存]|多久|什么时候|啥时候|有没有|在哪|什么|啥|划算|推荐(?:一下)?)[？?。！啊呀]*$|[？?]$"
)
"""How a question ends."""
GRIEVANCE = re.compile(
    "态度|投诉|不满|凭什么|怎么(?:这|回事|搞|能|可以)|骂|凶|排了|等了|推[来诿]|不理|慢|收了|扣了|乱收|骗"
)
"""In a question that is no question: 你们为什么不理人."""

NOTHING_TO_SAY = re.compile(
    "^(?:算了|那就?|还是|我|也|都)*(没有了?|没了|没什么|算了|不用了?|不说了|不想说|不(?:想|愿意?)?留(?:电话|号码|了)?|不用(?:留|打|回)?(?:电话|号码)|电话就?不留|不方便|不记得了?|记不得|记不清|忘了|不知道|不清楚|就这样|就这些)(?:行不行|行吗|可以吗|成不|中不|好不好)?[吧了啊呀。！]*$"
)


def kept(turn: Turn) -> Case | None:
    """The case that the form is about."""
    value = turn.slot("case")
    return Case(**value) if isinstance(value, dict) else None


def keep(turn: Turn, case: Case) -> None:
    """Makes it the case that the form to come is about."""
    turn.set("case", asdict(case))


class CaseForm(Form):
    """Subclasses set `form`, `told_by`, and `free`: the slots whose question is answered by any words."""

    free: ClassVar[tuple[str, ...]] = ()
    told_by: ClassVar[str]
    """The entry of the FAQ that tells what comes of such a case: 谁来管, 多久给我回话."""
    wants_phone: ClassVar[bool] = True

    async def settle(self, turn: Turn, asked: str | None, given: Values) -> Values | None:
        # The branch was away, or something else came first: there is no case to ask for.
        return None if kept(turn) else {OUTCOME: DECLINED}

    def comes_back_to(self, asked: str) -> bool:
        return asked != "phone"

    def resumed(self, asked: str | None) -> Values:
        """Who went on to something else does not hear the question for a telephone once more."""
        return {"phone": NONE} if asked == "phone" else {}

    def listens(self, turn: Turn, asked: str) -> bool:
        if asked == "phone":
            marked = has_phone(turn) or PART_MARK in turn.text
            bare = says_nothing(turn) or turn.intent in BARE_ANSWERS
            return marked or bare or _tells_more(turn)
        if asked in self.free:
            return says_nothing(turn) or tells(turn)
        return super().listens(turn, asked)

    async def read(self, turn: Turn, asked: str | None, given: Values) -> Values:
        about_case(turn, self.told_by)
        case = kept(turn)
        if asked is None or case is None:
            return given
        values = dict(given)
        if says_nothing(turn):
            return {asked: NONE}
        if asked == "phone" and PART_MARK in turn.text:
            return {"phone": None}
        if has_phone(turn):
            values["phone"] = GIVEN
        told = asked in self.free or _tells_more(turn)
        words = turn.text if told and _says_something(turn) else ""
        if words:
            values[asked] = words[:WORDS_LIMIT] if asked in self.free else NONE
        if words or has_phone(turn):
            await turn.branch.add_to_case(case.id, words[:WORDS_LIMIT], phone=has_phone(turn))
        return values

    def declined(self, turn: Turn, asked: str) -> Values | None:
        return {asked: NONE}

    def given_up(self, turn: Turn, asked: str) -> Values:
        return {asked: NONE}

    @abstractmethod
    async def next_question(self, turn: Turn, known: Values) -> str | None:
        """The first free slot that is empty, then the phone; subclasses call it or go their own way."""
        for slot in self.free:
            if not known[slot]:
                return slot
        return "phone" if self.wants_phone and not known["phone"] else None


def says_nothing(turn: Turn) -> bool:
    """Whether the words refuse to say more: 不记得了, 不想说."""
    return bool(NOTHING_TO_SAY.match(re.sub(r"\W", "", turn.text)))


def tells(turn: Turn) -> bool:
    """Whether the words tell something, rather than ask or wish for something else."""
    if turn.intent in ALWAYS_MEANT or _asks_clearly(turn):
        return False
    return turn.intent not in QUESTIONS or turn.act == TELLS or len(turn.text) >= TALE


def _asks_clearly(turn: Turn) -> bool:
    """十万存一年利息多少 in the middle of a complaint: a question, however long."""
    of_it = turn.intent in OF_PRODUCTS or turn.intent in QUESTIONS
    return of_it and bool(ASKS.search(turn.text)) and not GRIEVANCE.search(turn.text)


def _tells_more(turn: Turn) -> bool:
    """她当时还笑, instead of a number: more of the matter, and no wish to be called."""
    near = max((float(row["score"]) for row in turn.faq_ranking), default=0.0)
    spoken_to = turn.faq is not None and telling.surely_speaks(turn, turn.faq)
    told = turn.intent == "faq" and turn.act == TELLS and near < SURE and not spoken_to
    loose = (turn.intent == "out_of_scope" or told) and not has_phone(turn)
    return loose and len(turn.text) >= MORE and not ASKS.search(turn.text)


def _says_something(turn: Turn) -> bool:
    return turn.intent not in ("deny", "affirm") or len(turn.text) >= 8


class PhoneQuestion:
    """A number to call back on, for who wants to be called; stands before Ask among the bases."""

    slot = "phone"
    response = "utter_ask_phone"

    async def ask(self, turn: Turn, response: str) -> None:
        """Goes on listening when only a part of the number has been said."""
        turn.say("utter_ask_phone_more" if PART_MARK in turn.text else response)
