"""A word for the branch: praise, a suggestion, a message; for whom, where it is praise."""

from __future__ import annotations

import re

from actions import cards, wording
from actions.case_form import NONE, WORDS_LIMIT, CaseForm, keep, kept, says_nothing
from actions.faq import offer_choices
from actions.flow import Flow
from actions.form import DECLINED, Ask, Completion, Values
from actions.form_slots import OUTCOME
from actions.fraud import WARNED
from actions.handing import SUMMARY_LIMIT
from actions.matter import about_case
from actions.model import Case
from actions.turn import Turn

FORM = "message_form"

PRAISE = re.compile("表扬|夸|点赞|感谢|谢谢|锦旗|好评|热情|耐心|周到|负责")
SUGGESTION = re.compile("建议|希望|最好|应该|能不能|可不可以|多开|改进|提个?意见")
BARE = re.compile(
    "我|你们?|他们?|要|想|给|帮|替|跟|和|让|叫|麻烦|请|能不能|可以|可不可以|留|个|条|句|话|言|一下|一个|一声|说|带|转告|转达|告诉|"
    "提|写|意见|建议|表扬|夸|感谢|点赞|经理|行长|领导|大堂|银行|网点|人|吗|吧|呢|的|了|[，。！!？?,\\s]"
)
"""Words that say that somebody has a word to leave and not yet which."""
ASKS = re.compile("[?？]|[吗呢么][。！ ]*$|怎么|多少|谁|哪|什么|能不能|会不会|要不要")
UNSURE = 0.5
CONTENT = 4
WHOM = re.compile(
    "[一二三四五六七八九十两\\d]+\\s*号?(窗口|柜台|窗)|窗口|柜台|柜员|大堂|经理|保安|阿姨|保洁|姓.|小[\\u4e00-\\u9fa5]|老[\\u4e00-\\u9fa5]师傅|"
    "[\\u4e00-\\u9fa5]师傅|理财|客户经理|行长|娇娇|机器人|戴眼镜|扎辫子|那[个位](姑娘|小伙|小姑娘|女士|先生|同志)"
)


def sort_of(text: str) -> str:
    """praise, suggestion or word."""
    if PRAISE.search(text):
        return "praise"
    return "suggestion" if SUGGESTION.search(text) else "word"


def doubtful(turn: Turn) -> bool:
    """要交给你们吗: a question that is hardly a word to be left."""
    return turn.confidence < UNSURE and ASKS.search(turn.text) is not None


class LeaveMessage(Flow):
    """What was said already is recorded at once; the form asks for what is missing."""

    action = "action_leave_message"

    async def answer(self, turn: Turn) -> None:
        if doubtful(turn):
            if not await offer_choices(turn, "utter_faq_choices"):
                turn.make_offer("staff")
                turn.say("utter_staff_unsure")
            return
        turn.drop_offer()
        turn.set("about", sort_of(turn.text))
        if len(BARE.sub("", turn.text)) >= CONTENT:
            await _record(turn, turn.text)
            if WHOM.search(turn.text):
                turn.set("whom", turn.text[:WORDS_LIMIT])


async def _record(turn: Turn, words: str) -> Case:
    """Opens the case with these words and says its number."""
    about = str(turn.slot("about") or sort_of(words))
    summary = wording.phrase(f"utter_part_case_{about}", words=words[:SUMMARY_LIMIT])
    case = await turn.branch.open_case(
        "message", turn.conversation, summary, turn.key("case-message")
    )
    keep(turn, case)
    turn.set("story", words[:WORDS_LIMIT])
    turn.say(f"utter_{about}_left", cards.case(case), case_number=case.number)
    return case


class ValidateMessageForm(CaseForm):
    """What to pass on, and whom it is about when it is praise."""

    form = FORM
    free = ("story", "whom")
    told_by = "message_left"
    wants_phone = False

    async def settle(self, turn: Turn, asked: str | None, given: Values) -> Values | None:
        # 我先给谁打电话, after a warning, was answered as part of the tale.
        just_warned = asked is None and (turn.slot(WARNED) == turn.turns or doubtful(turn))
        return {OUTCOME: DECLINED, "story": NONE, "whom": NONE} if just_warned else None

    async def read(self, turn: Turn, asked: str | None, given: Values) -> Values:
        if asked != "story" or kept(turn) is not None:
            return await super().read(turn, asked, given)
        words = turn.text
        about_case(turn, self.told_by)
        if says_nothing(turn):
            return {"story": NONE}
        if turn.intent in ("deny", "affirm") and len(words) < 8:
            return given
        await _record(turn, words)
        found = {**given, "story": words[:WORDS_LIMIT]}
        return {**found, "whom": words[:WORDS_LIMIT]} if WHOM.search(words) else found

    async def next_question(self, turn: Turn, known: Values) -> str | None:
        if not known["story"]:
            return "story"
        praised = known["about"] == "praise" and known["story"] != NONE
        return "whom" if praised and not known["whom"] else None


class AskMessageStory(Ask):
    """What to pass on."""

    form = FORM
    slot = "story"
    response = "utter_ask_message"


class AskMessageWhom(Ask):
    """Who is praised."""

    form = FORM
    slot = "whom"
    response = "utter_ask_whom"


class CompleteMessage(Completion):
    """Thanks, once more only when something was added; kindly when nothing was left."""

    action = "action_message_done"
    form = FORM

    async def complete(self, turn: Turn, values: Values) -> None:
        if values[OUTCOME] == DECLINED and (turn.slot(WARNED) == turn.turns or doubtful(turn)):
            return
        if not values["case"]:
            self.say_dropped(turn, "utter_message_none")
        elif values["whom"] == NONE:
            turn.say("utter_praise_all")
        elif values["whom"] and values["whom"] != values["story"]:
            turn.say("utter_praise_whom")
