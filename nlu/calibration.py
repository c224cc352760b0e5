"""How sure a ranking of questions is: the chance that its first one answers the customer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp
from typing import TypeVar

import numpy as np
from sklearn.linear_model import LogisticRegression

from nlu.faq_index import FaqIndex, Hit
from nlu.heard import Heard, hear
from nlu.snapshot import Faq

Item = TypeVar("Item")

_SHARE = 4
"""Every fourth phrasing of a question is held out, and every fourth question."""
_ENOUGH = 2000
"""Held-out phrasings that are looked up."""
_UNANSWERED = 0.33
"""Of a customer's banking questions about a quarter have no entry: for each that has one a third of one that has none."""
_LONG = 25
"""Characters from which words count as long."""


@dataclass(frozen=True)
class Calibration:
    """A logistic curve over what is known of a hit: see `_evidence`."""

    nearness: float = 6.0
    lead: float = 5.0
    covered: float = 4.0
    known: float = 8.0
    length: float = 4.0
    bias: float = -15.0

    def chance(self, heard: Heard, hit: Hit, runner_up: float) -> float:
        """In (0, 1); `runner_up` is the nearness of the best other question."""
        weights = (self.nearness, self.lead, self.covered, self.known, self.length)
        evidence = _evidence(heard, hit, runner_up)
        strength = self.bias + sum(map(float.__mul__, weights, evidence))
        return 1 / (1 + exp(-max(-60.0, min(60.0, strength))))


def calibrate(faqs: Sequence[Faq], index: FaqIndex, others: Sequence[str]) -> Calibration:
    """Fitted on held-out phrasings, asked of a base that has their question and of one that has not.

    The second teaches what a question looks like that the branch has no answer to: some words of it are always
    shared with another. `others` are words that ask no question of the FAQ, asked of `index`, which holds `faqs`; of
    them as many are taken as phrasings are held out. Falls back to the default curve when there are too few.
    """
    rows: list[tuple[float, ...]] = []
    right: list[bool] = []
    counts: list[float] = []
    kept, held_out = _split(faqs)
    # Six numbers are fitted: some two thousand phrasings tell them as well as all.
    asked = _evenly(held_out, _ENOUGH)
    rounds: list[tuple[FaqIndex, Sequence[tuple[str, str]], float]] = [(FaqIndex(kept), asked, 1.0)]
    rounds += [(base, questions, _UNANSWERED) for base, questions in _strangers(kept, asked)]
    rounds.append((index, [(words, "") for words in _evenly(others, len(asked))], 1.0))
    for base, questions, count in rounds:
        for words, owner in questions:
            heard = hear(words)
            hits = base.search(heard, 2)
            if hits:
                rows.append(_evidence(heard, hits[0], _runner_up(hits)))
                right.append(hits[0].id == owner)
                counts.append(count)
    if len(rows) < 40 or len(set(right)) < 2:
        return Calibration()
    curve = LogisticRegression(C=10.0, max_iter=1000)
    curve.fit(np.array(rows), np.array(right), np.array(counts))
    nearness, lead, covered, known, length = (max(0.0, float(each)) for each in curve.coef_[0])
    return Calibration(nearness, lead, covered, known, length, float(curve.intercept_[0]))


def _evidence(heard: Heard, hit: Hit, runner_up: float) -> tuple[float, ...]:
    """Nearness, lead over the next, shares covered and known, and length: the same nearness means more in long words."""
    length = min(len(heard.text), _LONG) / _LONG
    return hit.nearness, hit.nearness - runner_up, hit.covered, hit.known, length


def _runner_up(hits: Sequence[Hit]) -> float:
    return hits[1].nearness if len(hits) > 1 else 0.0


def _evenly(items: Sequence[Item], most: int) -> Sequence[Item]:
    """At most `most` of the items, spread evenly over all."""
    return items[:: max(1, -(-len(items) // max(1, most)))]


def _split(faqs: Sequence[Faq]) -> tuple[list[Faq], list[tuple[str, str]]]:
    """The questions without every _SHARE-th phrasing, and those phrasings with the id of their question."""
    kept: list[Faq] = []
    held_out: list[tuple[str, str]] = []
    for number, faq in enumerate(faqs):
        stay = tuple(p for i, p in enumerate(faq.phrasings) if (i + number) % _SHARE)
        kept.append(Faq(faq.id, faq.title, stay))
        known = {faq.title, *stay}
        held_out.extend((p, faq.id) for p in faq.phrasings if p not in known)
    return kept, held_out


def _strangers(
    faqs: Sequence[Faq], asked: Sequence[tuple[str, str]]
) -> Iterator[tuple[FaqIndex, Sequence[tuple[str, str]]]]:
    """Bases that lack every _SHARE-th question, and of `asked` what asks for the lacking ones."""
    for start in range(_SHARE):
        lacking = {faq.id for faq in faqs[start::_SHARE]}
        base = FaqIndex([faq for faq in faqs if faq.id not in lacking])
        yield base, [(words, owner) for words, owner in asked if owner in lacking]
