"""Intent and FAQ figures on held-out folds of the training data, and what the decision's thresholds trade.

    python -m benchmarks.understanding [--folds 4]

Every utterance is judged by a classifier and an FAQ index that have not seen it. This is cross-validation
on the training data, whose utterances were chosen to differ from one another, so it is far harsher than ordinary
talk: the development set (tests/data/development), judged by all of the training data, is printed beside it.
"""

from __future__ import annotations

import argparse
import itertools
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from sklearn.model_selection import StratifiedKFold

from benchmarks.training import Example, examples
from nlu.bare_answer import is_bare_answer
from nlu.calibration import Calibration, calibrate
from nlu.decision import REJECTED, Thresholds, decide
from nlu.faq_index import FaqIndex, exact_form
from nlu.features import sentence_features
from nlu.heard import hear
from nlu.intent_classifier import SHARES
from nlu.intent_model import Guess, IntentModel
from nlu.matcher import LexiconMatcher
from nlu.mentions import mentions
from nlu.snapshot import Faq, branch_snapshot, sample_lexicon
from tests.data.heldout import load

C = 1.5
_COUNT = 5


@dataclass(frozen=True)
class Judged:
    """One held-out utterance: what was meant (faq: its id when known) and what the parts said."""

    text: str
    intent: str
    faq: str | None
    guess: Guess
    exact: str | None
    ranking: tuple[tuple[str, float], ...]


class Listener:
    """Classifier and retriever learnt from `learnt` alone."""

    def __init__(self, learnt: Sequence[Example], matcher: LexiconMatcher) -> None:
        known = {each.text for each in learnt}
        faqs = [
            Faq(
                f.id,
                f.title if f.title in known else "",
                tuple(words for words in f.phrasings if words in known),
            )
            for f in branch_snapshot().faqs
        ]
        others = [each.text for each in learnt if each.intent != "faq"]
        self._matcher = matcher
        self._model = IntentModel.fit(
            [self._features(each.text) for each in learnt], [e.intent for e in learnt], SHARES, C
        )
        self._index = FaqIndex(faqs)
        self._curve = calibrate(faqs, self._index, others)
        self._shadowed = {
            exact_form(heard) for heard in map(hear, others) if self._index.exact(heard)
        }

    def judge(self, text: str, intent: str, faq: str | None) -> Judged:
        heard = hear(text)
        exact = None if exact_form(heard) in self._shadowed else self._index.exact(heard)
        guess = self._model.guess(self._features(text), _COUNT)
        return Judged(text, intent, faq, guess, exact, ranking(self._index, self._curve, text))

    def _features(self, text: str) -> list[str]:
        heard = hear(text)
        return sentence_features(heard, mentions(self._matcher, heard))


def cross_validated(folds: int, seed: int = 0) -> list[Judged]:
    """Every training utterance judged by the fold that has not seen it."""
    data = examples(branch_snapshot())
    matcher = LexiconMatcher(sample_lexicon())
    strata = [each.faq or each.intent for each in data]
    judged: list[Judged] = []
    split = StratifiedKFold(folds, shuffle=True, random_state=seed)
    for train, held_out in split.split(strata, strata):
        listener = Listener([data[i] for i in train], matcher)
        judged.extend(listener.judge(data[i].text, data[i].intent, data[i].faq) for i in held_out)
    return judged


def developed() -> list[Judged]:
    """The development set, judged by all of the training data."""
    listener = Listener(examples(branch_snapshot()), LexiconMatcher(sample_lexicon()))
    return [listener.judge(u.text, u.intent, u.faq) for u in load("development")]


def ranking(index: FaqIndex, curve: Calibration, words: str) -> tuple[tuple[str, float], ...]:
    heard = hear(words)
    hits = index.search(heard, 3)
    if not hits:
        return ()
    next_best = hits[1].nearness if len(hits) > 1 else 0.0
    return tuple(
        (hit.id, curve.chance(heard, hit, hits[0].nearness if number else next_best))
        for number, hit in enumerate(hits)
    )


def figures(judged: Sequence[Judged], thresholds: Thresholds) -> dict[str, float]:
    """Shares in 0..1 after the decision."""
    verdicts = [
        decide(
            *_best_of_ours(row.guess),
            foreign=row.guess.foreign,
            exact=row.exact,
            fresh=False,
            ranking=row.ranking,
            bare=is_bare_answer(hear(row.text).text),
            thresholds=thresholds,
        )
        for row in judged
    ]
    pairs = list(zip(judged, verdicts, strict=True))
    scope = [(row, verdict) for row, verdict in pairs if row.intent != REJECTED]
    outside = [(row, verdict) for row, verdict in pairs if row.intent == REJECTED]
    asked = [(row, verdict) for row, verdict in pairs if row.faq]
    return {
        "intent": share(row.intent == verdict.intent for row, verdict in pairs),
        "out_of_scope recall": share(v.intent == REJECTED for _, v in outside),
        "false rejects": share(v.intent == REJECTED for _, v in scope),
        "faq answered right": share(row.faq == v.faq for row, v in asked),
        "faq answered wrong": share(v.faq not in (None, row.faq) for row, v in asked),
        "faq answer to others": share(v.faq is not None for row, v in pairs if row.intent != "faq"),
    }


def _best_of_ours(guess: Guess) -> tuple[str, float]:
    return next(row for row in guess.ranking if row[0] != REJECTED)


def share(hits: Iterable[bool]) -> float:
    values = list(hits)
    return sum(values) / max(1, len(values))


def merit(values: dict[str, float]) -> float:
    """A right intent and a right answer count once, a wrong answer and a rejected customer against them."""
    return (
        values["intent"]
        + values["faq answered right"]
        - values["faq answered wrong"]
        - values["faq answer to others"]
        - values["false rejects"]
        + 0.5 * values["out_of_scope recall"]
    )


def report(name: str, judged: Sequence[Judged]) -> None:
    """Prints what each part does alone, and the thresholds' trades, the best first."""
    asked = [row for row in judged if row.faq]
    right = np.array([r.guess.ranking[0][0] == r.intent for r in judged], dtype=float)
    sure = np.array([r.guess.ranking[0][1] for r in judged])
    bins = np.clip((sure * 10).astype(int), 0, 9)
    gaps = [
        abs(right[bins == b].mean() - sure[bins == b].mean()) * (bins == b).mean()
        for b in set(bins)
    ]
    print(f"\n{name}: {len(judged)} utterances")
    print(f"classifier alone: {right.mean():.3f}, expected calibration error {sum(gaps):.3f}")
    print(
        f"retriever alone: top-1 {share(r.ranking[0][0] == r.faq for r in asked if r.ranking):.3f}, "
        f"top-3 {share(r.faq in [id for id, _ in r.ranking[:3]] for r in asked):.3f} of {len(asked)}"
    )
    print("with the thresholds in use:", _rounded(figures(judged, Thresholds())))
    grid = [
        replace(Thresholds(), refuse=refuse, faq_sure=faq_sure, faq_overrule=over)
        for refuse, faq_sure, over in itertools.product(
            (0.25, 0.3, 0.35, 0.4, 0.45, 0.5), (0.2, 0.25, 0.3, 0.35), (0.8, 0.9)
        )
    ]
    scored = sorted(((figures(judged, t), t) for t in grid), key=lambda row: -merit(row[0]))
    for values, thresholds in scored[:6]:
        print(_rounded(values), thresholds)
    confused = Counter(
        (r.intent, r.guess.ranking[0][0]) for r in judged if r.intent != r.guess.ranking[0][0]
    )
    print("confused (meant, guessed):", confused.most_common(15))


def _rounded(values: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 3) for name, value in values.items()}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--folds", type=int, default=4)
    folds = arguments.parse_args().folds
    started = time.perf_counter()
    report("development set", developed())
    report(f"cross-validation, {folds} folds", cross_validated(folds))
    print(f"{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
