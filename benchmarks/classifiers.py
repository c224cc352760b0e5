"""Intent classifiers and features weighed against each other by cross-validation on the training data alone.

    python -m benchmarks.classifiers [--folds 5]

Every candidate sees the same folds, and each held-out utterance twice: as it is, and with a tenth of its
characters misspelt by homophones. FAQ phrasings count as intent `faq`. Latency is left out: all
of these answer within a millisecond or two; benchmarks.nlu measures the whole pipeline.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jieba
import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from benchmarks import metrics
from benchmarks.report import text
from benchmarks.training import examples
from nlu.features import CHARS, CONCEPTS, FOUND, GAPS, SOUNDS, sentence_features
from nlu.heard import hear
from nlu.intent_classifier import SHARES
from nlu.linear_model import LinearModel
from nlu.matcher import LexiconMatcher
from nlu.mentions import mentions
from nlu.snapshot import branch_snapshot, sample_lexicon
from nlu.vectorizer import Vectorizer
from tests.data.noise import with_homophones

SVM, LOGISTIC, NEIGHBOUR = "LinearSVC, temperature", "LogisticRegression", "nearest neighbours"
WORDS = "w"
FAMILIES = {
    "c": "characters",
    "p": "sounds",
    "g": "gaps",
    "s": "concepts",
    "e": "entities",
    WORDS: "words",
}
"""Names of families of features by the first letter of a feature's name."""
NOISE = 0.1
_NEIGHBOURS = 5
_VOTE = 20.0
"""Steepness of a neighbour's vote in its cosine, so that the votes make a probability."""


@dataclass(frozen=True)
class Candidate:
    """A classifier over families of features, each with its share of a row."""

    classifier: str
    shares: Mapping[str, float]

    @property
    def features(self) -> str:
        return ", ".join(FAMILIES[family] for family in self.shares)


@dataclass(frozen=True)
class Result:
    """Held-out figures in 0..1, and seconds to fit one fold."""

    accuracy: float
    noisy: float
    """Accuracy under noise."""
    folds: tuple[float, ...]
    macro_f1: float
    calibration_error: float
    out_of_scope_recall: float
    false_rejects: float
    fit_s: float


def only(*families: str) -> dict[str, float]:
    return {family: SHARES[family] for family in families}


def without(*families: str) -> dict[str, float]:
    return {family: share for family, share in SHARES.items() if family not in families}


SHIPPED = Candidate(SVM, SHARES)
CANDIDATES = (
    SHIPPED,
    Candidate(LOGISTIC, SHARES),
    Candidate(NEIGHBOUR, SHARES),
    Candidate(SVM, {WORDS: 1.0}),
    Candidate(SVM, only(CHARS)),
    Candidate(SVM, {SOUNDS: 1.0}),
    Candidate(SVM, {**only(CHARS), WORDS: 0.5}),
    Candidate(SVM, only(CHARS, SOUNDS)),
    Candidate(SVM, without(GAPS)),
    Candidate(SVM, without(SOUNDS)),
    Candidate(SVM, without(CONCEPTS)),
    Candidate(SVM, without(FOUND)),
    Candidate(SVM, {**SHARES, WORDS: 0.4}),
)


def documents() -> tuple[list[list[str]], list[list[str]], list[str]]:
    """Features of every training utterance, words among them; the same under noise; and the intents."""
    snapshot = branch_snapshot()
    matcher = LexiconMatcher(sample_lexicon())
    learnt = examples(snapshot)
    clean = [_features(matcher, each.text) for each in learnt]
    noisy = [_features(matcher, with_homophones(each.text, NOISE)) for each in learnt]
    return clean, noisy, [each.intent for each in learnt]


def _features(matcher: LexiconMatcher, words: str) -> list[str]:
    heard = hear(words)
    cut = (f"{WORDS}:{word}" for word in jieba.lcut(heard.text))
    return [*sentence_features(heard, mentions(matcher, heard)), *cut]


def cross_validate(
    candidate: Candidate,
    rows: Sequence[Sequence[str]],
    noisy: Sequence[Sequence[str]],
    labels: Sequence[str],
    folds: int,
) -> Result:
    """Judge every utterance by the fold that has not seen it; the folds are the same for all candidates."""
    guessed, misheard = [""] * len(labels), [""] * len(labels)
    sure = [0.0] * len(labels)
    shares: list[float] = []
    spent = 0.0
    split = StratifiedKFold(folds, shuffle=True, random_state=0)
    for train, held_out in split.split(rows, labels):
        before = time.perf_counter()
        vectorizer = Vectorizer.fit([rows[i] for i in train], candidate.shares)
        names, chances = _fit(
            candidate.classifier,
            vectorizer.transform([rows[i] for i in train]),
            [labels[i] for i in train],
            vectorizer.transform([rows[i] for i in held_out] + [noisy[i] for i in held_out]),
        )
        spent += time.perf_counter() - before
        best = [int(number) for number in np.argmax(chances, axis=1)]
        for number, i in enumerate(held_out):
            guessed[i], sure[i] = names[best[number]], float(chances[number, best[number]])
            misheard[i] = names[best[number + len(held_out)]]
        shares.append(
            metrics.accuracy([labels[i] for i in held_out], [guessed[i] for i in held_out])
        )
    right = [a == b for a, b in zip(labels, guessed, strict=True)]
    refusal = metrics.refusals(
        [label == "out_of_scope" for label in labels],
        [guess == "out_of_scope" for guess in guessed],
        sure,
        [0.0],
    )[0]
    return Result(
        accuracy=sum(right) / len(right),
        noisy=metrics.accuracy(labels, misheard),
        folds=tuple(shares),
        macro_f1=metrics.macro_f1(metrics.scores(labels, guessed)),
        calibration_error=metrics.calibration_error(metrics.reliability(sure, right)),
        out_of_scope_recall=refusal.recall,
        false_rejects=refusal.false_rejects,
        fit_s=spent / folds,
    )


def _fit(
    classifier: str, rows: sparse.csr_matrix, labels: Sequence[str], asked: sparse.csr_matrix
) -> tuple[Sequence[str], np.ndarray[Any, Any]]:
    """Labels, and one row of probabilities for each row of `asked`."""
    if classifier == SVM:
        model = LinearModel.fit(rows, labels)
        return model.labels, model.probabilities(asked)
    if classifier == LOGISTIC:
        logistic = LogisticRegression(C=20.0, solver="liblinear").fit(rows, labels)
        return list(logistic.classes_), logistic.predict_proba(asked)
    names = sorted(set(labels))
    places = np.array([names.index(label) for label in labels])
    likeness = np.asarray((asked @ rows.T).todense())
    nearest = np.argpartition(-likeness, _NEIGHBOURS, axis=1)[:, :_NEIGHBOURS]
    votes = np.full((asked.shape[0], len(names)), 1e-9)
    for number, near in enumerate(nearest):
        np.add.at(votes[number], places[near], np.exp(_VOTE * likeness[number, near]))
    return names, votes / votes.sum(axis=1, keepdims=True)


def table(results: Iterable[tuple[Candidate, Result]]) -> str:
    """All results, one candidate a row."""
    names = [
        "classifier",
        "features",
        "accuracy",
        "noisy",
        "macro-F1",
        "ECE",
        "oos recall",
        "rejects",
        "s",
    ]
    rows = [
        [
            candidate.classifier,
            candidate.features,
            f"{result.accuracy:.3f}",
            f"{result.noisy:.3f}",
            f"{result.macro_f1:.3f}",
            f"{result.calibration_error:.3f}",
            f"{result.out_of_scope_recall:.3f}",
            f"{result.false_rejects:.3f}",
            f"{result.fit_s:.1f}",
        ]
        for candidate, result in results
    ]
    return text(("Cross-validation on the training data", names, rows))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=5)
    folds = parser.parse_args().folds
    rows, noisy, labels = documents()
    print(f"{len(rows)} utterances, {folds} folds", flush=True)
    results = []
    for candidate in CANDIDATES:
        results.append((candidate, cross_validate(candidate, rows, noisy, labels, folds)))
        print(
            f"{candidate.classifier}, {candidate.features}: {results[-1][1].accuracy:.4f}",
            flush=True,
        )
    print(table(results))


if __name__ == "__main__":
    main()
