"""都不是，我问里面有没有: entries that were offered or told a moment ago, and that the customer has just said no to."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from rasa.shared.core.trackers import DialogueStateTracker

from nlu import component
from nlu.follow_up import ANSWERED, turns

OFFER, CHOICES = "offer", "faq_choices"
"""The slot of what was offered last, and its kind when entries were (actions/offer.py, actions/faq.py)."""
_HEAD = re.compile(r"(?:[啊哎呃诶哦嗯呀]|那)*[，, ]*都不是(?:[的啊呀嘛]|这些)*[，,。！! ]*")
_CORRECTS = re.compile(
    r"^(?:[啊哎呃诶哦嗯呀]|喂)*[，, ]*(?:不是(?:不是|[，,。！! ]|这个|那个|[说问]|我?(?:是[说问]|[问要想让]))|不对|错了|[你您](?:又|都)?(?:搞|弄|听|说|理解)错|[谁哪][个位]?(?:说|问))"
    r"|(?<!是)不是[^，,。吗不么?？]{1,8}[，, ]?(?:是|而是)(?!不是|吗)"
    r"|我[问说]的(?:是|不是)|我(?:又|可)?(?:没有?|不是)[问说]|我不是(?:要|来|想)"
)
_ALOUD = 2
"""So many of what was offered are said aloud; who says no has heard of no others."""
_LEAST = 3
"""Characters after 都不是 that say what is meant instead."""


def head_of(words: str) -> int:
    """How many characters of the words only say no to what was offered; 0 where nothing else follows."""
    found = _HEAD.match(words)
    return found.end() if found and len(words) - found.end() >= _LEAST else 0


def refused(words: str, tracker: DialogueStateTracker | None) -> frozenset[str]:
    """The entries that `words` say no to."""
    if tracker is None:
        return frozenset()
    offer, answered = tracker.get_slot(OFFER), tracker.get_slot(ANSWERED)
    corrects = _CORRECTS.search(words) is not None
    entries: set[str] = set()
    chosen_from = isinstance(offer, Mapping) and offer.get("kind") == CHOICES
    if (corrects or _HEAD.match(words)) and chosen_from and _just(offer, tracker):
        entries.update(map(str, offer["ids"][:_ALOUD]))
    elif corrects and isinstance(answered, Mapping) and _just(answered, tracker):
        entries.add(str(answered["faq"]))
    return frozenset(entries)


def without(parsed: Mapping[str, Any], entries: Collection[str]) -> dict[str, Any]:
    """The parse, as if there were no such entries."""
    if not entries:
        return dict(parsed)
    ranking = [row for row in parsed.get(component.FAQ_RANKING) or () if row["id"] not in entries]
    meant = parsed.get(component.FAQ)
    return {
        **parsed,
        component.FAQ_RANKING: ranking,
        component.FAQ: None if meant in entries else meant,
        component.REFUSED: sorted(entries),
    }


def _just(kept: Any, tracker: DialogueStateTracker) -> bool:
    return turns(tracker) - int(kept.get("turn") or 0) <= 1
