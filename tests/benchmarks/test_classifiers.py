"""The candidates tell easy labels apart, each by its own features only."""

from __future__ import annotations

import pytest

from benchmarks.classifiers import (
    CANDIDATES,
    LOGISTIC,
    NEIGHBOUR,
    SVM,
    WORDS,
    Candidate,
    Result,
    cross_validate,
    table,
)
from nlu.features import CHARS, SOUNDS

LABELS = ["greet"] * 10 + ["out_of_scope"] * 10
ROWS = [
    [f"{CHARS}:{label}", f"{CHARS}:{number % 3}", f"{SOUNDS}:same"]
    for number, label in enumerate(LABELS)
]
NOISY = [[f"{CHARS}:{'greet' if number % 2 else 'out_of_scope'}"] for number in range(20)]


def judge(classifier: str, family: str) -> Result:
    return cross_validate(Candidate(classifier, {family: 1.0}), ROWS, NOISY, LABELS, folds=5)


@pytest.mark.parametrize("classifier", [SVM, LOGISTIC, NEIGHBOUR])
def test_easy_labels_are_told_apart(classifier: str) -> None:
    found = judge(classifier, CHARS)
    assert found.accuracy == found.macro_f1 == found.out_of_scope_recall == 1.0
    assert found.folds == (1.0,) * 5
    assert found.false_rejects == 0.0
    assert found.noisy == 0.5


def test_a_family_that_says_nothing_helps_nobody() -> None:
    assert judge(SVM, SOUNDS).accuracy == 0.5


def test_candidates_differ_and_the_table_names_each() -> None:
    assert len({(each.classifier, tuple(each.shares.items())) for each in CANDIDATES}) == len(
        CANDIDATES
    )
    shown = table((each, judge(SVM, CHARS)) for each in CANDIDATES[:3])
    assert shown.count("LinearSVC") == 1
    assert Candidate(SVM, {CHARS: 1.0, WORDS: 0.5}).features == "characters, words"
