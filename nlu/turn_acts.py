"""What a customer's turn does, whatever it is about: asks, wishes, tells, settles, leaves, speaks aside or feels.

In the midst of a talk half of the turns ask for nothing (大概一千二三吧; 那我下午再来; 老头子你坐那边去). Words alone show it
well: of what a writer unknown to the model wrote, `tests/nlu/test_turn_acts.py` measures how much.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nlu.features import CHARS, CONCEPTS, FOUND, GAPS, SOUNDS
from nlu.linear_model import LinearModel
from nlu.vectorizer import Vectorizer

ASK, WISH, TELL, SETTLE, LEAVE, ASIDE, FEEL = ACTS = (
    "ask", "wish", "tell", "settle", "leave", "aside", "feel",
)  # fmt: skip
"""Asks; wants something done now; tells of the matter; agrees or waits; goes; speaks to somebody else; sighs or remarks."""
SHARES: Mapping[str, float] = {CHARS: 1.0, SOUNDS: 0.5, GAPS: 0.5, CONCEPTS: 0.3, FOUND: 0.5}
C = 1.0
"""Inverse regularisation."""
WEIGHT = 4.0
"""How often an example counts against one of the many sentences taken from the intents."""
ASKING = 0.4
"""Chance of asking or wishing from which a turn is taken to ask."""
LIKELY = 0.5
"""Chance of an act from which a guess at something else gives way to it ..."""
SURE = 0.7
"""... and from which a talk is over (leave), or words get no answer (aside)."""


@dataclass(frozen=True)
class TurnActs:
    """Immutable; threads may share it."""

    vectorizer: Vectorizer
    linear: LinearModel

    @classmethod
    def fit(
        cls,
        examples: Iterable[tuple[Sequence[str], str]],
        others: Iterable[tuple[Sequence[str], str]],
    ) -> TurnActs:
        """From features (nlu.features) with an act of ACTS; `others` are many, of which each counts less."""
        told = list(examples)
        rest = list(others)
        documents = [features for features, _ in (*told, *rest)]
        vectorizer = Vectorizer.fit(documents, SHARES)
        counts = np.array([WEIGHT] * len(told) + [1.0] * len(rest))
        labels = [act for _, act in (*told, *rest)]
        rows = vectorizer.transform(documents)
        return cls(vectorizer, LinearModel.fit(rows, labels, c=C, counts=counts))

    def chances(self, features: Sequence[str]) -> dict[str, float]:
        """The chance of each act, in 0..1."""
        chances = self.linear.probabilities(self.vectorizer.transform([features]))[0]
        return {act: float(chance) for act, chance in zip(self.linear.labels, chances, strict=True)}

    def save(self, folder: Path) -> None:
        """Writes plain arrays and JSON, no pickled objects."""
        self.linear.save(folder / "acts.npz")
        self.vectorizer.save(folder)

    @classmethod
    def read(cls, folder: Path) -> TurnActs:
        """Raises OSError, ValueError or KeyError for what `save` did not write."""
        return cls(Vectorizer.read(folder), LinearModel.read(folder / "acts.npz"))


def asks_nothing(chances: Mapping[str, float]) -> tuple[str, float] | None:
    """The likeliest act of a turn that asks for nothing, with its chance; None where it may well ask."""
    if not chances or chances[ASK] + chances[WISH] >= ASKING:
        return None
    act = max((each for each in ACTS if each not in (ASK, WISH)), key=chances.__getitem__)
    return act, chances[act]
