"""Everything of the sample branch that is said aloud can be: short, in words, without marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

import content
from robot.speech.normalizer import speakable

LIMIT = 60
LETTERS = {"WIFI", "U", "B", "ATM", "APP"}
"""What the voice knows to say: names of things, and letters said one by one."""


def said() -> Iterator[tuple[str, str]]:
    """(where it stands, what is said): every field that a customer hears as it is."""
    source = content.load()
    for faq in source.faqs:
        yield f"faq {faq.id}", faq.speech
    for product in source.products:
        for fact in product.facts:
            yield f"product {product.code}.{fact.attribute}", fact.speech
    for category in source.categories:
        yield f"category {category.code}", category.disclaimer.speech
    for facility in source.facilities:
        yield f"facility {facility.code}", facility.speech
    for item in source.fun:
        yield f"fun {item.id}", item.speech
    for number, notice in enumerate(source.branch.notices):
        yield f"notice {number}", notice.speech
    for business in source.businesses:
        for number, rule in enumerate(business.channels):
            yield f"business {business.code}.{number}", rule.reason
            if rule.note:
                yield f"business {business.code}.{number} note", rule.note
    for grade in source.classes:
        if grade.question:
            yield f"class {grade.code}", grade.question
    for festival in source.festivals:
        if festival.greeting:
            yield f"festival {festival.code}", festival.greeting
    for activity in getattr(source, "activities", ()):
        yield f"activity {_key(activity)}", activity.speech
    for quiz in getattr(source, "quizzes", ()):
        speech = getattr(quiz, "speech", None)
        if speech:
            yield f"quiz {_key(quiz)}", speech
    yield "soothing", source.branch.soothing_speech


def _key(entry: Any) -> str:
    return str(getattr(entry, "code", None) or getattr(entry, "id", ""))


SAID = list(said())


def test_there_is_much_to_look_at() -> None:
    assert len(SAID) > 400


@pytest.mark.parametrize(("where", "text"), SAID, ids=[where for where, _ in SAID])
def test_it_can_be_said_in_one_breath(where: str, text: str) -> None:
    assert 0 < len(text) <= LIMIT
    assert not re.search(r"[0-9０-９%％¥￥*#<>_{}\[\]|]|https?:", text), text
    assert set(re.findall(r"[A-Za-z]+", text)) <= LETTERS, text
    aloud = speakable(text)
    assert 0 < len(aloud) <= LIMIT + 6, aloud
    assert not any(c.isdigit() for c in aloud)
