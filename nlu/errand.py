"""那给我拿个号, after 我是来给娃儿开户的: the business that a number is wanted for, from what the talk was about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from nlu import component
from nlu.follow_up import ANSWERED, MATTER, turns

WITHIN = 8
"""Turns for which a business that was named is what a number is for."""


def wanted(parsed: Mapping[str, Any], tracker: DialogueStateTracker | None) -> bool:
    """Whether a number is wanted, and not said for what."""
    name = (parsed.get("intent") or {}).get("name")
    return tracker is not None and name == "take_ticket" and not parsed.get(component.NAMED)


def named(tracker: DialogueStateTracker) -> str | None:
    """The business (dialogue contract) named last in the customer's words, newer than the one that was served."""
    said = [event for event in tracker.events if isinstance(event, UserUttered)]
    spoken = [event for event in said if event.text != component.GREETED]
    for ago, event in enumerate(reversed(spoken[-WITHIN:]), start=1):
        codes = (event.parse_data or {}).get(component.NAMED)
        if codes:
            return str(codes[-1]) if len(spoken) - ago + 1 > _served(tracker) else None
    return None


def told(tracker: DialogueStateTracker) -> str | None:
    """The title of the entry told last, newer than the business that was served."""
    answered = tracker.get_slot(ANSWERED)
    if not isinstance(answered, Mapping) or not answered.get("words"):
        return None
    turn = int(answered["turn"])
    fresh = turns(tracker) - turn <= WITHIN and turn > _served(tracker)
    return str(answered["words"]) if fresh else None


def _served(tracker: DialogueStateTracker) -> int:
    kept = tracker.get_slot(MATTER)
    return int(kept["turn"]) if isinstance(kept, Mapping) else 0
