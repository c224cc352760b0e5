"""How sure a ranking of questions is: the chance that its first one answers the customer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import exp

import numpy as np
from sklearn.linear_model import LogisticRegression

from nlu.faq_index import FaqIndex, Hit
from nlu.heard import Heard, hear
from nlu.lots import drawn, lot
from nlu.snapshot import Faq

_SHARE = 4
"""One phrasing of a question in so many is held out, and one question in so many."""
_ENOUGH = 4000
"""Held-out phrasings that are looked up."""
_UNANSWERED = 0.33
"""What has no entry counts so much against what has one: about a quarter of banking questions have none, and a wrong
answer costs more than choices."""
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
    kept, held_out = _split(faqs)
    asked = drawn(held_out, _ENOUGH, lambda each: each[0])
    # Matrix products let go of the interpreter, so two bases are made on two cores.
    with ThreadPoolExecutor(2) as pool:
        parts = [*pool.map(_asked, [_Round(kept, asked, 1.0), *_strangers(kept, asked)])]
    parts.append(_judged(index, [(words, "") for words in drawn(others, len(asked), str)], 1.0))
    told = [each for part in parts for each in part]
    if len(told) < 40 or len({right for _, right, _ in told}) < 2:
        return Calibration()
    rows, right, counts = map(np.array, zip(*told, strict=True))
    curve = LogisticRegression(C=10.0, max_iter=1000)
    curve.fit(rows, right, counts)
    nearness, lead, covered, known, length = (max(0.0, float(each)) for each in curve.coef_[0])
    return Calibration(nearness, lead, covered, known, length, float(curve.intercept_[0]))


def _evidence(heard: Heard, hit: Hit, runner_up: float) -> tuple[float, ...]:
    """Nearness, lead over the next, shares covered and known, and length: the same nearness means more in long words."""
    length = min(len(heard.text), _LONG) / _LONG
    return hit.nearness, hit.nearness - runner_up, hit.covered, hit.known, length


def _runner_up(hits: Sequence[Hit]) -> float:
    return hits[1].nearness if len(hits) > 1 else 0.0


def _split(faqs: Sequence[Faq]) -> tuple[list[Faq], list[tuple[str, str]]]:
    """The questions without one phrasing in _SHARE, and those phrasings with the id of their question."""
    kept: list[Faq] = []
    held_out: list[tuple[str, str]] = []
    for faq in faqs:
        stay = tuple(p for p in faq.phrasings if lot(p) % _SHARE)
        kept.append(Faq(faq.id, faq.title, stay))
        known = {faq.title, *stay}
        held_out.extend((p, faq.id) for p in faq.phrasings if p not in known)
    return kept, held_out


@dataclass(frozen=True)
class _Round:
    """A base, what it is asked with whose question each is, and how often each counts."""

    faqs: Sequence[Faq]
    questions: Sequence[tuple[str, str]]
    count: float


def _strangers(faqs: Sequence[Faq], asked: Sequence[tuple[str, str]]) -> Iterator[_Round]:
    """Bases that lack one question in _SHARE, and of `asked` what asks for the lacking ones."""
    for part in range(_SHARE):
        lacking = {faq.id for faq in faqs if lot(faq.id) % _SHARE == part}
        rest = [faq for faq in faqs if faq.id not in lacking]
        asking = [(words, owner) for words, owner in asked if owner in lacking]
        yield _Round(rest, asking, _UNANSWERED)


def _asked(of: _Round) -> list[tuple[tuple[float, ...], bool, float]]:
    return _judged(FaqIndex(of.faqs), of.questions, of.count)


def _judged(
    base: FaqIndex, questions: Sequence[tuple[str, str]], count: float
) -> list[tuple[tuple[float, ...], bool, float]]:
    """What is known of the best hit for each question that has any, whether it is the right one, and `count`."""
    said = [hear(words) for words, _ in questions]
    return [
        (_evidence(heard, hits[0], _runner_up(hits)), hits[0].id == owner, count)
        for heard, hits, (_, owner) in zip(said, base.search_each(said, 2), questions, strict=True)
        if hits
    ]
