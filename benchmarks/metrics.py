"""Figures of understanding from what was meant and what was understood: pure functions, shares in 0..1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Score:
    """Precision, recall and F1 from counts; a share of nothing is 0."""

    right: int
    guessed: int
    meant: int

    @property
    def precision(self) -> float:
        return self.right / self.guessed if self.guessed else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.meant if self.meant else 0.0

    @property
    def f1(self) -> float:
        both = self.guessed + self.meant
        return 2 * self.right / both if both else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right, self.guessed + other.guessed, self.meant + other.meant
        )


@dataclass(frozen=True)
class Bin:
    """Predictions of like confidence: how many, their mean confidence, and how many of them are right."""

    count: int
    confidence: float
    accuracy: float


@dataclass(frozen=True)
class Refusal:
    """What refusing below `threshold` trades: foreign words refused, and customers' words refused with them."""

    threshold: float
    recall: float
    false_rejects: float


def accuracy(meant: Sequence[Hashable], guessed: Sequence[Hashable]) -> float:
    """Share of equal pairs; raises ValueError for lists of unequal or no length."""
    if not meant:
        raise ValueError("nothing to judge")
    return sum(a == b for a, b in zip(meant, guessed, strict=True)) / len(meant)


def scores(meant: Sequence[str], guessed: Sequence[str]) -> dict[str, Score]:
    """Score of each label that was meant or guessed, in name order."""
    right = Counter(a for a, b in zip(meant, guessed, strict=True) if a == b)
    told, wanted = Counter(guessed), Counter(meant)
    return {
        label: Score(right[label], told[label], wanted[label]) for label in sorted(told | wanted)
    }


def macro_f1(by_label: dict[str, Score]) -> float:
    """Mean F1 over the labels that were meant at least once."""
    known = [score.f1 for score in by_label.values() if score.meant]
    return sum(known) / len(known) if known else 0.0


def confusions(meant: Sequence[str], guessed: Sequence[str]) -> list[tuple[tuple[str, str], int]]:
    """((meant, guessed), count) of unequal pairs, most frequent first."""
    pairs = Counter((a, b) for a, b in zip(meant, guessed, strict=True) if a != b)
    return sorted(pairs.items(), key=lambda item: (-item[1], item[0]))


def top(ranks: Sequence[int | None], within: int) -> float:
    """Share of questions whose right answer has a rank of at most `within`; ranks count from 1, None is absent."""
    return sum(rank is not None and rank <= within for rank in ranks) / max(1, len(ranks))


def mean_reciprocal_rank(ranks: Sequence[int | None]) -> float:
    """Mean of 1/rank, 0 for an absent one (Voorhees, TREC-8 question answering track, 1999)."""
    return sum(1 / rank for rank in ranks if rank) / max(1, len(ranks))


def rank_of(wanted: str | None, ranking: Iterable[str]) -> int | None:
    """Rank of `wanted` from 1, None when it is not in the ranking."""
    return next((rank for rank, each in enumerate(ranking, 1) if each == wanted), None)


def reliability(confidences: Sequence[float], right: Sequence[bool], bins: int = 10) -> list[Bin]:
    """Bins of equal width over [0, 1] that hold anything, in order; 1.0 belongs to the last."""
    held: dict[int, list[tuple[float, bool]]] = {}
    for confidence, hit in zip(confidences, right, strict=True):
        held.setdefault(min(int(confidence * bins), bins - 1), []).append((confidence, hit))
    return [
        Bin(
            len(rows),
            sum(confidence for confidence, _ in rows) / len(rows),
            sum(hit for _, hit in rows) / len(rows),
        )
        for _, rows in sorted(held.items())
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: mean gap of confidence and accuracy, weighted by count (Guo et al., 2017)."""
    total = sum(each.count for each in bins)
    gaps = sum(each.count * abs(each.confidence - each.accuracy) for each in bins)
    return gaps / total if total else 0.0


def risk_coverage(confidences: Sequence[float], right: Sequence[bool]) -> list[tuple[float, float]]:
    """(coverage, error rate) when only the surest are answered, from the surest one to all.

    Equal confidences are taken together: no order among them could be chosen in use.
    """
    ordered = sorted(zip(confidences, right, strict=True), key=lambda pair: -pair[0])
    points: list[tuple[float, float]] = []
    wrong = 0
    for number, (confidence, hit) in enumerate(ordered, 1):
        wrong += not hit
        if number == len(ordered) or ordered[number][0] != confidence:
            points.append((number / len(ordered), wrong / number))
    return points


def refusals(
    foreign: Sequence[bool],
    refused: Sequence[bool],
    confidences: Sequence[float],
    thresholds: Iterable[float],
) -> list[Refusal]:
    """One point a threshold: what was refused anyhow, and what has a confidence below it.

    `foreign`: the words were no customer's business, so that refusing them is right.
    """
    outside = sum(foreign)
    inside = len(foreign) - outside
    points = []
    for threshold in thresholds:
        gone = [
            no or confidence < threshold
            for no, confidence in zip(refused, confidences, strict=True)
        ]
        caught = sum(out and no for out, no in zip(foreign, gone, strict=True))
        lost = sum(gone) - caught
        points.append(Refusal(threshold, caught / max(1, outside), lost / max(1, inside)))
    return points
