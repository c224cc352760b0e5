"""在哪边儿呀, after a machine or a dispenser was told of: the way to the place that was spoken of last."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from nlu import component

PLACE = "place"
MACHINES = frozenset(["self_service", "smart_teller"])
"""Places (dialogue contract) where customers use a machine."""
ROUTE = "ask_route"
_ASKS = re.compile(
    r"^(?:[啊哎呃诶哦嗯呀]|那|就|你就说|这个?|它|别叫人了?|[，,。 ])*(?:那|这)?(?:个|台)?(?:机器|机子|柜台|窗口|椅子|凳子)?(?:呢|又|是|都|得)?"
    r"(?:(?:在|搁|往|到|去|从)(?:啥地方|什么地方|什么位置|哪(?:里|儿|个?边儿?|块儿?|嘎达?|头|个方向|疙瘩|走|去)?)|怎么(?:走|去|过去)|咋(?:走|过去)|往?哪(?:边|头)?走|带(?:我|个)路|带我(?:过去|去))(?:[啊呀呢嘛呐的嘞]|走|去)*\Z"
)
_LONGEST = 12
"""Characters of the clause that asks; a longer one says of what."""
_BACK = 3
"""Turns in which the place was spoken of."""
_MACHINE = re.compile("机器|机子")
_BREAKS = re.compile("[，,。！!？?…]")


def asked(parsed: Mapping[str, Any]) -> bool:
    """Whether the way is asked for, and not said where to."""
    text = str(parsed.get("text") or "")
    named = any(each.get("entity") == PLACE for each in parsed.get("entities") or ())
    clauses = [each.strip() for each in _BREAKS.split(text) if each.strip()]
    return not named and any(len(each) <= _LONGEST and _ASKS.match(each) for each in clauses)


def shown(tracker: DialogueStateTracker) -> str | None:
    """The place whose way stood on the screen last; None for none lately."""
    back = 0
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            back += 1
            if back >= _BACK:
                return None
        elif isinstance(event, BotUttered):
            card = (event.metadata or {}).get("card") or {}
            if card.get("type") == "route" and card.get("place"):
                return str(card["place"])
    return None


def of_machine(parsed: Mapping[str, Any]) -> bool:
    """Whether it is a machine whose way is asked for."""
    return _MACHINE.search(str(parsed.get("text") or "")) is not None


def last_words(tracker: DialogueStateTracker) -> str:
    """What the robot said last."""
    for event in reversed(tracker.events):
        if isinstance(event, BotUttered) and event.text:
            return str(event.text)
    return ""


def read(parsed: Mapping[str, Any], place: str) -> dict[str, Any]:
    """The turn as the question for the way to the place."""
    return {
        **parsed,
        "intent": {"name": ROUTE, "confidence": 1.0},
        "entities": [{"entity": PLACE, "value": place}],
        component.FAQ: None,
        component.ASPECT: None,
    }
