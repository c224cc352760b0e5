"""居留许可还没拿到可以开吗, some turns after 我想开个卡: loose words of which no entry is sure, read together with what was said before.

An entry answers them when both have their share in it: it fits the two together clearly better than either alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.shared.core.trackers import DialogueStateTracker

from nlu import component
from nlu.follow_up import LEANING, newly_told, own_words

LEAST, RISE = 0.3, 1.3
"""Score of an entry for both together, and how many times it is what the better of the two had alone. Chosen on talks of
other hands than the training data's: 14 of 16 entries found were right there."""
RISE_OF_SAID = 1.08
"""The same of the entry that what was said before is surely about: to stay with a matter needs less."""
NEAR = 0.25
"""Score from which an entry has its own word on the loose words: 我妈的卡我能取吗 needs nothing that was said before."""
SHORTEST = 4
"""Characters; shorter words have no share of their own."""
FOREIGN = 0.95
"""From this certainty on words that were refused have nothing to do with a bank."""


def heads(parsed: Mapping[str, Any], tracker: DialogueStateTracker | None) -> list[str]:
    """What was said before, to be read before the words; none when the words are understood, or say too little."""
    if tracker is None or tracker.active_loop_name or not _unsure(parsed):
        return []
    if float(parsed.get(component.HALF) or 0.0) >= LEANING and newly_told(tracker):
        return []
    said = own_words(tracker, 2)
    return ["".join(said[first:]) for first in reversed(range(len(said)))]


def read(
    parsed: Mapping[str, Any], alone: Mapping[str, Any], joined: Mapping[str, Any]
) -> dict[str, Any] | None:
    """`parsed`, answered by the entry that only what was said before (`alone`) and the words together bring up; else None."""
    own, before = _scores(parsed), _scores(alone)
    said = max(before, key=lambda entry: before[entry], default=None)
    for entry, score in sorted(_scores(joined).items(), key=lambda item: -item[1]):
        rise = RISE_OF_SAID if entry == said else RISE
        least = max(LEAST, rise * max(own.get(entry, 0.0), before.get(entry, 0.0)))
        if entry in own and score >= least:
            ranking = [{"id": entry, "score": score}]
            intent = {"name": "faq", "confidence": score}
            return {
                **parsed,
                "intent": intent,
                "entities": [],
                component.FAQ: entry,
                component.FAQ_RANKING: ranking,
                component.ASPECT: None,
            }
    return None


def _unsure(parsed: Mapping[str, Any]) -> bool:
    intent = parsed.get("intent") or {}
    if len(str(parsed.get("text") or "")) < SHORTEST or parsed.get(component.COMPLETED):
        return False
    if intent.get("name") == "faq":
        return not parsed.get(component.FAQ) and max(_scores(parsed).values(), default=0.0) < NEAR
    return intent.get("name") == "out_of_scope" and float(intent.get("confidence") or 0) < FOREIGN


def _scores(parsed: Mapping[str, Any]) -> dict[str, float]:
    return {str(row["id"]): float(row["score"]) for row in parsed.get(component.FAQ_RANKING) or ()}
