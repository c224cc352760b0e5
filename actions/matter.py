"""What the visitor is about: 要身份证吗, 多久能办好 and 收费吗 are asked of the business that was named last."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import Any

from actions import spoken
from actions.errors import BranchRefused, BranchUnknown
from actions.model import Triage
from actions.product import business_shown
from actions.sentences import LEAST, SENTENCE, SPEAKS, told
from actions.shelves import SAVED
from actions.turn import Turn
from actions.understood import as_number

MATTER = "matter"
"""Slot: {business, words, amount, machine, place_name, turn} of the business that was served last; `words` for nlu/follow_up.py."""
ANSWERED = "answered"
"""Slot: {faq, words, turn} of the FAQ entry that was answered last, or tells of the case at hand (no `words` then)."""
NEAR = 0.5
"""Score from which an entry's word on the time is of the business that was named."""
FRESH = 1
"""Turns for which an entry is what half a sentence is about, though a business is at hand."""
WITHIN = 25
"""Turns for which a number or a machine is what an unfinished question is about."""
ASPECTS = frozenset(
    ["person", "unable", "away", "fee", "time", "way", "where", "how", "why", "after"]
)
"""Sides (docs/developer.md) that are told of a business; `papers` is of actions.bring, `limit` of the FAQ."""
AT_ITS_PLACE = frozenset(["time", "way", "where", "how", "after"])
"""Those that are told otherwise of a machine than of a counter."""


@dataclass(frozen=True)
class Matter:
    """A business of the branch, with the sum that was said (CNY)."""

    business: str
    amount: float | None


def remember(turn: Turn, where: Triage, amount: float | None) -> None:
    """The business is what the visitor is about from now on."""
    about = {"business": where.business, "words": where.business_name, "amount": amount}
    machine = None if where.at_counter else where.place
    place = {"machine": machine, "place_name": where.place_name}
    turn.set(MATTER, {**about, **place, "turn": turn.turns})


def let_go(turn: Turn, business: str) -> None:
    """The business was asked about no further: nothing is told of it, but 那排号吧 means it all the same."""
    about = {"business": business, "words": "", "amount": None}
    turn.set(MATTER, {**about, "machine": None, "place_name": None, "turn": turn.turns})


def remember_answer(turn: Turn, faq: str, title: str) -> None:
    """The entry of the FAQ is what 那多久呢 is about, unless it was itself asked of the business."""
    if turn.completed and not newer_answer(turn):
        return
    turn.set(ANSWERED, {"faq": faq, "words": title, "turn": turn.turns})


def about_case(turn: Turn, faq: str) -> None:
    """A case was opened, or is being told of: this entry of the FAQ tells what comes of such a one (谁来管, 多久给我回话)."""
    turn.set(ANSWERED, {"faq": faq, "words": "", "turn": turn.turns})


def still_about(turn: Turn) -> None:
    """A side of the entry was told: it stays what is talked about."""
    kept = turn.slot(ANSWERED)
    if kept:
        turn.set(ANSWERED, {**kept, "turn": turn.turns})


def of_visit(turn: Turn) -> Matter | None:
    """The business that the visitor is about; None when none was served lately."""
    kept = turn.slot(MATTER)
    if not kept or turn.turns - int(kept["turn"]) > WITHIN:
        return None
    return Matter(str(kept["business"]), as_number(kept["amount"]))


def just_answered(turn: Turn, faq: str, within: int = 3) -> bool:
    """Whether this entry was answered a moment ago."""
    return just_told(turn, within) == faq


def just_told(turn: Turn, within: int = 3) -> str | None:
    """The entry that was answered a moment ago."""
    kept = turn.slot(ANSWERED)
    fresh = kept and 0 < turn.turns - int(kept["turn"]) <= within
    return str(kept["faq"]) if fresh else None


def in_midst(turn: Turn, within: int = 7) -> bool:
    """Whether the talk is about an entry of the FAQ already."""
    return just_told(turn, within) is not None


def title_told(turn: Turn, within: int = 3) -> str | None:
    """The title of the entry that was answered a moment ago."""
    kept = turn.slot(ANSWERED)
    return str(kept["words"]) or None if kept and just_told(turn, within) else None


def at_hand(turn: Turn, within: int = 6) -> bool:
    """Whether a business was served so lately that 要带什么 is asked of it, whatever was answered since."""
    kept = turn.slot(MATTER)
    return bool(kept) and turn.turns - int(kept["turn"]) <= within


def newer_answer(turn: Turn) -> bool:
    """Whether an entry of the FAQ came after the business: the question may be of that."""
    kept, answered = turn.slot(MATTER), turn.slot(ANSWERED)
    if not answered or turn.turns - int(answered["turn"]) > FRESH:
        return False
    return not kept or int(answered["turn"]) > int(kept["turn"])


def other_matter(turn: Turn, within: int = 3) -> bool:
    """Whether an entry of the FAQ has been what is talked about since the business was served."""
    kept, answered = turn.slot(MATTER), turn.slot(ANSWERED)
    if not kept or not answered or turn.turns - int(answered["turn"]) > within:
        return False
    return int(answered["turn"]) > int(kept["turn"]) and turn.text != answered["words"]


async def asks_on(turn: Turn) -> bool:
    """A side of the business that the visitor is about, as the branch knows it; False for all else."""
    if turn.aspect_of is not None:
        return await _tells_time(turn, turn.aspect_of)
    aspect, matter = turn.aspect, of_visit(turn) or await _of_shelf(turn)
    if aspect not in ASPECTS or turn.entities("business") or turn.completed or newer_answer(turn):
        return False
    if matter is None and aspect == "way":
        turn.say("utter_matter_way")
        return True
    if matter is not None and turn.form and turn.slot("business") not in (None, matter.business):
        return False  # a number for something else is being taken
    if matter is None or (
        matter.business == "fx_exchange" and aspect == "fee" and "费" not in turn.text
    ):
        return False  # 现在多少钱, of pounds, is the rate
    where = await _where(turn, matter)
    if where is None:
        return False
    response = f"utter_matter_{aspect}"
    if aspect in AT_ITS_PLACE:
        response += "_counter" if where.at_counter else "_machine"
    if turn.offer is not None:
        turn.make_offer(turn.offer.kind, **turn.offer.data)
    turn.say(response, **_values(where))
    return True


async def _of_shelf(turn: Turn) -> Matter | None:
    """The business of a loan or a fund on the screen; how to get a deposit its own papers say."""
    business = await business_shown(turn)
    return None if business in (None, SAVED) else Matter(str(business), None)


async def _tells_time(turn: Turn, business: str) -> bool:
    """办个卡要多久: how long the business takes, in the words of an entry about it, else of the branch."""
    where = await _where(turn, Matter(business, None))
    if where is None:
        return False
    remember(turn, where, None)
    written = await _written_time(turn)
    if where.at_counter:
        turn.make_offer("counter", business=business, amount=None)
        response = "utter_time_of_counter"
    else:
        place = {"place": where.place, "place_name": where.place_name}
        turn.make_offer("self_service", business=business, amount=None, **place)
        response = "utter_machine_quick"
    if written is not None:
        aloud = spoken.fit(spoken.read_out(written), SENTENCE)
        turn.say("utter_side", answer=written, answer_spoken=aloud)
    else:
        turn.say(response, **_values(where))
    return True


async def _written_time(turn: Turn) -> str | None:
    """What the entry that fits the words says of the time."""
    if turn.faq is None or not _fits(turn):
        return None
    with contextlib.suppress(BranchUnknown):
        entry = await turn.branch.faq(turn.faq)
        found = told(turn.speaks(turn.faq), entry.text, LEAST, "time", turn.text)
        return found if found and SPEAKS["time"].search(found) else None
    return None


def _fits(turn: Turn) -> bool:
    """Whether the entry is near, and not only the nearest of all."""
    return any(row["id"] == turn.faq and float(row["score"]) >= NEAR for row in turn.faq_ranking)


async def _where(turn: Turn, matter: Matter) -> Triage | None:
    """Where the business is done, the counter when a sum would decide; None where the branch does none of it."""
    try:
        where = await turn.branch.triage(matter.business, matter.amount)
        if where.need:
            where = await turn.branch.triage(matter.business, prefer_counter=True)
    except (BranchRefused, BranchUnknown):
        return None
    return where


def speaks_of(turn: Turn, entry: str) -> bool:
    """Whether the entry has a word on the side that was asked about; true for a question of no side."""
    words = SPEAKS.get(turn.aspect or "")
    return words is None or not turn.completed or words.search(entry) is not None


def says_in_general(turn: Turn) -> bool:
    """What holds of every business, where the entry at hand has no word on it."""
    if not turn.completed or turn.aspect not in ("person", "fee", "time"):
        return False
    counter = "_counter" if turn.aspect == "time" else ""
    turn.say(f"utter_matter_{turn.aspect}{counter}")
    return True


def _values(where: Triage) -> dict[str, Any]:
    return {
        "business_name": where.business_name,
        "place_name": where.place_name,
        "reason": where.reason,
        "reason_spoken": spoken.fit(spoken.read_out(where.reason), 34),
    }
