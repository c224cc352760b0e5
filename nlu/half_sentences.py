"""Half sentences (要几天啊, 她来不了): whether the words leave out what they are about, and which side of it they ask for.

Two linear models over the same features. The first tells halves from wholes; were `whole` one label among the sides,
its many examples would drown them. The second tells the side, and never saw a whole sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nlu.features import CHARS, CONCEPTS, FOUND, GAPS, SOUNDS
from nlu.linear_model import LinearModel
from nlu.vectorizer import Vectorizer

WHOLE, HALF = "whole", "half"
"""WHOLE is also the label of an example that says itself what it is about."""
SHARES: Mapping[str, float] = {CHARS: 1.0, SOUNDS: 0.5, GAPS: 0.5, CONCEPTS: 0.3, FOUND: 0.5}
C = 0.5
"""Inverse regularisation of both."""
WEIGHT = 4.0
"""How often an example counts against one of the many sentences taken from the intents."""


@dataclass(frozen=True)
class Reading:
    """The likeliest side (docs/developer.md), its chance among the sides, and the chance of being half a sentence."""

    side: str
    chance: float
    half: float


@dataclass(frozen=True)
class HalfSentences:
    """Immutable; threads may share it."""

    vectorizer: Vectorizer
    halves: LinearModel
    sides: LinearModel

    @classmethod
    def fit(
        cls, examples: Iterable[tuple[Sequence[str], str]], wholes: Iterable[Sequence[str]]
    ) -> HalfSentences:
        """From features (nlu.features) with a side or WHOLE, and features of whole sentences of all intents."""
        documents, labels = zip(*examples, strict=True)
        others = tuple(wholes)
        vectorizer = Vectorizer.fit((*documents, *others), SHARES)
        rows = vectorizer.transform((*documents, *others))
        told = [WHOLE if label == WHOLE else HALF for label in labels]
        counts = np.array([WEIGHT] * len(told) + [1.0] * len(others))
        halves = LinearModel.fit(rows, [*told, *[WHOLE] * len(others)], c=C, counts=counts)
        of_side = [number for number, label in enumerate(labels) if label != WHOLE]
        sides = LinearModel.fit(rows[of_side], [labels[number] for number in of_side], c=C)
        return cls(vectorizer, halves, sides)

    def read_side(self, features: Sequence[str]) -> Reading:
        """What one sentence leaves out."""
        row = self.vectorizer.transform([features])
        chances = self.sides.probabilities(row)[0]
        best = int(np.argmax(chances))
        half = self.halves.probabilities(row)[0][self.halves.labels.index(HALF)]
        return Reading(self.sides.labels[best], float(chances[best]), float(half))

    def save(self, folder: Path) -> None:
        """Writes plain arrays and JSON, no pickled objects."""
        self.halves.save(folder / "halves.npz")
        self.sides.save(folder / "sides.npz")
        self.vectorizer.save(folder)

    @classmethod
    def read(cls, folder: Path) -> HalfSentences:
        """Raises OSError, ValueError or KeyError for what `save` did not write."""
        halves, sides = (LinearModel.read(folder / f"{name}.npz") for name in ("halves", "sides"))
        return cls(Vectorizer.read(folder), halves, sides)
