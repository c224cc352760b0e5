"""多久到账, right after 我要转账: an unfinished question read together with what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from nlu import component

MATTER, ANSWERED = "matter", "answered"
"""Slots (actions/matter.py): the business, and the entry of the FAQ, that came last."""
BUSINESS_TURNS, FAQ_TURNS = 12, 2
"""Turns for which each of them is what an unfinished question is about."""
OWN_WORDS = 0.5
"""Score from which an entry answers what was begun in the customer's own words."""
ASKED = {"unable": "能上门办吗", "away": "能代办吗"}
"""What is asked by who only tells why the person does not come."""
PAPERS_TURNS = 6
"""Turns for which 要带什么 is of the business, whatever was answered since."""
SURE = {"person": 0.8, "fee": 0.8, "time": 0.8, "limit": 0.6, "unable": 0.5, "away": 0.4}
"""Score from which an entry answers the question of a business; papers and way the branch knows itself."""
SURE_OF_ENTRY, SAME_ENTRY = 0.6, 0.4
"""Scores from which another entry, or the same one, goes on with the entry that was answered."""


def questions(
    parsed: Mapping[str, Any], tracker: DialogueStateTracker | None
) -> list[tuple[Mapping[str, Any], str]]:
    """What the question may be about, the likelier first, each with the whole question; none when it needs none."""
    return [(matter, _whole(parsed, matter)) for matter in _matters(parsed, tracker)]


def _whole(parsed: Mapping[str, Any], matter: Mapping[str, Any]) -> str:
    """The question with what it is about; who cannot walk is visited, whatever the business."""
    said, aspect = parsed.get("text") or "", str(parsed.get(component.ASPECT))
    about = "" if aspect == "unable" else matter["words"]
    return f"{about}{said}{ASKED.get(aspect, '')}"


def completed(
    parsed: Mapping[str, Any], matter: Mapping[str, Any], other: Mapping[str, Any]
) -> dict[str, Any] | None:
    """`parsed`, answered by the entry that `other`, the parse of the whole question, is sure of; else None."""
    ranking = other.get(component.FAQ_RANKING) or ()
    best: Mapping[str, Any] = max(ranking, key=lambda row: row["score"], default={})
    score = float(best.get("score") or 0.0)
    aspect = str(parsed.get(component.ASPECT))
    if aspect in ASKED:
        needed = SURE[aspect]
    elif "sure" in matter:
        needed = float(matter["sure"])
    elif "faq" in matter:
        needed = SAME_ENTRY if best.get("id") == matter["faq"] else SURE_OF_ENTRY
    else:
        needed = SURE.get(aspect, 2.0)
    if score < needed:
        return None
    return {
        **parsed,
        "intent": {"name": "faq", "confidence": score},
        "entities": [],
        component.FAQ: best["id"],
        component.FAQ_RANKING: list(ranking),
        component.COMPLETED: True,
    }


def _matters(
    parsed: Mapping[str, Any], tracker: DialogueStateTracker | None
) -> list[Mapping[str, Any]]:
    """The business, then the entry: an entry answered in passing does not make 多久到账 its own."""
    if tracker is None or not parsed.get(component.ASPECT) or _names_business(parsed):
        return []
    if (begun := _of_form(tracker)) is not None:
        return [begun]
    turns = sum(isinstance(event, UserUttered) for event in tracker.events) + 1
    business = tracker.get_slot(MATTER)
    of_business = isinstance(business, Mapping) and turns - int(business["turn"]) <= PAPERS_TURNS
    if parsed.get(component.ASPECT) == "papers" and of_business:
        return []  # what to bring the branch knows of each business
    kept = ((tracker.get_slot(MATTER), BUSINESS_TURNS), (tracker.get_slot(ANSWERED), FAQ_TURNS))
    return [
        slot
        for slot, within in kept
        if isinstance(slot, Mapping) and turns - int(slot.get("turn") or 0) <= within
    ]


def _of_form(tracker: DialogueStateTracker) -> Mapping[str, Any] | None:
    """我要转账, where a number is being taken and the sum is still asked for: in the customer's own words."""
    if tracker.active_loop_name != "ticket_form" or not tracker.get_slot("business"):
        return None
    said = (e for e in reversed(tracker.events) if isinstance(e, UserUttered))
    named = next((e for e in said if any(x.get("entity") == "business" for x in e.entities)), None)
    return {"words": named.text, "sure": OWN_WORDS} if named is not None else None


def _names_business(parsed: Mapping[str, Any]) -> bool:
    return bool(parsed.get(component.ASPECT_OF)) or any(
        e.get("entity") == "business" for e in parsed.get("entities") or ()
    )
