"""The table of what customers ask on, which the console and the browser share."""

from __future__ import annotations

import re

import pytest

from actions.sentences import SPEAKS
from content import Content
from content.sides import SIDES

NAMED = [side for side in SIDES if side.name]


def test_codes_are_unique_and_what_is_shown_says_how_it_is_asked() -> None:
    assert len({side.code for side in SIDES}) == len(SIDES)
    assert all(side.asked for side in NAMED)


def test_what_the_console_ticks_is_what_the_robot_finds() -> None:
    assert {side.code: side.words for side in SIDES} == {
        code: words.pattern for code, words in SPEAKS.items()
    }


@pytest.mark.parametrize("side", SIDES, ids=lambda side: side.code)
def test_the_words_are_read_alike_by_python_and_the_browser(side) -> None:
    re.compile(side.words)
    assert not re.search(r"[\\(?]", side.words)  # plain alternatives and classes alone


@pytest.mark.parametrize("side", SIDES, ids=lambda side: side.code)
def test_the_sample_branch_answers_every_side_somewhere_and_nowhere_everything(
    side, sample: Content
) -> None:
    answered = sum(re.search(side.words, faq.text) is not None for faq in sample.faqs)
    assert 0 < answered < len(sample.faqs)
