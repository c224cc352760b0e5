"""The development set is readable, whole, and apart from the frozen utterances."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from tests.data.contract import CODES, FAQ_IDS, INTENTS, NUMBERS
from tests.data.heldout import Entity, Utterance, load

DEVELOPMENT = Path(__file__).parent / "development"
TICKET = re.compile(r"[A-Z]\d{3}")
OFTEN = {"take_ticket": 30, "ask_product": 30, "ask_route": 30, "inform": 30, "out_of_scope": 120}
"""Least number of sentences where it is more than ten."""


@pytest.fixture(scope="module")
def rows() -> tuple[Utterance, ...]:
    return load(DEVELOPMENT)


def _heard(text: str) -> str:
    """Return what is left of a text when only its letters and digits count."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(each for each in folded if each.isalnum())


def _legal(found: Entity) -> bool:
    if found.entity == "ticket_number":
        return isinstance(found.value, str) and TICKET.fullmatch(found.value) is not None
    if found.entity in NUMBERS:
        return isinstance(found.value, int | float) and found.value > 0
    return found.value in CODES.get(found.entity, frozenset())


def test_every_code_is_one_of_the_contract(rows: tuple[Utterance, ...]) -> None:
    wrong = [each.text for each in rows if each.intent not in INTENTS]
    wrong += [each.text for each in rows if not all(map(_legal, each.entities))]
    assert wrong == []


def test_a_faq_id_goes_with_the_intent_faq_alone(rows: tuple[Utterance, ...]) -> None:
    wrong = [
        each.text
        for each in rows
        if (each.faq in FAQ_IDS) != (each.intent == "faq") or (each.faq and each.intent != "faq")
    ]
    assert wrong == []


def test_a_question_of_the_faq_carries_only_numbers_and_currency(
    rows: tuple[Utterance, ...],
) -> None:
    carried = {found.entity for each in rows if each.faq for found in each.entities}
    assert carried <= NUMBERS | {"currency"}


def test_what_is_out_of_scope_carries_nothing(rows: tuple[Utterance, ...]) -> None:
    assert [each.text for each in rows if each.intent == "out_of_scope" and each.entities] == []


@pytest.mark.parametrize("intent", sorted(INTENTS))
def test_every_intent_is_there(rows: tuple[Utterance, ...], intent: str) -> None:
    assert sum(each.intent == intent for each in rows) >= OFTEN.get(intent, 10)


def test_every_faq_topic_is_asked_twice(rows: tuple[Utterance, ...]) -> None:
    asked = Counter(each.faq for each in rows)
    assert [topic for topic in sorted(FAQ_IDS) if asked[topic] < 2] == []


def test_every_value_of_every_entity_is_said(rows: tuple[Utterance, ...]) -> None:
    said = {(found.entity, found.value) for each in rows for found in each.entities}
    legal = {(entity, value) for entity, values in CODES.items() for value in values}
    assert sorted(legal - said) == []
    assert NUMBERS | {"ticket_number"} <= {entity for entity, _ in said}


def test_nothing_is_said_twice(rows: tuple[Utterance, ...]) -> None:
    times = Counter(_heard(each.text) for each in rows)
    assert [text for text, count in times.items() if count > 1] == []


def test_nothing_is_also_in_the_frozen_utterances(rows: tuple[Utterance, ...]) -> None:
    frozen = {_heard(each.text) for each in load()}
    # A count, so that a failure shows no frozen sentence.
    assert sum(_heard(each.text) in frozen for each in rows) == 0
