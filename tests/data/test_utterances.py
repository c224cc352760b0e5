"""The frozen utterances cover the dialogue contract, and use its names and codes only."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.data.contract import CODES, FAQ_IDS, INTENTS, NUMBERS, SOCIAL_INTENTS
from tests.data.heldout import Entity, load

ALL = load()
BY_INTENT = Counter(utterance.intent for utterance in ALL)
BY_FAQ = Counter(utterance.faq for utterance in ALL if utterance.faq)
BY_VALUE = Counter((each.entity, each.value) for utterance in ALL for each in utterance.entities)


def least(intent: str) -> int:
    if intent == "out_of_scope":
        return 80
    return 10 if intent in SOCIAL_INTENTS else 15


def is_legal(found: Entity) -> bool:
    if found.entity in NUMBERS:
        return isinstance(found.value, int | float) and found.value > 0
    if not isinstance(found.value, str):
        return False
    if found.entity == "ticket_number":
        return re.fullmatch(r"[A-Z]\d{3}", found.value) is not None
    return found.value in CODES[found.entity]


def bare(text: str) -> str:
    """The words alone: two utterances that differ in spacing only are the same."""
    return re.sub(r"[\s,.!?，。！？、…]", "", text).lower()


def test_there_are_enough() -> None:
    assert len(ALL) >= 850


def test_no_name_is_foreign_to_the_contract() -> None:
    assert set(BY_INTENT) == INTENTS
    assert set(BY_FAQ) == FAQ_IDS
    assert len(FAQ_IDS) == 116


@pytest.mark.parametrize("intent", sorted(INTENTS))
def test_every_intent_is_said_often_enough(intent: str) -> None:
    assert BY_INTENT[intent] >= least(intent)


@pytest.mark.parametrize("faq", sorted(FAQ_IDS))
def test_every_faq_topic_is_asked_three_times(faq: str) -> None:
    assert BY_FAQ[faq] >= 3


def test_an_answer_is_named_where_a_question_is_asked_and_nowhere_else() -> None:
    assert [u.text for u in ALL if (u.intent == "faq") != (u.faq is not None)] == []


def test_every_entity_value_is_a_legal_code_or_number() -> None:
    wrong = [(u.text, each) for u in ALL for each in u.entities if not is_legal(each)]
    assert wrong == []


def test_every_entity_type_is_said() -> None:
    assert {entity for entity, _ in BY_VALUE} == {*CODES, *NUMBERS, "ticket_number"}


@pytest.mark.parametrize("entity", sorted(set(CODES) - {"currency"}))
def test_every_value_of_every_list_is_said(entity: str) -> None:
    assert [value for value in sorted(CODES[entity]) if not BY_VALUE[entity, value]] == []


def test_a_question_of_the_faq_carries_numbers_and_currencies_at_most() -> None:
    allowed = {"amount", "term", "currency"}
    asked = [u for u in ALL if u.intent == "faq"]
    assert [u.text for u in asked if {each.entity for each in u.entities} - allowed] == []


def test_no_utterance_is_there_twice() -> None:
    assert [text for text, times in Counter(bare(u.text) for u in ALL).items() if times > 1] == []


def test_no_utterance_is_empty_or_longer_than_the_robot_reads() -> None:
    assert [u.text for u in ALL if not u.text.strip() or len(u.text) > 500] == []
