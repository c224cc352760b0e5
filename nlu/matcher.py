"""Finds the values of a lexicon in normalised text: by spelling, by sound, and across split phrases."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pypinyin.constants import PHRASES_DICT

from nlu.normalizer import normalize
from nlu.numerals import NUMERAL
from nlu.pinyin import merged, syllables
from nlu.quantities import quantities
from nlu.snapshot import Lexicon

_HAN = re.compile(r"[\u4e00-\u9fff]+\Z")
_VERBS = frozenset("存取提转汇办开换改买还交销补领查打兑缴贷")
_MONEY_OBJECTS = frozenset({"钱", "款", "现金", "现"})
_GAP = re.compile(
    rf"(?:[了过着个点些下张笔本份的我新您你这那儿他她给完]|会儿|一(?:下|些|点|张|个|笔|本|份)|{NUMERAL}|[块元wk.几来多半]){{1,9}}\Z"
)
_TURNED_GAP = re.compile(r"[想要怎么样可以能不该得在哪里儿给我帮全都先就也一下去您你来了]{0,6}\Z")
_SUPPRESSES = {
    ("place", "business"),
    ("business", "place"),
    ("facility", "place"),
    ("place", "facility"),
}
"""(longer, shorter): the shorter of two such entities goes when it lies strictly inside the longer."""


@dataclass(frozen=True)
class Found:
    """One value in [start, end) of the normalised text; how: spelling, sound or split."""

    entity: str
    value: str
    start: int
    end: int
    how: str


_RANK = {"spelling": 0, "split": 1, "sound": 2}


class LexiconMatcher:
    """Immutable once built, so that threads may share it; building 1,000 words takes about 0.1 s."""

    def __init__(self, lexicon: Lexicon) -> None:
        spelt: dict[str, list[tuple[str, str]]] = defaultdict(list)
        sounded: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
        split: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for entity, entries in lexicon.items():
            for entry in entries:
                for word in dict.fromkeys(normalize(spoken).text for spoken in entry.spoken):
                    if not word:
                        continue
                    spelt[word].append((entity, entry.value))
                    if not _HAN.match(word):
                        continue
                    if len(word) >= 2:
                        sounded[_sound(syllables(word))].append((entity, entry.value))
                    if entity == "business" and 2 <= len(word) <= 4 and word[0] in _VERBS:
                        split[word[0]].append((word[1:], entry.value))
        self._spelt = dict(spelt)
        self._sounded = dict(sounded)
        self._split = dict(split)
        self._spelt_lengths = sorted({len(word) for word in spelt})
        self._sound_lengths = sorted({len(sound) for sound in sounded})

    def find(self, text: str) -> tuple[Found, ...]:
        """The values in normalised `text`, in order; within one entity no two overlap, the longest wins."""
        candidates = [*self._by_spelling(text), *self._by_split(text), *self._by_sound(text)]
        candidates.sort(key=lambda found: (_RANK[found.how], found.start - found.end, found.start))
        kept: list[Found] = []
        for found in candidates:
            if not any(
                found.entity == other.entity and found.start < other.end and other.start < found.end
                for other in kept
            ):
                kept.append(found)
        kept = [found for found in kept if not _inside_stronger(found, kept)]
        return tuple(sorted(kept, key=lambda found: (found.start, found.end)))

    def _by_spelling(self, text: str) -> Iterator[Found]:
        for start in range(len(text)):
            for length in self._spelt_lengths:
                word = text[start : start + length]
                if len(word) < length:
                    break
                for entity, value in self._spelt.get(word, ()):
                    if not _cuts_latin(text, start, start + length):
                        yield Found(entity, value, start, start + length, "spelling")

    def _by_sound(self, text: str) -> Iterator[Found]:
        read = syllables(text)
        if len(read) != len(text):
            return
        loose = tuple(merged(syllable) for syllable in read)
        for length in self._sound_lengths:
            source = read if length == 2 else loose
            for start in range(len(text) - length + 1):
                hits = self._sounded.get(source[start : start + length])
                if not hits:
                    continue
                word = text[start : start + length]
                # Two syllables that are a word of their own were probably meant.
                if not _HAN.match(word) or (length == 2 and word in PHRASES_DICT):
                    continue
                for entity, value in hits:
                    yield Found(entity, value, start, start + length, "sound")

    def _by_split(self, text: str) -> Iterator[Found]:
        """取点钱, 把钱存一下, 取三万: a verb and its object with something harmless between them."""
        for start, verb in enumerate(text):
            for rest, value in self._split.get(verb, ()):
                after = text.find(rest, start + 2, start + 10 + len(rest))
                if after > 0 and _GAP.match(text[start + 1 : after]):
                    yield Found("business", value, start, after + len(rest), "split")
                before = text.rfind(rest, max(0, start - 6 - len(rest)), start)
                if (
                    before >= 0
                    and verb != "办"
                    and _TURNED_GAP.match(text[before + len(rest) : start])
                ):
                    yield Found("business", value, before, start + 1, "split")
        yield from self._verb_with_amount(text)

    def _verb_with_amount(self, text: str) -> Iterator[Found]:
        for quantity in quantities(text):
            if quantity.kind != "amount":
                continue
            for start in range(max(0, quantity.start - 4), quantity.start):
                gap = text[start + 1 : quantity.start]
                if gap and not _GAP.match(gap):
                    continue
                for rest, value in self._split.get(text[start], ()):
                    if rest in _MONEY_OBJECTS:
                        yield Found("business", value, start, quantity.end, "split")


def _sound(read: tuple[str, ...]) -> tuple[str, ...]:
    """Two syllables are told apart by their exact sound, longer words also by the merged one."""
    return read if len(read) == 2 else tuple(merged(syllable) for syllable in read)


def _cuts_latin(text: str, start: int, end: int) -> bool:
    """Whether [start, end) begins or ends inside a Latin word ("vip" in "vipers")."""

    def joined(left: str, right: str) -> bool:
        return left.isascii() and right.isascii() and left.isalpha() and right.isalpha()

    return (start > 0 and joined(text[start - 1], text[start])) or (
        end < len(text) and joined(text[end - 1], text[end])
    )


def _inside_stronger(found: Found, others: Iterable[Found]) -> bool:
    return any(
        (other.entity, found.entity) in _SUPPRESSES
        and other.start <= found.start
        and found.end <= other.end
        and other.end - other.start > found.end - found.start
        for other in others
    )
