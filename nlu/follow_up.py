"""多久到账, right after 我要转账: half a sentence read together with what it leans on.

The half's own words would only add noise: what it asks for is its side, so the side is asked in the usual words, of the
matter in the customer's words and in the branch's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from nlu import component

MATTER, ANSWERED = "matter", "answered"
"""Slots (actions/matter.py): the business, and the entry of the FAQ, that came last."""
BUSINESS_TURNS, FAQ_TURNS = 12, 3
"""Turns for which each of them is what half a sentence is about."""
OFFER, OF_SHELF = "offer", ("products", "which")
"""Slot (actions/offer.py) of what was offered last, and its kinds while products are on the screen."""
SHELF_TURNS = 2
"""Turns for which what is on the screen is what half a sentence is about."""
OWN_TURNS = 4
"""Turns for which it is what the customer said last in a whole sentence."""
PAPERS_TURNS = 6
"""Turns for which 要带什么 is of the business, whatever was answered since."""
ASKED: Mapping[str, tuple[str, ...]] = {
    "fee": ("要手续费吗",),
    "time": ("多久到账", "多久能办好"),
    "limit": ("限额多少",),
    "papers": ("要带什么",),
    "person": ("能代办吗",),
    "unable": ("走不动能上门办吗",),
    "away": ("不在本地能代办吗",),
}
"""How a side is asked in the FAQ's words; of the other sides the entry at hand tells, or the branch."""
SURE_OF_OWN: Mapping[str, float] = {"fee": 0.55, "limit": 0.35, "papers": 0.5, "time": 0.36, "unable": 0.24, "away": 0.42, "person": 0.6}  # fmt: skip
"""Score from which an entry answers the side of what the customer said; held-out talks chose it."""
SURE_OF_NAME: Mapping[str, float] = {"fee": 0.55, "time": 0.55, "limit": 0.5, "unable": 0.4, "away": 0.4}  # fmt: skip
"""The same, of the branch's own name for the matter, which fits each side of it nearly as well."""
LEANING = 0.9
"""Chance of being half a sentence from which words go on with the entry that was told just before."""
AS_GOOD = 0.8
"""Share of the best score from which another entry tells more of it than the one that was just said."""
_TOPICAL = frozenset(["take_ticket", "faq", "ask_product", "complain", "out_of_scope"])
"""Intents whose sentences may be what a half leans on."""


@dataclass(frozen=True)
class Question:
    """One whole question; `sure` is the score from which an entry answers it, other than the one just said."""

    words: str
    sure: float
    said: str | None = None


def questions(parsed: Mapping[str, Any], tracker: DialogueStateTracker | None) -> list[Question]:
    """What the customer may be asking, whole, the likelier first; none when it needs none."""
    side = parsed.get(component.ASPECT)
    if tracker is None or side not in ASKED or _names_business(parsed) or _has_its_own(parsed):
        return []
    if side == "papers" and (_at_hand(tracker) or tracker.active_loop_name):
        return []  # what to bring the branch knows of each business
    answered = tracker.get_slot(ANSWERED)
    if of_case(tracker):
        return []  # its own entry tells
    said = str(answered["faq"]) if isinstance(answered, Mapping) else None
    return [
        Question(f"{head}{asked}", sure, said)
        for head, sure in _heads(tracker, str(side))
        for asked in ASKED[str(side)]
    ]


def completed(
    parsed: Mapping[str, Any], question: Question, other: Mapping[str, Any]
) -> dict[str, Any] | None:
    """`parsed`, answered by the entry that `other`, the parse of the whole question, is sure of; else None."""
    ranking = other.get(component.FAQ_RANKING) or ()
    best: Mapping[str, Any] = max(ranking, key=lambda row: row["score"], default={})
    if best.get("id") == question.said:
        near = (row for row in ranking if row["score"] >= AS_GOOD * best["score"])
        best = next((row for row in near if row["id"] != question.said), {})
    score = float(best.get("score") or 0.0)
    if score < question.sure:
        return None
    return {
        **parsed,
        "intent": {"name": "faq", "confidence": score},
        "entities": [],
        component.FAQ: best["id"],
        component.FAQ_RANKING: list(ranking),
        component.COMPLETED: True,
    }


def of_case(tracker: DialogueStateTracker) -> bool:
    """Whether a case was opened, or told of, after all else that could be asked about."""
    answered = tracker.get_slot(ANSWERED)
    if not isinstance(answered, Mapping) or answered.get("words"):
        return False
    business, turn = tracker.get_slot(MATTER), int(answered.get("turn") or 0)
    older = not isinstance(business, Mapping) or int(business.get("turn") or 0) <= turn
    return older and turns(tracker) - turn <= FAQ_TURNS


def newly_told(tracker: DialogueStateTracker) -> bool:
    """Whether an entry was told in the turn before, after all that was said of a business."""
    answered, business = tracker.get_slot(ANSWERED), tracker.get_slot(MATTER)
    if not isinstance(answered, Mapping) or not answered.get("words"):
        return False
    turn = int(answered.get("turn") or 0)
    older = not isinstance(business, Mapping) or int(business.get("turn") or 0) < turn
    return older and turns(tracker) - turn <= 1


def _heads(tracker: DialogueStateTracker, side: str) -> Iterator[tuple[str, float]]:
    """What is on the screen, the customer's own last whole words, then the names of the business and of the entry, each with its score."""
    now = turns(tracker)
    if on_shelf := shelf_words(tracker):
        yield on_shelf, SURE_OF_OWN[side]
    for own in own_words(tracker, 1):
        yield own, SURE_OF_OWN[side]
    if side not in SURE_OF_NAME:
        return
    for slot, within in ((MATTER, BUSINESS_TURNS), (ANSWERED, FAQ_TURNS)):
        kept = tracker.get_slot(slot)
        if not isinstance(kept, Mapping) or not kept.get("words"):
            continue  # nothing, or a case, of which its own entry tells
        if now - int(kept.get("turn") or 0) <= within:
            yield str(kept["words"]), SURE_OF_NAME[side]


def shelf(tracker: DialogueStateTracker) -> Mapping[str, Any] | None:
    """The offer of the products that are on the screen."""
    offer = tracker.get_slot(OFFER)
    if not isinstance(offer, Mapping) or offer.get("kind") not in OF_SHELF:
        return None
    return offer if turns(tracker) - int(offer.get("turn") or 0) <= SHELF_TURNS else None


def shelf_words(tracker: DialogueStateTracker) -> str:
    """What is on the screen, in the shelf's own words; empty for nothing."""
    return str((shelf(tracker) or {}).get("words") or "")


def own_words(tracker: DialogueStateTracker, most: int) -> list[str]:
    """我想给我妈汇点钱, said a moment ago, the last `most` of such, oldest first; a bare 五千 and halves do not count."""
    said = [event for event in tracker.events if isinstance(event, UserUttered)]
    whole = [
        str(event.text)
        for event in said[-OWN_TURNS - 1 :]
        if ((event.parse_data or {}).get("intent") or {}).get("name") in _TOPICAL
        and not (event.parse_data or {}).get(component.ASPECT)
    ]
    return whole[-most:]


def uttered(tracker: DialogueStateTracker) -> list[UserUttered]:
    """The customer's turns before this one, in order; being greeted is none."""
    heard = [event for event in tracker.events if isinstance(event, UserUttered)]
    return [event for event in heard if event.text != component.GREETED]


def said(tracker: DialogueStateTracker) -> list[str]:
    """All that the customer has said before in this visit, in order."""
    return [str(event.text or "") for event in uttered(tracker)]


def turns(tracker: DialogueStateTracker) -> int:
    """The number of the turn that is being read, from 1."""
    return 1 + len(uttered(tracker))


def _at_hand(tracker: DialogueStateTracker) -> bool:
    business = tracker.get_slot(MATTER)
    return isinstance(business, Mapping) and turns(tracker) - int(business["turn"]) <= PAPERS_TURNS


def _has_its_own(parsed: Mapping[str, Any]) -> bool:
    """Whether an entry answers the words for themselves more surely than they lean on something."""
    if not parsed.get(component.FAQ):
        return False
    ranking = parsed.get(component.FAQ_RANKING) or ()
    score = max((float(row["score"]) for row in ranking), default=0.0)
    return float(parsed.get(component.HALF) or 0.0) < (1 + score) / 2


def _names_business(parsed: Mapping[str, Any]) -> bool:
    return bool(parsed.get(component.ASPECT_OF)) or any(
        e.get("entity") == "business" for e in parsed.get("entities") or ()
    )
