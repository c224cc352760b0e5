"""The riddle that was asked last: whether the words answer it, and what is said then."""

from __future__ import annotations

import re

from actions import spoken
from actions.game import HINT
from actions.offer import Offer
from actions.turn import Turn

OFFER = "fun"
"""The offer's kind; its data: `fun` (which kind was told), while a riddle is open `answers` and `tries`, and just after it `answer`."""

ENOUGH = re.compile("不(?:想)?猜了?|不玩了?|故事|唱歌|跳舞|换一?个(?:游戏|别的)")
"""The game is over; something else is wanted."""
GIVE_UP = re.compile("谜底|答案|公布|不知道|不晓得|猜不|想不|没想|告诉我|放弃|认输|揭晓")
ANSWER = re.compile("谜底|答案")
"""Asked for, also once more."""
GUESS_LONGER = 6
"""A guess may be so many characters longer than the answer: 是不是雨伞呀."""

NO_GUESSES = frozenset(
    ["emergency", "report_fraud", "lost_item", "call_staff", "complain", "cancel_ticket", "stop"]
)
"""Said while a riddle is open, these are meant."""

GUESS = re.compile(
    "^(?:哦|嗯|那|啊|我觉得|我想|我猜|猜)*(?:是不是|会不会是|我猜是?|应该是|可能是|难道是|莫非是|是)(?!.{0,4}(?:我|您|你|号|要|得|能|可以|这|那|有|在|到))[^，,。？?]{1,7}[，,。？?！!吧吗呀啊嘛呢对不]*$"
)
"""是不是收音机呀: a guess, whatever else knows the word."""
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


def settle_guess(turn: Turn) -> bool:
    """A guess, a wish for a hint or for the answer once more, however it was understood; False when there is none."""
    if settle_right(turn) or _tells_again(turn):
        return True
    riddle = open_riddle(turn)
    if riddle is None or turn.intent in NO_GUESSES:
        return False
    if HINT.search(turn.text) and not riddle.data.get("hinted"):
        answers = [str(answer) for answer in riddle.data["answers"]]
        turn.make_offer(OFFER, **{**riddle.data, "hinted": True})
        turn.say("utter_riddle_hint", length=spoken.count(len(answers[0])))
        return True
    return GUESS.match(turn.text.strip()) is not None and settle_other(turn)


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


def _tells_again(turn: Turn) -> bool:
    """谜底是啥, after it was told: it was not heard."""
    offer = turn.offer
    answer = offer.data.get("answer") if offer is not None and offer.kind == OFFER else None
    if answer is None or not ANSWER.search(turn.text):
        return False
    _close(turn, "utter_riddle_told", str(answer))
    return True


def _close(turn: Turn, response: str, answer: str) -> None:
    turn.make_offer(OFFER, fun="riddle", answer=answer)
    turn.say(response, answer=answer)
