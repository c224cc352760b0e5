"""Customers who speak English: told in English that a colleague helps, whatever was made of the words."""

from __future__ import annotations

import re

from actions.turn import Turn

CHINESE = re.compile("[\u4e00-\u9fff]")
WORD = re.compile("[A-Za-z']{2,}")
FEWEST_WORDS = 3
"""ATM, WiFi or hello are said in Chinese too."""


def is_foreign(text: str) -> bool:
    """Whether the words are a sentence in Latin letters."""
    return not CHINESE.search(text) and len(WORD.findall(text)) >= FEWEST_WORDS


def welcome(turn: Turn) -> bool:
    """Offers a colleague in English; False for everybody else."""
    if not is_foreign(turn.text) or turn.intent in ("emergency", "report_fraud"):
        return False
    turn.make_offer("staff")
    turn.say("utter_language_en")
    return True
