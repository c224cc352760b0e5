"""How sure a ranking of questions is: the chance that its first one answers the customer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import TypeVar

import numpy as np
from sklearn.linear_model import LogisticRegression

from nlu.faq_index import FaqIndex, Hit
from nlu.heard import hear
from nlu.snapshot import Faq

Item = TypeVar("Item")

_SHARE = 4
"""Every fourth phrasing of a question is held out."""
_ENOUGH = 2000
"""Held-out phrasings that are looked up."""


@dataclass(frozen=True)
class Calibration:
    """A logistic curve over the nearness, the lead over the next and the likeness of a hit."""

    nearness: float = 8.0
    lead: float = 8.0
    likeness: float = 2.0
    bias: float = -4.0

    def chance(self, hit: Hit, runner_up: float) -> float:
        """In (0, 1); `runner_up` is the nearness of the best other question."""
        strength = (
            self.nearness * hit.nearness
            + self.lead * (hit.nearness - runner_up)
            + self.likeness * hit.likeness
            + self.bias
        )
        return 1 / (1 + exp(-max(-60.0, min(60.0, strength))))


def calibrate(faqs: Sequence[Faq], index: FaqIndex, others: Sequence[str]) -> Calibration:
    """Fitted on held-out phrasings (is the first hit right?) and on `others`, words that ask no question of the FAQ.

    `index` holds `faqs`. Of the others as many are taken as phrasings are held out: every second customer asks a
    question, so to speak. Falls back to the default curve when there are too few phrasings to hold any out.
    """
    rows: list[tuple[float, float, float]] = []
    right: list[bool] = []
    kept, held_out = _split(faqs)
    without = FaqIndex(kept)
    # Four numbers are fitted: some two thousand phrasings tell them as well as all.
    for words, owner in _evenly(held_out, _ENOUGH):
        hits = without.search(hear(words), 2)
        if hits:
            rows.append(_evidence(hits))
            right.append(hits[0].id == owner)
    for words in _evenly(others, len(rows)):
        hits = index.search(hear(words), 2)
        if hits:
            rows.append(_evidence(hits))
            right.append(False)
    if len(rows) < 40 or len(set(right)) < 2:
        return Calibration()
    model = LogisticRegression(C=10.0, max_iter=500).fit(np.array(rows), np.array(right))
    nearness, lead, likeness = (max(0.0, float(weight)) for weight in model.coef_[0])
    return Calibration(nearness, lead, likeness, float(model.intercept_[0]))


def _evidence(hits: Sequence[Hit]) -> tuple[float, float, float]:
    runner_up = hits[1].nearness if len(hits) > 1 else 0.0
    return hits[0].nearness, hits[0].nearness - runner_up, hits[0].likeness


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
