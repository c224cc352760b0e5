"""How an entry of the FAQ is told: what was asked for comes first, and what stands on the screen already is not recited again."""

from __future__ import annotations

import re

from actions import spoken
from actions.model import FaqEntry
from actions.sentences import LEAST, told
from actions.turn import Turn

LEADS = 0.5
"""Chance from which a sentence is what was asked for, and goes before the others."""
HEART = 2
"""Sentences at the beginning of an answer that give the heart of it."""
QUESTION = re.compile(
    "[?？吗呢么不没][。！ ]*$|怎么|咋|多[少久长大]|几|什么|啥|谁|哪|([要能行会是用收可])不\\1|能不能|可不可以|为"
)
"""Something of it is asked: 后头有个人老瞅着我按密码 tells what has to be done about."""
ASKS = 0.5
"""Chance of asking from which a sentence is what was asked for."""
COVERED = 0.5
"""Share of a sentence's characters that another has, where it says the same."""
_STOPS = re.compile("(?<=[。！？!?])")


def lead(turn: Turn, entry: FaqEntry) -> str | None:
    """What of the answer speaks to the words, without its full stop; None for who tells, or asks for the whole."""
    if turn.asks < ASKS or not (turn.aspect or QUESTION.search(turn.text)):
        return None
    return told(turn.speaks(entry.id), entry.text, LEADS, turn.aspect, turn.text)


def leading(text: str, first: str | None) -> str:
    """The whole answer, with what was asked for in front."""
    if first is None:
        return text
    asked = set(first.split("；"))
    rest = []
    for sentence in filter(None, _STOPS.split(text)):
        parts = [each for each in sentence[:-1].split("；") if each not in asked]
        if parts:
            rest.append("；".join(parts) + sentence[-1])
    return f"{first}。{''.join(rest)}"


def again(turn: Turn, entry: FaqEntry) -> str:
    """What is told of an answer that was told before: what comes nearest to the words, else the heart of it."""
    near = told(turn.speaks(entry.id), entry.text, LEAST, turn.aspect, turn.text)
    return f"{near}。" if near is not None else "".join(_STOPS.split(entry.text)[:HEART])


def aloud(entry: FaqEntry, first: str | None, limit: int) -> str:
    """What is said of it, in at most `limit` characters."""
    if first is None or _says(entry.speech, first):
        return spoken.fit(entry.speech, limit)
    asked = spoken.read_out(first.split("；")[0] if len(first) >= limit else first)
    said = f"{asked}。"
    for sentence in _STOPS.split(entry.speech):
        if not _says(asked, sentence) and len(said) + len(sentence) <= limit:
            said += sentence
    return spoken.fit(said, limit)


def _says(speech: str, sentence: str) -> bool:
    """Whether `speech` has most of what the sentence says."""
    meant = {char for char in spoken.read_out(sentence) if "\u4e00" <= char <= "\u9fff"}
    return len(meant & set(speech)) >= COVERED * len(meant)


def was_told(turn: Turn, entry: FaqEntry) -> bool:
    """Whether the whole answer was on the screen in this visit."""
    sentences = [each.rstrip("。！？!?") for each in _STOPS.split(entry.text)]
    shown = turn.texts_said()
    return any(all(each in text for each in sentences) for text in shown)
