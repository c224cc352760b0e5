"""Sentences as a recogniser might misspell them, so that the classifier learns to lean on more than one character."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from nlu.heard import Heard


@dataclass(frozen=True)
class Slips:
    """Characters by the sound they share, ng/n, zh/z, n/l and the like taken as one (nlu/pinyin.py)."""

    alike: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, sentences: Iterable[Heard]) -> Slips:
        """From the characters that occur in these: a recogniser writes common ones."""
        found: dict[str, set[str]] = defaultdict(set)
        for heard in sentences:
            for character, sound in zip(heard.text, heard.sounds, strict=True):
                if character != sound:
                    found[sound].add(character)
        return cls({sound: tuple(sorted(group)) for sound, group in found.items()})

    def misspelt(self, heard: Heard, share: float) -> Heard:
        """The same sounds, each character replaced with chance `share` (0..1) by one that sounds like it.

        The same sentence is always misspelt the same way, whatever stands around it.
        """
        chance = random.Random(heard.text)  # noqa: S311 - a repeatable dice, no secret
        text = "".join(
            self._other(character, sound, chance) if chance.random() < share else character
            for character, sound in zip(heard.text, heard.sounds, strict=True)
        )
        return replace(heard, plain=replace(heard.plain, text=text))

    def _other(self, character: str, sound: str, chance: random.Random) -> str:
        others = [each for each in self.alike.get(sound, ()) if each != character]
        return chance.choice(others) if others else character
