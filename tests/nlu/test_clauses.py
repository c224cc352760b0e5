"""Several questions in one breath."""

from __future__ import annotations

import pytest

from nlu.clauses import last, questions, together


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


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("那让我同事给我捎过来吧，她拿来我再弄。你们几点关门呐", "你们几点关门呐"),
        ("卡丢了怎么办，你们几点关门", None),
        ("你们几点关门", None),
        ("先不取，东西还没到呢", None),
    ],
)
def test_what_is_asked_at_the_end(words: str, end: str | None) -> None:
    assert last(words) == end
