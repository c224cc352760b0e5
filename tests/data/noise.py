"""Homophone noise: the errors of a speech recogniser that hears well and spells badly.

A Mandarin recogniser that errs mostly writes another character of the same sound. Here a given
share of the Chinese characters is replaced by another common character with the same toneless
pinyin; nothing else of the text changes, so that its length and its sound stay.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

# Level 1 of GB 2312-80: the 3755 commonest characters, rows 16 to 55 of 94 cells each; the last
# row ends after 89 cells.
_ROWS = range(0xB0, 0xD8)
_CELLS = range(0xA1, 0xFF)
_LAST = 0xD7F9


def common_characters() -> tuple[str, ...]:
    """Return the 3755 characters of GB 2312 level 1 in code order (which is pinyin order)."""
    return tuple(
        bytes((row, cell)).decode("gb2312")
        for row in _ROWS
        for cell in _CELLS
        if (row << 8 | cell) <= _LAST
    )


def is_chinese(character: str) -> bool:
    """Whether the character is a basic unified ideograph (U+4E00 to U+9FFF)."""
    return "\u4e00" <= character <= "\u9fff"


def sound(character: str) -> str:
    """Return the commonest toneless reading of one Chinese character, ü written v."""
    return "".join(lazy_pinyin(character, style=Style.NORMAL))


@lru_cache(maxsize=1)
def homophones() -> Mapping[str, tuple[str, ...]]:
    """Return the common characters by their toneless pinyin, in code order."""
    groups: dict[str, list[str]] = defaultdict(list)
    for character in common_characters():
        groups[sound(character)].append(character)
    return {reading: tuple(group) for reading, group in groups.items()}


def readings(text: str) -> tuple[str | None, ...]:
    """Return one toneless reading for each character, in context; None for what is not Chinese.

    "银行" is yin hang and "行吗" is xing ma: a recogniser confuses what was said, not what the
    character says by itself.
    """
    found: list[str | None] = []
    run = ""
    for character in text:
        if is_chinese(character):
            run += character
            continue
        found += [*lazy_pinyin(run, style=Style.NORMAL), None]
        run = ""
    found += lazy_pinyin(run, style=Style.NORMAL)
    return tuple(found)


def with_homophones(text: str, share: float, seed: int = 0) -> str:
    """Return the text with about `share` (0 to 1) of its Chinese characters misspelt.

    The number is share times the Chinese characters, rounded up or down at random in proportion
    to the fraction, so that short sentences get their part too and a corpus meets the share on
    average. The same text, share and seed always give the same result. Characters without a
    common homophone stay.

    Raises ValueError where the share is not between 0 and 1.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"a share lies between 0 and 1, not {share}")
    chance = random.Random(f"{seed}/{share}/{text}")
    said = readings(text)
    others = {at: _others(text[at], reading) for at, reading in enumerate(said) if reading}
    wanted = share * len(others)
    count = math.floor(wanted) + (chance.random() < wanted % 1)
    able = [at for at, choices in others.items() if choices]
    spelt = list(text)
    for at in chance.sample(able, min(count, len(able))):
        spelt[at] = chance.choice(others[at])
    return "".join(spelt)


def changed_share(pairs: Iterable[tuple[str, str]]) -> float:
    """Return the share (0 to 1) of Chinese characters that differ over (original, noisy) pairs."""
    chinese = changed = 0
    for original, noisy in pairs:
        for before, after in zip(original, noisy, strict=True):
            chinese += is_chinese(before)
            changed += before != after
    return changed / chinese if chinese else 0.0


def _others(character: str, reading: str) -> tuple[str, ...]:
    return tuple(other for other in homophones().get(reading, ()) if other != character)
