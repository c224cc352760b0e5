"""Finds the values of a lexicon in normalised text: by spelling, by sound, and across split phrases."""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Iterator

import jieba

from nlu.heard import Heard
from nlu.normalizer import normalize
from nlu.numerals import NUMERAL
from nlu.overlaps import Found, meant
from nlu.pinyin import merged, syllables
from nlu.quantities import quantities
from nlu.snapshot import Lexicon
from nlu.wordings import Wordings, wordings

_HAN = re.compile(r"[\u4e00-\u9fff]+\Z")
_VERBS = frozenset("存取提转汇办开换改买还交销补领查打兑缴贷支拿寄")
_MONEY_OBJECTS = frozenset({"钱", "款", "现金", "现"})
_GAP = re.compile(
    rf"(?:[了过着个点些下张笔本份的我新您你这那儿他她给完]|会儿|一(?:下|些|点|张|个|笔|本|份)|{NUMERAL}|[块元wk.几来多半]){{1,9}}\Z"
)
_TURNED_GAP = re.compile(r"[想要怎么样可以能不该得在哪里儿给我帮全都先就也一下去您你来了]{0,6}\Z")
_PARTICLES = frozenset("的了着过吗呢吧啊么我你您他她它是不在有这那一个要去来到就也都还没和跟给把被")
_COMMON = 3
"""A word that jieba's corpus holds at least so often is a word, not a slip of the recogniser."""


class LexiconMatcher:
    """Immutable once built, so that threads may share it; building 3,000 words takes about 0.1 s."""

    def __init__(self, lexicon: Lexicon) -> None:
        jieba.setLogLevel(logging.WARNING)
        jieba.initialize()  # half a second once, which the first customer need not wait
        spelt: dict[str, list[tuple[str, str]]] = defaultdict(list)
        sounded: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
        split: dict[str, list[tuple[str, str]]] = defaultdict(list)
        patterns: dict[str, list[tuple[Wordings, str, str]]] = defaultdict(list)
        for entity, value, made in _all_wordings(lexicon):
            for start in made.starts:
                patterns[start].append((made, entity, value))
            for word in dict.fromkeys(normalize(spoken).text for spoken in made.words):
                if not word:
                    continue
                spelt[word].append((entity, value))
                if not _HAN.match(word):
                    continue
                if len(word) >= 2:
                    sounded[_sound(syllables(word))].append((entity, value))
                if entity == "business" and 2 <= len(word) <= 4 and word[0] in _VERBS:
                    split[word[0]].append((word[1:], value))
        self._spelt = dict(spelt)
        self._sounded = dict(sounded)
        self._split = dict(split)
        self._patterns = {begun: each for begun, each in patterns.items() if len(begun) > 1}
        self._one_character = {begun: each for begun, each in patterns.items() if len(begun) == 1}
        self._spelt_lengths = sorted({len(word) for word in spelt})
        self._sound_lengths = sorted({len(sound) for sound in sounded})

    def find(self, heard: Heard) -> tuple[Found, ...]:
        """The values that the words mean, in order, each once (nlu/overlaps.py)."""
        text = heard.text
        return meant(
            text,
            (
                *self._by_spelling(text),
                *self._by_pattern(text),
                *self._by_split(text),
                *self._by_sound(heard),
            ),
        )

    def _by_pattern(self, text: str) -> Iterator[Found]:
        for start in range(len(text)):
            for made, entity, value in (
                *self._patterns.get(text[start : start + 2], ()),
                *self._one_character.get(text[start], ()),
            ):
                match = made.regex.match(text, start)
                if match:
                    yield Found(entity, value, start, match.end(), "spelling")

    def _by_spelling(self, text: str) -> Iterator[Found]:
        for start in range(len(text)):
            for length in self._spelt_lengths:
                word = text[start : start + length]
                if len(word) < length:
                    break
                for entity, value in self._spelt.get(word, ()):
                    if not _cuts_latin(text, start, start + length):
                        yield Found(entity, value, start, start + length, "spelling")

    def _by_sound(self, heard: Heard) -> Iterator[Found]:
        text, read, loose = heard.text, heard.syllables, heard.sounds
        if len(read) != len(text):
            return
        for length in self._sound_lengths:
            source = read if length == 2 else loose
            for start in range(len(text) - length + 1):
                hits = self._sounded.get(source[start : start + length])
                if not hits:
                    continue
                word = text[start : start + length]
                if not _HAN.match(word) or _is_meant(text, start, start + length):
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


def _is_meant(text: str, start: int, end: int) -> bool:
    """Whether [start, end) makes sense as it stands, so that no other word of that sound was meant.

    It does when it is a word, when a word reaches across its edge, and when it is two words
    that are not of one character each. Two syllables with a particle are no name either.
    """
    if _times(text[start:end]) >= _COMMON:
        return True
    if end - start == 2 and not _PARTICLES.isdisjoint(text[start:end]):
        return True
    position = 0
    inside = []
    for word in jieba.cut(text, HMM=False):
        after = position + len(word)
        if len(word) > 1 and (position < start < after or position < end < after):
            return True
        if start <= position and after <= end:
            inside.append(len(word))
        position = after
    return end - start <= 4 and bool(inside) and min(inside) > 1


def _times(word: str) -> int:
    return int(jieba.dt.FREQ.get(word) or 0)


def _all_wordings(lexicon: Lexicon) -> Iterator[tuple[str, str, Wordings]]:
    for entity, entries in lexicon.items():
        for entry in entries:
            for spoken in entry.spoken:
                yield entity, entry.value, wordings(spoken)
