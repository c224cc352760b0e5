"""What a sentence is made of: character and syllable n-grams, characters near each other, concepts, and what
the extractors found in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlu.concepts import concepts_in
from nlu.heard import Heard

CHARS, SOUNDS, GAPS, CONCEPTS, FOUND = "c", "p", "g", "s", "e"
"""Families of features: the first letter of a feature's name."""
_LONGEST = 2
"""Longest n-gram. On held-out folds 3 and 4 lowered both the intents' and the FAQ's accuracy: with this
many examples a longer one only remembers the sentence it came from."""

_WIDEST = 2
"""Most characters left out between the two of a gap: 销…卡 is 销张卡 as well as 销我卡."""


@dataclass(frozen=True)
class Mention:
    """An entity that was found in [start, end) of the normalised text."""

    entity: str
    value: str
    start: int
    end: int


def sentence_features(heard: Heard, mentions: Sequence[Mention] = ()) -> list[str]:
    """Names of all features of a customer's words, with repetitions, the family before the colon."""
    return [*_text_features(heard), *_mention_features(heard.text, mentions)]


@lru_cache(maxsize=32768)
def _text_features(heard: Heard) -> tuple[str, ...]:
    text = heard.text
    return (
        *_ngrams(CHARS, f"^{text}$", _LONGEST),
        *_gaps(f"^{text}$"),
        *_ngrams(SOUNDS, ["^", *heard.sounds, "$"], _LONGEST),
        *(f"{CONCEPTS}:{concept}" for concept in concepts_in(text)),
    )


def _ngrams(family: str, units: Sequence[str], longest: int) -> Iterable[str]:
    joint = "" if isinstance(units, str) else " "
    for length in range(1, longest + 1):
        for start in range(len(units) - length + 1):
            gram = joint.join(units[start : start + length])
            if gram not in ("^", "$"):
                yield f"{family}:{gram}"


def _gaps(text: str) -> Iterable[str]:
    for width in range(1, _WIDEST + 1):
        for start in range(len(text) - width - 1):
            yield f"{GAPS}{width}:{text[start]}{text[start + width + 1]}"


def _mention_features(text: str, mentions: Sequence[Mention]) -> Iterable[str]:
    """The kinds found, and the sentence with each finding replaced by its kind.

    So a place or product added today behaves as those seen in training.
    """
    for kind in sorted({mention.entity for mention in mentions}):
        yield f"{FOUND}:{kind}"
    if not mentions:
        return
    units: list[str] = ["^"]
    position = 0
    for mention in sorted(mentions, key=lambda m: (m.start, m.start - m.end)):
        if mention.start < position:
            continue
        units.extend(text[position : mention.start])
        units.append(f"<{mention.entity}>")
        position = mention.end
    units.extend(text[position:])
    units.append("$")
    for length in (2, 3):
        for start in range(len(units) - length + 1):
            gram = units[start : start + length]
            if any(unit.startswith("<") for unit in gram):
                yield f"{FOUND}:{''.join(gram)}"
