"""Mandarin syllables without tones, exact and with the sounds merged that speakers and recognisers confuse."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pypinyin import Style, lazy_pinyin
from pypinyin.core import Pinyin

_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("hu", "f"), ("h", "f"))
_FINALS = (("fi", "fei"), ("fun", "fen"), ("ing", "in"), ("eng", "en"), ("ang", "an"))


_WORDS = Pinyin()


@lru_cache(maxsize=32768)
def syllables(text: str) -> tuple[str, ...]:
    """One entry a character: its toneless syllable as read in this sentence; other characters stand for themselves."""
    return tuple(syllable for word in _WORDS.seg(text) for syllable in _of_word(word))


@lru_cache(maxsize=32768)
def _of_word(word: str) -> tuple[str, ...]:
    """A word is read alike in every sentence, and customers' words are few: a quarter of the time of reading each anew."""
    # A list from `errors` is taken as one entry a character, though its annotation says text.
    split: Any = list
    return tuple(lazy_pinyin(word, style=Style.NORMAL, errors=split, v_to_u=False))


@lru_cache(maxsize=4096)
def merged(syllable: str) -> str:
    """The syllable with regional and recogniser confusions merged.

    zh/z, ch/c, sh/s, n/l and f/h before vowels, -ing/-in, -eng/-en, -ang/-an become one.
    """
    for initial, plain in _INITIALS:
        rest = syllable[len(initial) :]
        if syllable.startswith(initial) and rest:
            # "hu" before a vowel is where h and f meet (hui/fei, huang/fang); "hu" alone is "fu".
            if initial == "hu" and rest[0] not in "aeio":
                continue
            syllable = plain + rest
            break
    for final, plain in _FINALS:
        if syllable.endswith(final) and (plain[0] != "f" or syllable == final):
            return syllable[: -len(final)] + plain
    return syllable
