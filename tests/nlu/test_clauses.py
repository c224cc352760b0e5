"""Several questions in one breath."""

from __future__ import annotations

import pytest

from nlu.clauses import questions, together


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("能当场拿吗，要英文的，收钱不", ["能当场拿吗", "收钱不"]),
        ("多久能好 要钱不", ["多久能好", "要钱不"]),
        ("要带什么", []),
        ("卡在家呢 没卡能登不", []),
        ("差不多吧，是不", []),
        ("", []),
    ],
)
def test_questions(words: str, found: list[str]) -> None:
    assert questions(words) == found


def test_each_question_lends_its_best_sentence_its_chance() -> None:
    whole = [["不收费", 0.3], ["当场拿", 0.2], ["带身份证", 0.1]]
    parts = [[["当场拿", 0.8], ["不收费", 0.1]], [["不收费", 0.7]]]
    assert together(whole, parts) == [["当场拿", 0.8], ["不收费", 0.7], ["带身份证", 0.1]]
    assert together(whole, []) == whole
