"""What no machine does for this customer, though it does that business: odd sums, and a card that is not here."""

from __future__ import annotations

import re

from actions.model import Triage
from actions.turn import Turn

WITHDRAWAL = "cash_withdrawal"
"""Business code (dialogue contract)."""
NOTE = 100
"""CNY: the note that cash machines pay out."""
NO_CARD = re.compile(
    "(?<!不)(?:没有?|忘了?|又没|未)带?[^，,。！!？?办开]{0,2}卡|卡[^，,。！!？?]{0,3}(?:没带|没拿|忘|不在|在家|丢)"
)
"""The card is not at hand."""
HAS_CARD = re.compile("(?:有|带了?|拿着)[^，,。没]{0,2}卡|卡[^，,。没]{0,2}(?:带了|带着|有|在)")
BACK = 6
"""Turns in which that may have been said."""


def no_machine(turn: Turn, where: Triage, amount: float | None) -> bool:
    """Whether the machine that triage names is of no use, and a counter is there."""
    if where.at_counter or where.need or not where.counter_possible:
        return False
    if where.business == WITHDRAWAL and amount is not None and amount % NOTE:
        return True  # 三千六百五十八块四
    needs_card = any("银行卡" in item for item in where.bring)
    return needs_card and lacks_card(turn)


def lacks_card(turn: Turn) -> bool:
    """Whether the customer has said that the card is not here; the newest word on it counts."""
    for text in turn.texts_heard(BACK):
        if NO_CARD.search(text):
            return True
        if HAS_CARD.search(text):
            return False
    return False
