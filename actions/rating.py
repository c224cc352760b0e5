"""Stars for the visit; who is not content is asked why, and what is wrong goes to somebody who mends it."""

from __future__ import annotations

import re

from actions import cards
from actions.case_form import NONE, WORDS_LIMIT, CaseForm, says_nothing, tells
from actions.form import Ask, Completion, Values
from actions.handing import hand_over
from actions.turn import Turn

FORM = "rating_form"

LOW = 2
"""So many stars or fewer are asked about."""

_WORDS = (
    (1, re.compile("非常不满|很不满|极差|太差|差劲|差评|一星|1星|零分|0分|一分$|1分$|最低|垃圾|糟糕")),
    (2, re.compile("不满意|不太满意|不怎么样|二星|两星|2星|不好|不行|有点差|较差|踩")),
    (3, re.compile("一般|还行|还可以|凑合|马马虎虎|三星|3星|及格|中等|过得去")),
    (5, re.compile("非常满意|很满意|特别满意|十分满意|超级?满意|五星|5星|满分|好评|非常好|特别好|太好了|很棒|真棒|完美|点赞|赞|一百分|100分|最高")),
    (4, re.compile("满意|不错|挺好|四星|4星|很好|好|较好|可以")),
)  # fmt: skip
_OF_TEN = {"十": 5, "10": 5, "九": 5, "9": 5, "八": 4, "8": 4, "七": 4, "7": 4, "六": 3, "6": 3}
_OF_FIVE = {
    "五": 5,
    "5": 5,
    "四": 4,
    "4": 4,
    "三": 3,
    "3": 3,
    "二": 2,
    "两": 2,
    "2": 2,
    "一": 1,
    "1": 1,
}
_POINTS = re.compile("(10|十|[一二两三四五六七八九1-9])\\s*(?:分|颗?星|$)")


def stars(text: str) -> int | None:
    """1 to 5 stars from words (非常满意), stars (四星) or points of ten (九分); None when there are none."""
    points = _POINTS.search(text.strip("吧啊呀了。！!"))
    if points:
        return _OF_FIVE.get(points[1]) or _OF_TEN[points[1]]
    return next((count for count, words in _WORDS if words.search(text)), None)


class ValidateRatingForm(CaseForm):
    """The stars, and, when they are few, what was wrong."""

    form = FORM
    answers = CaseForm.answers | {"rate_service", "complain", "chitchat", "leave_message", "thank"}
    free = ("story",)
    wants_phone = False

    async def settle(self, turn: Turn, asked: str | None, given: Values) -> Values | None:
        return None

    def listens(self, turn: Turn, asked: str) -> bool:
        if asked == "stars":
            return turn.intent in self.answers or stars(turn.text) is not None
        return says_nothing(turn) or tells(turn)

    async def read(self, turn: Turn, asked: str | None, given: Values) -> Values:
        if asked is not None and says_nothing(turn):
            return {asked: NONE}
        if asked == "story":
            if turn.intent in ("deny", "affirm") and len(turn.text) < 8:
                return given
            return {**given, "story": turn.text[:WORDS_LIMIT]}
        count = stars(turn.text)
        if count is None:
            return given
        await turn.branch.rate(count, turn.conversation, turn.text[:WORDS_LIMIT])
        return {**given, "stars": count}

    async def next_question(self, turn: Turn, known: Values) -> str | None:
        if not known["stars"]:
            return "stars"
        if known["stars"] == NONE or known["stars"] > LOW or known["story"]:
            return None
        return "story"


class AskStars(Ask):
    """How many."""

    form = FORM
    slot = "stars"
    response = "utter_ask_stars"


class AskWhatWasWrong(Ask):
    """What was not as it should be."""

    form = FORM
    slot = "story"
    response = "utter_ask_what_was_wrong"


class RateService(Completion):
    """Thanks; a complaint of it when the visitor said what was wrong."""

    action = "action_rate_service"
    form = FORM

    async def complete(self, turn: Turn, values: Values) -> None:
        count, story = values["stars"], values["story"]
        if not isinstance(count, int):
            self.say_dropped(turn, "utter_rating_none")
        elif story and story != NONE:
            case = await hand_over(turn, "complaint", "rating")
            turn.say("utter_rated_case", cards.case(case), case_number=case.number)
        elif count <= LOW:
            turn.say("utter_rated_low")
        else:
            turn.say("utter_rated_middle" if count == LOW + 1 else "utter_rated")
