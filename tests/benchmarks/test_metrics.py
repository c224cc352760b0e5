"""Each figure on a handful of judgements whose result is worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import metrics
from benchmarks.metrics import Bin, Refusal, Score


def test_accuracy_counts_equal_pairs() -> None:
    assert metrics.accuracy(["a", "b", "c", "c"], ["a", "c", "c", "c"]) == 0.75


def test_accuracy_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        metrics.accuracy([], [])


def test_lists_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="argument"):
        metrics.accuracy(["a"], ["a", "b"])


def test_scores_by_label() -> None:
    found = metrics.scores(["a", "a", "b", "c"], ["a", "b", "b", "d"])
    assert found == {
        "a": Score(1, 1, 2),
        "b": Score(1, 2, 1),
        "c": Score(0, 0, 1),
        "d": Score(0, 1, 0),
    }
    assert found["a"].precision == 1.0
    assert found["a"].recall == 0.5
    assert found["a"].f1 == pytest.approx(2 / 3)
    assert found["c"].f1 == found["d"].f1 == 0.0


def test_macro_f1_leaves_out_labels_never_meant() -> None:
    assert metrics.macro_f1(metrics.scores(["a", "b"], ["a", "d"])) == 0.5


def test_confusions_come_most_frequent_first() -> None:
    meant = ["a", "a", "b", "c", "c"]
    guessed = ["b", "b", "a", "c", "a"]
    assert metrics.confusions(meant, guessed) == [(("a", "b"), 2), (("b", "a"), 1), (("c", "a"), 1)]


def test_ranks() -> None:
    ranks = [
        metrics.rank_of("x", ["x", "y"]),
        metrics.rank_of("x", ["y", "x"]),
        metrics.rank_of("x", ["a", "b", "c", "x"]),
        metrics.rank_of("x", []),
    ]
    assert ranks == [1, 2, 4, None]
    assert metrics.top(ranks, 1) == 0.25
    assert metrics.top(ranks, 3) == 0.5
    assert metrics.mean_reciprocal_rank(ranks) == pytest.approx((1 + 0.5 + 0.25) / 4)


def test_reliability_and_calibration_error() -> None:
    bins = metrics.reliability([0.91, 0.99, 1.0, 0.2], [True, True, False, False])
    assert bins[0] == Bin(1, 0.2, 0.0)
    assert bins[1].count == 3
    assert bins[1].confidence == pytest.approx(2.9 / 3)
    assert bins[1].accuracy == pytest.approx(2 / 3)
    assert metrics.calibration_error(bins) == pytest.approx((0.2 + 2.9 - 2) / 4)


def test_a_perfectly_calibrated_answerer_has_no_error() -> None:
    assert metrics.calibration_error([Bin(10, 0.3, 0.3), Bin(5, 1.0, 1.0)]) == 0.0


def test_risk_rises_with_coverage_and_ties_stand_together() -> None:
    points = metrics.risk_coverage([0.9, 0.5, 0.5, 0.1], [True, True, False, False])
    assert points == [(0.25, 0.0), (0.75, pytest.approx(1 / 3)), (1.0, 0.5)]


def test_refusing_catches_and_loses() -> None:
    points = metrics.refusals(
        foreign=[True, True, False, False],
        refused=[True, False, False, False],
        confidences=[0.9, 0.3, 0.2, 0.8],
        thresholds=[0.0, 0.25, 0.5],
    )
    assert points == [Refusal(0.0, 0.5, 0.0), Refusal(0.25, 0.5, 0.5), Refusal(0.5, 1.0, 0.5)]


judgements = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"), st.floats(0, 1)), min_size=1
)


@given(judgements)
def test_figures_agree_with_one_another(rows: list[tuple[str, str, float]]) -> None:
    meant, guessed, sure = zip(*rows, strict=True)
    right = [a == b for a, b in zip(meant, guessed, strict=True)]
    accuracy = metrics.accuracy(meant, guessed)
    by_label = metrics.scores(meant, guessed)
    total = sum(by_label.values(), Score(0, 0, 0))
    assert total.precision == total.recall == pytest.approx(accuracy)
    assert sum(count for _, count in metrics.confusions(meant, guessed)) == right.count(False)
    assert metrics.risk_coverage(sure, right)[-1] == pytest.approx((1.0, 1 - accuracy))
    bins = metrics.reliability(sure, right)
    assert sum(each.count for each in bins) == len(rows)
    assert 0 <= metrics.calibration_error(bins) <= 1


@given(judgements)
def test_a_higher_threshold_never_refuses_less(rows: list[tuple[str, str, float]]) -> None:
    points = metrics.refusals(
        [meant == "a" for meant, _, _ in rows],
        [guess == "a" for _, guess, _ in rows],
        [sure for _, _, sure in rows],
        [0.0, 0.25, 0.5, 1.0],
    )
    assert [p.recall for p in points] == sorted(p.recall for p in points)
    assert [p.false_rejects for p in points] == sorted(p.false_rejects for p in points)
