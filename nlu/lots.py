"""Drawing by lot: the same for the same words whatever stands around them, so that a sentence more moves no other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar
from zlib import crc32

Item = TypeVar("Item")


def lot(words: str) -> int:
    """What is drawn for these words, in 0..2**32-1."""
    return crc32(words.encode())


def drawn(items: Sequence[Item], most: int, words: Callable[[Item], str]) -> Sequence[Item]:
    """At most `most` of the items; `words` tells what each draws its lot for."""
    return sorted(items, key=lambda item: lot(words(item)))[:most]
