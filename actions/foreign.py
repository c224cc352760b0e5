"""Who speaks English: a sentence in Latin letters, and the short words after one."""

from __future__ import annotations

import re

from actions.turn import Turn

CHINESE = re.compile("[\u4e00-\u9fff]")
WORD = re.compile("[A-Za-z']+")
REAL_WORD = re.compile("[A-Za-z']{3,}")
FEWEST_WORDS, FEWEST_REAL = 3, 2
"""ATM, WiFi or hello are said in Chinese too."""
NO_SPEECH = re.compile(r"[{}<>\[\]=\\/;_|]")
"""Markup and commands are not spoken."""
ASKED = re.compile("english|英语|英文", re.IGNORECASE)
REMEMBERED_TEXTS = 6
"""So many of the customer's texts tell the language of a word such as toilet."""


def is_foreign(text: str) -> bool:
    """Whether the words are a sentence in Latin letters."""
    enough = len(WORD.findall(text)) >= FEWEST_WORDS and len(REAL_WORD.findall(text)) >= FEWEST_REAL
    return enough and not (CHINESE.search(text) or NO_SPEECH.search(text))


def speaks_english(turn: Turn) -> bool:
    """Whether the turn is English: a sentence, or a word or two after one or after English was asked for."""
    if (CHINESE.search(turn.text) or NO_SPEECH.search(turn.text)) or not REAL_WORD.search(
        turn.text
    ):
        return False
    heard = turn.texts_heard(REMEMBERED_TEXTS)[1:]
    return is_foreign(turn.text) or any(is_foreign(text) or ASKED.search(text) for text in heard)
