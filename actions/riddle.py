"""The riddle that was asked last: whether the words answer it, and what is said then."""

from __future__ import annotations

import re

from actions.offer import Offer
from actions.turn import Turn

OFFER = "fun"
"""The offer's kind; its data: `fun` (which kind was told) and, while a riddle is open, `answers`, `tries`."""

ENOUGH = re.compile("不(?:想)?猜了?|不玩了?|故事|唱歌|跳舞|换一?个(?:游戏|别的)")
"""The game is over; something else is wanted."""
GIVE_UP = re.compile("谜底|答案|公布|不知道|不晓得|猜不|想不|没想|告诉我|放弃|认输|揭晓")
GUESS_LONGER = 6
"""A guess may be so many characters longer than the answer: 是不是雨伞呀."""

NO_GUESSES = frozenset(
    ["emergency", "report_fraud", "lost_item", "call_staff", "complain", "cancel_ticket", "stop"]
)
"""Said while a riddle is open, these are meant."""

TRIES = 2


def open_riddle(turn: Turn) -> Offer | None:
    """The riddle that still waits for its answer."""
    offer = turn.offer
    return (
        offer if offer is not None and offer.kind == OFFER and offer.data.get("answers") else None
    )


def settle_right(turn: Turn) -> bool:
    """Praises a right guess, however it was understood; False when there is none."""
    riddle = open_riddle(turn)
    if riddle is None or turn.intent in NO_GUESSES:
        return False
    answers = [str(answer) for answer in riddle.data["answers"]]
    words = re.sub(r"\W", "", turn.text)
    right = any(a in words and len(words) <= len(a) + GUESS_LONGER for a in answers)
    if right:
        _close(turn, "utter_riddle_right", answers[0])
    return right


def settle_other(turn: Turn) -> bool:
    """A wrong guess or giving up; False when no riddle is open."""
    riddle = open_riddle(turn)
    if riddle is None:
        return False
    answers = [str(answer) for answer in riddle.data["answers"]]
    tries = int(riddle.data.get("tries") or 0) + 1
    if ENOUGH.search(turn.text):
        turn.make_offer(OFFER, fun="joke")
        turn.say("utter_riddle_enough", answer=answers[0])
        return True
    if tries >= TRIES or turn.intent == "deny" or GIVE_UP.search(turn.text):
        _close(turn, "utter_riddle_told", answers[0])
    else:
        turn.make_offer(OFFER, fun="riddle", answers=answers, tries=tries)
        turn.say("utter_riddle_wrong")
    return True


def _close(turn: Turn, response: str, answer: str) -> None:
    turn.make_offer(OFFER, fun="riddle")
    turn.say(response, answer=answer)
