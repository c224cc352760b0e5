"""Every split covers the dialogue contract, uses its names and codes only, and is apart from the others."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

import pytest

import content
from tests.data.contract import CODES, FAQ_IDS, INTENTS, NUMBERS, SOCIAL_INTENTS
from tests.data.heldout import SPLITS, Entity, Split, Utterance, load

TICKET = re.compile(r"[A-Z]\d{3}")
LONGEST = 500
"""Characters that the robot reads of one utterance."""


@dataclass(frozen=True)
class Quota:
    """What a split holds at least: rows in all, a task intent, a social one, a topic of the FAQ."""

    rows: int
    task: int
    social: int
    topic: int
    more: Mapping[str, int] = field(default_factory=dict)
    """Intents that are there more often."""

    def least(self, intent: str) -> int:
        usual = self.social if intent in SOCIAL_INTENTS else self.task
        return self.more.get(intent, usual)


LEAST: dict[Split, Quota] = {
    "utterances": Quota(850, task=15, social=10, topic=3, more={"out_of_scope": 80}),
    "development": Quota(
        850,
        task=10,
        social=10,
        topic=2,
        more={
            **dict.fromkeys(("take_ticket", "ask_product", "ask_route", "inform"), 30),
            "out_of_scope": 120,
        },
    ),
    "unseen": Quota(900, task=20, social=20, topic=3, more={"out_of_scope": 90}),
}
NAMING_PRODUCTS = "unseen"
"""The split that labels single products, by the codes of the sample branch."""
UNSAID: dict[Split, frozenset[str]] = {"utterances": frozenset({"currency"})}
"""Lists of which a split need not say every value."""


@pytest.fixture(params=SPLITS)
def split(request: pytest.FixtureRequest) -> Split:
    chosen: Split = request.param
    return chosen


@pytest.fixture
def rows(split: Split) -> tuple[Utterance, ...]:
    return _rows(split)


@cache
def _rows(split: Split) -> tuple[Utterance, ...]:
    return load(split)


@cache
def _products() -> frozenset[str]:
    return frozenset(each.code for each in content.load().products)


def _heard(text: str) -> str:
    """What is left of a text when only its letters and digits count."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(each for each in folded if each.isalnum())


def _is_legal(found: Entity, split: Split) -> bool:
    value = found.value
    if found.entity in NUMBERS:
        return isinstance(value, int | float) and value > 0
    if not isinstance(value, str):
        return False
    if found.entity == "ticket_number":
        return TICKET.fullmatch(value) is not None
    if found.entity == "product":
        return split == NAMING_PRODUCTS and value in _products()
    return value in CODES[found.entity]


def test_there_are_enough(split: Split, rows: tuple[Utterance, ...]) -> None:
    assert len(rows) >= LEAST[split].rows


def test_no_name_is_foreign_to_the_contract(rows: tuple[Utterance, ...]) -> None:
    assert {each.intent for each in rows} == INTENTS
    assert {each.faq for each in rows if each.faq} == FAQ_IDS
    assert len(FAQ_IDS) == 116


def test_every_intent_is_said_often_enough(split: Split, rows: tuple[Utterance, ...]) -> None:
    said = Counter(each.intent for each in rows)
    rare = {intent: said[intent] for intent in INTENTS if said[intent] < LEAST[split].least(intent)}
    assert rare == {}


def test_every_faq_topic_is_asked_often_enough(split: Split, rows: tuple[Utterance, ...]) -> None:
    asked = Counter(each.faq for each in rows)
    assert [topic for topic in sorted(FAQ_IDS) if asked[topic] < LEAST[split].topic] == []


def test_an_answer_is_named_where_a_question_is_asked_and_nowhere_else(
    rows: tuple[Utterance, ...],
) -> None:
    assert [u.text for u in rows if (u.intent == "faq") != (u.faq is not None)] == []


def test_every_entity_value_is_a_legal_code_or_number(
    split: Split, rows: tuple[Utterance, ...]
) -> None:
    labelled = [(u.text, each) for u in rows for each in u.entities]
    assert [(text, each) for text, each in labelled if not _is_legal(each, split)] == []


def test_every_entity_type_is_said(rows: tuple[Utterance, ...]) -> None:
    said = {each.entity for u in rows for each in u.entities}
    assert said - {"product"} == {*CODES, *NUMBERS, "ticket_number"}


def test_every_value_of_every_list_is_said(split: Split, rows: tuple[Utterance, ...]) -> None:
    said = {(each.entity, each.value) for u in rows for each in u.entities}
    lists = set(CODES) - UNSAID.get(split, frozenset())
    legal = {(entity, value) for entity in lists for value in CODES[entity]}
    assert sorted(legal - said) == []


def test_a_question_of_the_faq_carries_numbers_and_currencies_at_most(
    rows: tuple[Utterance, ...],
) -> None:
    carried = {each.entity for u in rows if u.faq for each in u.entities}
    assert carried <= NUMBERS | {"currency"}


def test_what_is_out_of_scope_carries_nothing(rows: tuple[Utterance, ...]) -> None:
    assert [u.text for u in rows if u.intent == "out_of_scope" and u.entities] == []


def test_no_utterance_is_there_twice(rows: tuple[Utterance, ...]) -> None:
    times = Counter(_heard(u.text) for u in rows)
    assert [text for text, count in times.items() if count > 1] == []


def test_no_utterance_is_empty_or_longer_than_the_robot_reads(rows: tuple[Utterance, ...]) -> None:
    assert [u.text for u in rows if not u.text.strip() or len(u.text) > LONGEST] == []


@pytest.mark.parametrize(("one", "other"), combinations(SPLITS, 2))
def test_no_utterance_is_in_two_splits(one: Split, other: Split) -> None:
    first, second = ({_heard(u.text) for u in _rows(each)} for each in (one, other))
    # A count, so that a failure shows no frozen sentence.
    assert len(first & second) == 0
