"""能当场拿吗，收钱不: several questions in one breath, each of which wants its own sentence of the answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from nlu import component

_ENDS = re.compile("[，,。？?！!；; ]+|(?<=[吗呢])(?![，,。？?！!；; ]|$)")
_ASKS = re.compile(
    r"[吗么没]$|(?<![差对])不$|怎么|咋|多[久少长大]|几(?!乎)|什么|啥|谁|哪|能否|([要能行会是用收可有好])不\1|有没有|可不可以|能不能"
)
_SHORTEST = 3
"""Characters of a question that can be told apart from a mere tag (行吗, 是不)."""

SERVICES = frozenset(["ask_hours", "ask_route", "ask_facility", "ask_wait"])
"""Intents (dialogue contract) that a last clause may be of by itself: 那让我同事捎来吧，你们几点关门."""
SURE = 0.9
"""Confidence from which it is."""
KNOWN = 0.85
"""Score from which the whole words are an entry's own question."""
_LONGEST_LAST = 14

_WISHES = re.compile("想|要|渴|憋|急|借|有没有|哪")
COMFORTS = frozenset(["restroom", "water", "charging", "kids_corner"])
"""Places (dialogue contract) that are wished for amid other words."""

Told = Sequence[Sequence[Any]]
"""Sentences of an answer, each with its chance to be what was asked for (component.SPEAKS)."""


def questions(words: str) -> list[str]:
    """The questions in the words, where there are several; else none."""
    found = [part for part in _ENDS.split(words) if len(part) >= _SHORTEST and _ASKS.search(part)]
    return found if len(found) > 1 else []


def last(words: str) -> str | None:
    """What is asked at the end, after something that asks nothing; None where nothing is, or all of it is one sentence."""
    parts = [part for part in _ENDS.split(words) if part]
    if len(parts) < 2 or any(map(_ASKS.search, parts[:-1])):
        return None
    end = parts[-1]
    return end if _SHORTEST <= len(end) <= _LONGEST_LAST and _ASKS.search(end) else None


def wishes(words: str) -> list[str]:
    """The clauses that wish for something, where there are several clauses: 妈妈还没办完，我想上厕所."""
    parts = [part for part in _ENDS.split(words) if part]
    return [
        part
        for part in parts
        if len(parts) > 1 and _SHORTEST <= len(part) <= _LONGEST_LAST and _WISHES.search(part)
    ]


def of_comfort(parsed: Mapping[str, Any]) -> bool:
    """Whether a thing of the branch or a place of comfort is named, and no business."""
    entities = {str(each.get("entity")): each.get("value") for each in parsed.get("entities") or ()}
    named = "facility" in entities or entities.get("place") in COMFORTS
    return named and "business" not in entities


def asks_service(parsed: Mapping[str, Any]) -> bool:
    """Whether a clause by itself surely asks for a time, a place or a thing of the branch."""
    intent = parsed.get("intent") or {}
    return intent.get("name") in SERVICES and float(intent.get("confidence") or 0.0) >= SURE


def way_to(whole: Mapping[str, Any], part: Mapping[str, Any]) -> dict[str, Any] | None:
    """The clause; 在哪弄 with the business that the words before it name: 我想换张卡，在哪弄.

    None where they name a product, of which the whole has to be read: 存定期吧，去哪办.
    """
    if (part.get("intent") or {}).get("name") != "ask_route" or part.get("entities"):
        return dict(part)
    if any(e["entity"] != "attribute" for e in whole.get(component.OF_PRODUCTS) or ()):
        return None
    named = [{"entity": "business", "value": code} for code in whole.get(component.NAMED) or ()]
    return {**part, "entities": named[-1:]}


def together(whole: Told, parts: Iterable[Told]) -> list[list[Any]]:
    """`whole`, in which a sentence is as likely as the question makes it to which it speaks best; best first, no yes or no before any."""
    chances = {str(sentence): float(chance) for sentence, chance, *_ in whole}
    for part in parts:
        for sentence, chance, *_ in part[:1]:
            chances[sentence] = max(chances.get(sentence, 0.0), float(chance))
    return [[sentence, chance] for sentence, chance in sorted(chances.items(), key=lambda x: -x[1])]
