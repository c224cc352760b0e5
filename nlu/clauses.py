"""能当场拿吗，收钱不: several questions in one breath, each of which wants its own sentence of the answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_ENDS = re.compile("[，,。？?！!；; ]+|(?<=[吗呢])(?![，,。？?！!；; ]|$)")
_ASKS = re.compile(
    r"[吗么没]$|(?<![差对])不$|怎么|咋|多[久少长大]|几(?!乎)|什么|啥|谁|哪|能否|([要能行会是用收可有好])不\1|有没有|可不可以|能不能"
)
_SHORTEST = 3
"""Characters of a question that can be told apart from a mere tag (行吗, 是不)."""

Told = Sequence[Sequence[object]]
"""Sentences of an answer, each with its chance to be what was asked for (component.SPEAKS)."""


def questions(words: str) -> list[str]:
    """The questions in the words, where there are several; else none."""
    found = [part for part in _ENDS.split(words) if len(part) >= _SHORTEST and _ASKS.search(part)]
    return found if len(found) > 1 else []


def together(whole: Told, parts: Iterable[Told]) -> list[list[object]]:
    """`whole`, in which a sentence is as likely as the question makes it to which it speaks best; best first."""
    chances = {str(sentence): float(str(chance)) for sentence, chance in whole}
    for part in parts:
        for sentence, chance in part[:1]:
            chances[str(sentence)] = max(chances.get(str(sentence), 0.0), float(str(chance)))
    return [[sentence, chance] for sentence, chance in sorted(chances.items(), key=lambda x: -x[1])]
