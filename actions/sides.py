"""要几天, 我儿子来行不, 为啥呀: half a sentence, answered of the entry or the business that it leans on."""

from __future__ import annotations

import re

from actions import matter, spoken, telling
from actions.bring import HAS
from actions.errors import BranchUnknown
from actions.faq import no_answer, say_part
from actions.matter import ANSWERED, newer_answer, of_visit
from actions.sentences import DETAIL, LEAST, SPEAKS_TO_FACTS, told
from actions.turn import Turn
from actions.understood import TELLS
from actions.way import show_route

SURE = 0.6
"""Score from which an entry of the FAQ answers the half for itself, where what it leans on has no word on it."""
DOUBT = 0.4
"""By so much a question is surely one of the FAQ before it surely has this entry."""
HALF = 0.5
"""Chance of being half a sentence from which it is answered in general, or asked back."""
IN_GENERAL = {
    "person": "utter_matter_person", "unable": "utter_matter_person", "away": "utter_matter_person",
    "fee": "utter_matter_fee", "time": "utter_matter_time_counter", "papers": "utter_side_papers",
    "limit": "utter_side_limit", "way": "utter_side_way", "where": "utter_side_where", "how": "utter_side_how",
    "able": "utter_side_able", "why": "utter_side_why", "doubt": "utter_side_doubt", "after": "utter_side_after",
    "meaning": "utter_side_meaning",
}  # fmt: skip
"""What holds of any matter, with the offer of a person."""
NEAR = 0.3
"""Score from which an entry is what long words are about."""
TELLING = frozenset(["unable", "away", "able", "meaning", "doubt"])
"""Sides of which nothing is asked outright."""
LONG = 10
"""Characters beyond which words seldom leave out what they are about."""
CHOICES = frozenset(["way", "where"])
"""Sides that are also named by who wishes something: 还是柜台吧."""
ASKS = re.compile("[吗呢么不没哪怎咋啥几][^,，]*$|能|可以|行|[机柜窗].*还是|什么|多")
AFTER_TURNS = 3
"""Turns for which an entry is what half a sentence is about."""


async def asks_on(turn: Turn) -> bool:
    """Answers a side of what is talked about; False for a whole sentence, and where nothing was talked of."""
    if turn.alarms:
        return False
    if not turn.aspect or turn.completed or turn.entities("business") or _of_shelf(turn):
        return turn.aspect_of is not None and await matter.asks_on(turn)
    if _wishes(turn) or HAS.search(turn.text):
        return False
    about = of_visit(turn)
    if turn.stays or newer_answer(turn) or (about is None and _answered(turn) is not None):
        return await _of_entry(turn)
    if await matter.asks_on(turn):
        return True
    return about is not None and _in_general(turn)


def asks_of_what(turn: Turn) -> bool:
    """Half a sentence of nothing: it is asked which matter is meant; False for a whole sentence."""
    asks = turn.aspect in IN_GENERAL and turn.aspect not in TELLING
    if not asks or turn.half < HALF or _wishes(turn) or len(turn.text) > LONG:
        return False
    turn.say("utter_side_which")
    return True


def _wishes(turn: Turn) -> bool:
    return turn.aspect in CHOICES and not ASKS.search(turn.text)


async def _of_entry(turn: Turn) -> bool:
    answered = turn.faq if turn.stays else _answered(turn)
    if answered is None or _has_its_own(turn):
        return False
    try:
        entry = await turn.branch.faq(answered)
    except BranchUnknown:
        return False
    if turn.aspect == "where" and entry.card and entry.card["type"] == "place":
        matter.still_about(turn)
        await show_route(turn, str(entry.card["value"]))
        return True
    missed = False
    if turn.aspect == "how":
        found: str | None = entry.speech.rstrip("。")  # what is said first is what to do
    else:
        least = SPEAKS_TO_FACTS if turn.aspect == DETAIL else LEAST
        found = told(telling.fresh(turn, answered), entry.text, least, turn.aspect, turn.text)
        missed = telling.repeats(turn, entry)
        if found is None and missed and turn.act == TELLS:
            return False  # 就外头那个机子: nothing is asked
        if found is None and missed:
            await no_answer(turn, entry.title)
            return True
    if found is None:
        return _in_general(turn)
    matter.still_about(turn)
    aloud = spoken.read_out(found)
    heard = "".join(turn.speech_said())
    asked_again = turn.stays and entry.text.startswith(found.split("；")[0])
    said = any(part in heard for part in (aloud, *found.split("；")))
    # Asked once more: what was said did not reach the point, a person can.
    say_part(turn, answered, found, again=missed or asked_again or said)
    return True


def _in_general(turn: Turn) -> bool:
    """What holds of any matter; False where the words may well be a question of their own."""
    response = IN_GENERAL.get(str(turn.aspect))
    if response is None or _own_score(turn) >= SURE or turn.half < HALF:
        return False
    matter.still_about(turn)
    turn.make_offer("staff")
    turn.say(response)
    return True


def _has_its_own(turn: Turn) -> bool:
    """Whether another entry answers the words for themselves more surely than they lean on something."""
    score = _own_score(turn)
    named = len(turn.text) > LONG and _nearest(turn) >= NEAR
    return score > 0 and (named or turn.half < (1 + score) / 2)


def _own_score(turn: Turn) -> float:
    """How sure an entry other than the one talked about answers the words for themselves, in 0..1."""
    if turn.faq in (None, _answered(turn)):
        return 0.0
    return max(_nearest(turn), turn.confidence - DOUBT)


def _nearest(turn: Turn) -> float:
    """The score, in 0..1, of the entry that answers the words for themselves; 0 for none."""
    scores = (float(row["score"]) for row in turn.faq_ranking if row["id"] == turn.faq)
    return max(scores, default=0.0)


def _answered(turn: Turn) -> str | None:
    """The entry that was answered a moment ago."""
    kept = turn.slot(ANSWERED)
    return str(kept["faq"]) if kept and turn.turns - int(kept["turn"]) <= AFTER_TURNS else None


def _of_shelf(turn: Turn) -> bool:
    """Products are on the screen: what is asked is a fact of theirs."""
    last = turn.last_offer
    return last is not None and last.kind in ("products", "which") and turn.turns - last.turn <= 2
