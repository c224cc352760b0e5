"""Written talks of customers with the robot, and which entry of the FAQ answers each turn (talks.yml, questions.yml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from nlu.yaml_files import read_yaml

EXAMPLES = Path(__file__).with_name("talks.yml")
LIVE = Path(__file__).with_name("live_talks.yml")
"""Talks with the robot itself, each turn labelled with what should have answered it, and single questions on what they found lacking."""
QUESTIONS = Path(__file__).with_name("questions.yml")
"""Single questions, each a talk of one turn: for which sentence speaks to it."""
LEARNT = (EXAMPLES, LIVE, QUESTIONS)
"""What the choice of a sentence is learnt from."""
WISH, ELSEWHERE, WORDLESS = "!", "-", "-"
"""Of a turn that wants a thing done; that asks for what is no entry's; before an entry that has no word on what is asked."""


@dataclass(frozen=True)
class Turn:
    """What was said. `entries` answer it, the best first, with `sentences` of the best (from 0; none: all of it); `matter`
    is the entry that the talk is about where it has no word on it. Neither: it asks for nothing of the FAQ. `short` goes before
    the first of the sentences, where that amounts to a yes or a no."""

    words: str
    entries: tuple[str, ...] = ()
    sentences: tuple[int, ...] = ()
    matter: str | None = None
    short: str | None = None


@dataclass(frozen=True)
class Talks:
    """`answers` are the entries' sentences as they stood when the turns were labelled."""

    answers: Mapping[str, tuple[str, ...]]
    talks: tuple[tuple[Turn, ...], ...]


@lru_cache(maxsize=3)
def talks(path: Path = EXAMPLES) -> Talks:
    """The labelled talks of a file in the form of nlu/README.md."""
    data = read_yaml(path)
    answers = {str(entry): tuple(map(str, told)) for entry, told in data["answers"].items()}
    return Talks(answers, tuple(tuple(map(_turn, talk)) for talk in data["talks"]))


def _turn(row: list[Any]) -> Turn:
    words, *rest = row
    if not rest or rest[0] in (WISH, ELSEWHERE):
        return Turn(words)
    named, *numbers = rest
    if named.startswith(WORDLESS):
        return Turn(words, matter=named[1:])
    short = numbers.pop() if numbers and isinstance(numbers[-1], str) else None
    sentences = tuple(number - 1 for number in numbers)
    return Turn(words, tuple(named.split()), sentences, short=short)
