"""Rasa component: the last word on a customer's words, weighing intent, FAQ ranking and not understanding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT
from rasa.shared.nlu.training_data.message import Message

from nlu import component
from nlu.bare_answer import is_bare_answer
from nlu.courtesies import (
    asks,
    asks_about,
    asks_robot,
    needs_help,
    of_the_wait,
    plans_to_leave,
    said_aside,
    takes_leave,
)
from nlu.ellipsis import attribute_alone, time_of
from nlu.evidence import likeliest
from nlu.turn_acts import ASIDE, LEAVE, LIKELY, SETTLE, SURE, TELL, asks_nothing
from nlu.wishes import wished_for

FAQ_INTENT, REJECTED, ANSWER = "faq", "out_of_scope", "inform"
GOODBYE, TICKET = "goodbye", "take_ticket"
EMERGENCY = "emergency"
_ALARMS = frozenset([EMERGENCY, "report_fraud"])
RANKING = "intent_ranking"


_LEANING = frozenset(
    [
        REJECTED,
        "ask_product",
        "ask_route",
        "take_ticket",
        "chitchat",
        "affirm",
        "deny",
        "call_staff",
    ]
)
"""Intents for which half a sentence is often taken, as there is none for it."""
_OF_PRODUCTS = frozenset(["product", "product_category", "attribute", "term", "amount"])
"""Entities that are kept for products that are talked of in passing (nlu/product_talk.py)."""
_OF_ANYTHING = frozenset(["fee", "how_to", "eligibility", "liquidity", "risk"])
"""Attributes that are asked of more than products: 要收费吗, 多久到账, 安全不."""
EXPLAINS, _EXPLAINED = "learn_finance", 0.7
"""啥意思 is of what was said, though it asks as 复利啥意思 does, which says what of and is hardly ever taken for half."""
_IDLE = frozenset([REJECTED, "chitchat"])
"""Intents for which a wish that names a business is taken: 给我家宝宝办张卡 刚满月."""
_OF_LEAVING = frozenset([REJECTED, "thank", "deny", "affirm", "stop", "chitchat"])
"""Intents for which words of leaving with thanks are taken."""
_SAYS_ENOUGH = 4
"""Characters from which words show what they do; 大象 may answer a riddle."""
_ALARMING = 0.8
"""From this confidence on an emergency is one, whatever the turn does: 急死我了 is a sigh."""
_SURE, _SURELY = 0.6, 0.7
"""From this confidence on an intent, and from this score on an entry, is not given up for that."""
_OUTWEIGHS = 2 / 3
"""Share of the act's chance below which an intent is given up for it: 0.6 of one that is nearly certain."""
_GUESSED = 0.5
"""Any intent less sure than this may be words of leaving as well."""
_OWN = 0.9
"""From this confidence on another intent's sentence is its own; 然后呢 may still be half of one."""
_LONG, _NEAR = 10, 0.5
"""Characters beyond which words seldom leave out what they are about, and the score from which an entry is that. 要身份证吗
has an entry, and is asked of the business at hand."""


@dataclass(frozen=True)
class Thresholds:
    """Chosen on held-out data by benchmarks/understanding.py; all in 0..1."""

    refuse: float = 0.4
    """Words at least so foreign are out of scope: P(out of scope) against the best other intent alone."""
    faq_sure: float = 0.3
    """A question asked as faq is answered from this score on; below it the ranking is offered as choices."""
    faq_overrule: float = 0.7
    """From this score on the FAQ wins against another intent ..."""
    faq_overrule_intent: float = 0.7
    """... that is not surer than this."""
    guess: float = 0.0
    """An intent less sure than this is a guess: a question of the FAQ nearer than that is meant, or nothing is
    understood."""
    faq_guess: float = 0.45
    """Score from which the FAQ wins against a guess."""
    faq_fresh: float = 0.8
    """From this score on a question that is newer than the model wins against any intent and refusal: the
    classifier may not have learnt it yet, and is then often surely wrong."""


@dataclass(frozen=True)
class Verdict:
    """faq is the question's id: None for another intent, or when no question is sure."""

    intent: str
    confidence: float
    faq: str | None = None


def decide(
    intent: str,
    confidence: float,
    *,
    foreign: float,
    exact: str | None,
    fresh: bool,
    ranking: Sequence[tuple[str, float]],
    bare: bool,
    thresholds: Thresholds,
) -> Verdict:
    """The verdict on one utterance; `intent` is the classifier's first that is not out_of_scope,
    `fresh` whether the first of `ranking` has phrasings that are newer than the model.

    A known phrasing wins over all, then a bare answer (an amount, a term, "第二个"), then a sure
    question over an unsure intent. A refused utterance keeps its ranking: the dialogue may offer it. Alarms are
    never dropped for a question: the dialogue asks back.
    """
    if exact is not None:
        return Verdict(FAQ_INTENT, 1.0, exact)
    if bare:
        return Verdict(ANSWER, max(confidence, 0.95))
    best, score = ranking[0] if ranking else (None, 0.0)
    if fresh and score >= thresholds.faq_fresh:
        return Verdict(FAQ_INTENT, score, best)
    if foreign >= thresholds.refuse:
        return Verdict(REJECTED, foreign)
    if intent == FAQ_INTENT:
        return Verdict(FAQ_INTENT, confidence, best if score >= thresholds.faq_sure else None)
    if intent in _ALARMS:
        return Verdict(intent, confidence)
    if (
        best is not None
        and score >= thresholds.faq_overrule
        and confidence <= thresholds.faq_overrule_intent
    ):
        return Verdict(FAQ_INTENT, score, best)
    if confidence < thresholds.guess:
        if best is not None and score >= thresholds.faq_guess:
            return Verdict(FAQ_INTENT, score, best)
        return Verdict(REJECTED, foreign)
    return Verdict(intent, confidence)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Decision(GraphComponent):
    """Sets the final `intent`, `faq` (id or None) and keeps the entities that mean something to the intent.

    Intents: `faq` with faq = None means a banking question that no question of the base surely answers;
    `out_of_scope` what was refused. Both leave `faq_ranking` to choose from.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """thresholds: fields of Thresholds; entities: {entity: [intent, ...]}, an entity not named stays always."""
        return {"thresholds": {}, "entities": {}}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Decision:
        return cls(config)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        return component.source_fingerprint()

    def __init__(self, config: dict[str, Any]) -> None:
        settings = {**self.get_default_config(), **config}
        self._thresholds = Thresholds(**settings["thresholds"])
        self._entities: Mapping[str, frozenset[str]] = {
            entity: frozenset(intents) for entity, intents in settings["entities"].items()
        }

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if said_aside(component.text_of(message)):
                verdict = _aside(message, 1.0)
            else:
                verdict = _as_it_does(self._decide(message), message)
            message.set(
                INTENT,
                {"name": verdict.intent, "confidence": verdict.confidence},
                add_to_output=True,
            )
            message.set(component.FAQ, verdict.faq, add_to_output=True)
            plain = component.plain_of(message).text
            alone = attribute_alone(plain, component.mentions_of(message))
            if alone is not None:
                message.set(component.ATTRIBUTE_ALONE, alone, add_to_output=True)
            if float(message.get(component.HALF) or 0.0) < self._stands_alone(message, verdict):
                message.set(component.ASPECT, None, add_to_output=True)
            business = time_of(plain, component.mentions_of(message))
            if business is not None and verdict.intent == FAQ_INTENT:
                message.set(component.ASPECT, "time", add_to_output=True)
                message.set(component.ASPECT_OF, business, add_to_output=True)
            for key, entity in ((component.NAMED, "business"), (component.PLACES, "place")):
                found = message.get(ENTITIES) or ()
                if named := [each["value"] for each in found if each["entity"] == entity]:
                    message.set(key, named, add_to_output=True)
            shelves = [e for e in message.get(ENTITIES) or () if e["entity"] in _OF_PRODUCTS]
            if shelves:
                message.set(component.OF_PRODUCTS, shelves, add_to_output=True)
            kept = [
                entity
                for entity in message.get(ENTITIES) or ()
                if verdict.intent
                in self._entities.get(entity["entity"], frozenset({verdict.intent}))
            ]
            message.set(ENTITIES, kept, add_to_output=True)
        return messages

    def _stands_alone(self, message: Message, verdict: Verdict) -> float:
        """How surely the words are whole, in 0..1, by what they are taken for; 三万 surely is."""
        if is_bare_answer(component.plain_of(message).text):
            return 1.0
        if verdict.intent == FAQ_INTENT:
            ranking = message.get(component.FAQ_RANKING) or ()
            score = float(ranking[0]["score"]) if verdict.faq and ranking else 0.0
            if len(component.plain_of(message).text) <= _LONG:
                return score / 2
            return 1.0 if score >= _NEAR else score
        if verdict.intent == EXPLAINS:
            return _EXPLAINED
        loose = verdict.intent == ANSWER or message.get(component.ATTRIBUTE_ALONE) in _OF_ANYTHING
        if verdict.intent not in (*_LEANING, ANSWER):
            return 1.0 if verdict.confidence >= _OWN else verdict.confidence
        return 0.0 if loose else min(verdict.confidence, _OWN)

    def _decide(self, message: Message) -> Verdict:
        text = component.plain_of(message).text
        if not text:
            return Verdict(REJECTED, 1.0)
        # Words that are not refused are one of our intents, whichever has the highest chance.
        rows = message.get(RANKING) or ()
        chances = [(str(row["name"]), float(row["confidence"])) for row in rows]
        intent, confidence = likeliest(chances, text, REJECTED)
        if intent == TICKET and confidence < _OWN and asks_about(component.text_of(message)):
            intent = FAQ_INTENT
        verdict = decide(
            intent,
            confidence,
            foreign=float(message.get(component.FOREIGN) or 0.0),
            exact=message.get(component.FAQ_EXACT),
            fresh=bool(message.get(component.FAQ_FRESH)),
            ranking=[(row["id"], row["score"]) for row in message.get(component.FAQ_RANKING) or ()],
            bare=is_bare_answer(text),
            thresholds=self._thresholds,
        )
        unsure = verdict.intent == FAQ_INTENT and verdict.faq is None
        if (unsure or verdict.intent in _IDLE) and wished_for(text, component.mentions_of(message)):
            return Verdict(TICKET, _GUESSED)
        if unsure and plans_to_leave(component.text_of(message)):
            return Verdict(GOODBYE, _GUESSED)
        loose = verdict.intent in _OF_LEAVING or verdict.confidence < _GUESSED
        if loose and takes_leave(component.text_of(message)):
            return Verdict(GOODBYE, max(verdict.confidence, _GUESSED))
        return verdict


def _as_it_does(verdict: Verdict, message: Message) -> Verdict:
    """The verdict, where what the turn does says nothing else; leaves `act`."""
    text = component.text_of(message)
    short = len(component.plain_of(message).text) < _SAYS_ENOUGH
    act, chance = asks_nothing({} if short else message.get(component.ACTS) or {}) or (None, 0.0)
    if (act in (LEAVE, SETTLE) or (act == ASIDE and chance < SURE)) and asks(text):
        act = None  # 算了，把卡给我注销了
    message.set(component.ACT, act, add_to_output=True)
    if act is None or chance < LIKELY:
        return verdict
    if act != TELL:
        message.set(component.ASPECT, None, add_to_output=True)
    surely = chance >= SURE and _is_loose(verdict, message, chance)
    if surely and act == ASIDE and not (needs_help(text) or asks_robot(text) or of_the_wait(text)):
        return _aside(message, chance)
    if surely and act == LEAVE and not _names_place(message):
        return Verdict(GOODBYE, chance)
    guessed = verdict.intent == EMERGENCY and verdict.confidence < _ALARMING
    if guessed and act != TELL and not needs_help(text):
        return Verdict(REJECTED, chance)
    return verdict


def _names_place(message: Message) -> bool:
    """我想上厕所，憋不住了: who goes, goes there."""
    return any(entity["entity"] == "place" for entity in message.get(ENTITIES) or ())


def _aside(message: Message, chance: float) -> Verdict:
    message.set(component.SAID_ASIDE, True, add_to_output=True)
    message.set(component.ASPECT, None, add_to_output=True)
    return Verdict(REJECTED, chance)


def _is_loose(verdict: Verdict, message: Message, chance: float) -> bool:
    """Whether the words are not surely an entry's, nor an intent's that they may not be given up for; an act of little more than
    `chance` SURE does not outweigh an intent as likely."""
    if verdict.intent in _ALARMS or verdict.intent == ANSWER:
        return False
    if verdict.intent == FAQ_INTENT:
        ranking = message.get(component.FAQ_RANKING) or ()
        return not verdict.faq or not ranking or float(ranking[0]["score"]) < _SURELY
    return verdict.intent == REJECTED or verdict.confidence < min(_SURE, _OUTWEIGHS * chance)
