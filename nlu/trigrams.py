"""How likely a character is behind two others, from how often three were seen together."""

from __future__ import annotations

import math
from collections.abc import Mapping

START, END = "\x02", "\x03"
_CHARACTERS = 6000
"""How many characters a customer may use: what the unseen ones share their chance among."""


class Trigrams:
    """Each order leans on the lower one by how many kinds were seen to follow (Witten & Bell 1991).

    Not changed once made; `extended` makes another in some 10 ms.
    """

    def __init__(self, counts: Mapping[str, int] | None = None) -> None:
        self.counts: dict[str, int] = {}
        self.pairs: dict[str, int] = {}
        self._singles: dict[str, int] = {}
        self._total = 0
        self._after_two: dict[str, tuple[int, int]] = {}
        self._after_one: dict[str, tuple[int, int]] = {}
        self._add(counts or {})

    def extended(self, counts: Mapping[str, int]) -> Trigrams:
        """One that has seen these as well."""
        made = Trigrams()
        made.counts, made.pairs = self.counts.copy(), self.pairs.copy()
        made._singles, made._total = self._singles.copy(), self._total
        made._after_two, made._after_one = self._after_two.copy(), self._after_one.copy()
        made._add(counts)
        return made

    def log_chance(self, first: str, second: str, third: str) -> float:
        """Natural logarithm of P(third | first, second)."""
        chance = (self._singles.get(third, 0) + 0.5) / (self._total + _CHARACTERS / 2)
        seen, kinds = self._after_one.get(second, (0, 0))
        if seen:
            chance = (self.pairs.get(second + third, 0) + kinds * chance) / (seen + kinds)
        seen, kinds = self._after_two.get(first + second, (0, 0))
        if seen:
            chance = (self.counts.get(first + second + third, 0) + kinds * chance) / (seen + kinds)
        return math.log(chance)

    def _add(self, counts: Mapping[str, int]) -> None:
        """`_after_...`: how often anything followed, and how many kinds."""
        for trigram, more in counts.items():
            before, pair, last = trigram[:2], trigram[1:], trigram[2]
            seen, kinds = self._after_two.get(before, (0, 0))
            self._after_two[before] = (seen + more, kinds + (trigram not in self.counts))
            seen, kinds = self._after_one.get(pair[0], (0, 0))
            self._after_one[pair[0]] = (seen + more, kinds + (pair not in self.pairs))
            self.counts[trigram] = self.counts.get(trigram, 0) + more
            self.pairs[pair] = self.pairs.get(pair, 0) + more
            self._singles[last] = self._singles.get(last, 0) + more
            self._total += more


def trigrams_in(text: str) -> list[str]:
    """Of `text` with its beginning and end."""
    padded = f"{START}{START}{text}{END}"
    return [padded[at : at + 3] for at in range(len(text) + 1)]
