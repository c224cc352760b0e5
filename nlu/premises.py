"""外籍人士开户 to one who never said that he is a foreigner: entries that take for granted what nobody told are no answer.

What an entry presupposes stands in its title; whether it is so, in all that the customer has said in this visit. Words that
come near enough to an entry are its own question, whatever else was said, and tell by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nlu.yaml_files import read_yaml

_FILE = Path(__file__).with_suffix(".yml")
TELLS = 0.85
"""Score from which words are an entry's own question."""


@dataclass(frozen=True)
class Premise:
    """Something that is so of some customers only."""

    entries: re.Pattern[str]
    said: re.Pattern[str]
    unsaid: re.Pattern[str] | None = None

    def holds(self, words: Iterable[str]) -> bool:
        """Whether it was said, and not taken back in the same breath or since; `words` in the order of the talk."""
        held = False
        for each in words:
            denied = self.unsaid is not None and self.unsaid.search(each) is not None
            if denied or self.said.search(each):
                held = not denied
        return held


@lru_cache(maxsize=1)
def premises() -> Mapping[str, Premise]:
    """Those of premises.yml, by name."""
    data = read_yaml(_FILE)
    return {
        name: Premise(
            re.compile(one["entries"]),
            re.compile(one["said"]),
            re.compile(one["unsaid"]) if "unsaid" in one else None,
        )
        for name, one in data.items()
    }


@lru_cache(maxsize=2000)
def of_title(title: str) -> tuple[str, ...]:
    """The names of what an entry with this title presupposes."""
    return tuple(name for name, one in premises().items() if one.entries.search(title))


def founded(title: str, words: Iterable[str]) -> bool:
    """Whether all that the entry presupposes holds after these words of the customer, the latest last."""
    heard = tuple(words)
    return all(premises()[name].holds(heard) for name in of_title(title))
