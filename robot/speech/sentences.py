"""A reply in pieces, so that the first sounds while the next is made."""

from __future__ import annotations

import re
from collections.abc import Iterator

_STOP = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]+|[^。！？!?；;\n]+")
_PAUSE = re.compile(r"[^，,、：:]*[，,、：:]+|[^，,、：:]+")
LONGEST = 28
"""Characters; a longer sentence is split at its commas, so that a first sound does not wait for it."""
SHORTEST = 4
"""Characters; shorter pieces (好的，) go with what follows, for a voice drops their tail alone."""


def sentences(text: str) -> list[str]:
    """`text` in speakable pieces, in order; joined they are the text without outer white space."""
    pieces: list[str] = []
    for sentence in _STOP.findall(text.strip()):
        for piece in _clauses(sentence) if len(sentence) > LONGEST else (sentence,):
            if pieces and len(pieces[-1].strip()) < SHORTEST:
                pieces[-1] += piece
            else:
                pieces.append(piece)
    if len(pieces) > 1 and not any(map(str.isalnum, pieces[-1])):
        pieces[-2:] = [pieces[-2] + pieces[-1]]
    return [piece for piece in pieces if any(map(str.isalnum, piece))]


def _clauses(sentence: str) -> Iterator[str]:
    """A long sentence in clauses of at most LONGEST characters, where its commas allow it."""
    held = ""
    for clause in _PAUSE.findall(sentence):
        if held and len(held) + len(clause) > LONGEST:
            yield held
            held = ""
        held += clause
    if held:
        yield held
