"""A customer's words as every part reads them: in plain form, with the sound of each character."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from nlu.normalizer import Normalized, normalize
from nlu.pinyin import merged, syllables


@dataclass(frozen=True)
class Heard:
    """`syllables` has one entry a character of the plain form (nlu/pinyin.py)."""

    plain: Normalized
    syllables: tuple[str, ...]

    @property
    def text(self) -> str:
        """The plain form."""
        return self.plain.text

    @cached_property
    def sounds(self) -> tuple[str, ...]:
        """The syllables with the sounds merged that speakers and recognisers confuse."""
        return tuple(merged(syllable) for syllable in self.syllables)


@lru_cache(maxsize=32768)
def hear(words: str) -> Heard:
    """What the normaliser and the pinyin featurizer make of `words`, outside a pipeline."""
    plain = normalize(words)
    return Heard(plain, syllables(plain.text))
