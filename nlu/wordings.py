"""Patterns of the lexicon: "{存|取}{点|}钱" stands for 存点钱, 存钱, 取点钱 and 取钱."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from nlu.errors import LexiconRefused
from nlu.snapshot import Entry, Lexicon

_CHOICE = re.compile(r"{([^{}]*)}")


@dataclass(frozen=True)
class Wordings:
    """`words`: those of a pattern that is one choice; else `regex` matches all, beginning with one of `starts`: two
    characters, or one that is all."""

    words: tuple[str, ...]
    written: str = ""
    """The regular expression."""
    starts: frozenset[str] = frozenset()

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled when words begin like it: two thousand at once would hold up a robot's start by a second."""
        return re.compile(self.written)


@lru_cache(maxsize=4096)
def wordings(spoken: str) -> Wordings:
    """A plain word stands for itself; raises LexiconRefused for a pattern that could be nothing at all."""
    parts = _CHOICE.split(spoken)
    if len(parts) == 1:
        return Wordings((spoken,))
    # Longer parts first, so that a match is as long as it can be.
    choices = [
        sorted(part.split("|"), key=len, reverse=True) if number % 2 else [part]
        for number, part in enumerate(parts)
        if number % 2 or part
    ]
    if len(choices) == 1:
        return Wordings(tuple(choices[0]))
    if not any(all(choice) for choice in choices):
        raise LexiconRefused(f"the pattern {spoken} may be empty")
    groups = (f"(?:{'|'.join(map(re.escape, choice))})" for choice in choices)
    return Wordings((), "".join(groups), frozenset(_starts(choices)))


def _starts(choices: Sequence[Sequence[str]]) -> set[str]:
    """The first two characters of all that these parts make, one of each choice."""
    found = {""}
    for choice in choices:
        found = {
            begun if len(begun) > 1 else (begun + part)[:2] for begun in found for part in choice
        }
    return found


def plain(lexicon: Lexicon) -> dict[str, tuple[Entry, ...]]:
    """The lexicon without its patterns, for what takes words only."""
    return {
        entity: tuple(
            Entry(
                entry.value, tuple(word for said in entry.spoken for word in wordings(said).words)
            )
            for entry in entries
        )
        for entity, entries in lexicon.items()
    }
