"""A complaint: one apology, the story once, a number to call back for who wants it, never an argument."""

from __future__ import annotations

import re

from actions import cards
from actions.callback import has_phone
from actions.case_days import ASKS_DAYS, say_days
from actions.case_form import GIVEN, NONE, WORDS_LIMIT, CaseForm, PhoneQuestion, keep
from actions.case_talk import NEVER
from actions.faq import answer_faq
from actions.flow import Flow
from actions.form import Ask, Completion, Values
from actions.handing import TOLD_BY, adds_to_complaint, hand_over
from actions.matter import ANSWERED
from actions.model import Case
from actions.turn import Turn

FORM = "complaint_form"

BARE = re.compile(
    "怎么|咋|为什么|搞|回事|什么|这样|就|呀|啊|吗|呢|人家|都|我|你们?|对|要|想|投诉|提?意见|有|找|不满意?|很|非常|特别|太|真|要求|一下|个|人|反映|情况|问题|生气|气死|了|的|举报|这里|这儿|[，。！!？?,\\s]"
)
"""Words that say that somebody complains and not yet about what."""
UNSURE = 0.4
"""Below this confidence it is no complaint without a word of grievance."""
GRIEVANCE = re.compile(
    "投诉|意见|态度|骂|凶|吼|推来|等了|差|慢|久|气|烂|破|骗|凭什么|怎么回事|太|不理|没人(?:管|理)|举报|银保监|监管|12378|95"
)
PLAIN = re.compile(
    "投诉|意见|举报|银保监|监管|12378|态度|骂|凶|吼|嚷|白眼|不理|推[来诿]|等了|排了|太慢|半天|几个?小时|你们|你行|你家|咱们行|贵行|柜员|窗口|保安|经理|行长|领导|负责人|服务|道歉|赔|乱收|多收了|骗|欺负"
)
"""Blames the branch or somebody in it, whatever was asked before."""
OF_OTHERS = re.compile("(?:上回|上次|以前|之前|别|那|另|其他|人家).{0,3}(?:家|银行|行里)|隔壁")
"""Blames another bank."""
ENTRY = 0.4
"""Score from which a question of the FAQ stands in the words."""
ASKS = re.compile(
    "[吗么不没][？?，,]?(?=上|以|之|别|那|人|我|你|$)|怎么|咋回事|(?:什么|啥)(?:意思|钱|费|情况|名目)|多少|能不能|可不可以|要不要|收不收"
)
BLAMES = re.compile(
    "投诉|意见|举报|银保监|监管|12378|态度|骂|凶|吼|嚷|白眼|不理|推[来诿]|等了|排了|太|半天|几个?小时|道歉|赔|乱|多收|骗|欺负|到底|凭|快点?|慢|怎么(?:回事|搞|这)|敢|不管|没人|为什么|为啥|咋不|怎么不|扣|退"
)
"""Blames somebody, or has run out of patience, whatever it asks."""
PLAIN_QUESTION = re.compile(
    "有没有|有[^，,。]{0,8}[吗没么]|能不能|可不可以|行不行|要不要|会不会|是不是|多少|几[点天号个]|哪[里儿个]|什么时候|啥时候|[吗么][?？啊呀]*$"
)
"""那你们今天有没有英镑啊，我人都来了: asks, and only sighs."""
WHILE_ASKING = 2
"""For so many turns after an answer of the FAQ who grumbles is still asking."""
STORY = 3
"""Characters beyond those that make it a story."""


class Complain(Flow):
    """The complaint on its way with a number and a status page, before anything is asked."""

    action = "action_complain"

    async def answer(self, turn: Turn) -> None:
        if turn.confidence < UNSURE and not turn.form and not GRIEVANCE.search(turn.text):
            turn.make_offer("staff")
            turn.say("utter_staff_unsure")
            return
        again = turn.times_run(self.action) > 0
        if not again and not turn.form and await _grumbles(turn):
            return
        turn.drop_offer()
        if again:
            # Asked once is enough for somebody who is angry.
            turn.set("story", turn.text[:WORDS_LIMIT])
            turn.set("phone", GIVEN if has_phone(turn) else turn.slot("phone") or NONE)
            if not has_phone(turn) and await adds_to_complaint(turn):
                return
        case = await hand_over(turn, "complaint", "complaint")
        keep(turn, case)
        if again:
            turn.say_fresh("utter_complaint_more", cards.case(case), case_number=case.number)
            return
        if has_phone(turn):
            turn.set("phone", GIVEN)
        if len(BARE.sub("", turn.text)) >= STORY:
            turn.set("story", turn.text[:WORDS_LIMIT])
        turn.say("utter_complaint", cards.case(case), case_number=case.number)


async def _grumbles(turn: Turn) -> bool:
    """我又没犯法凭啥给我限了, in the middle of a question: its answer or a person, and no case; False for a complaint."""
    if PLAIN_QUESTION.search(turn.text) and not BLAMES.search(turn.text):
        turn.make_offer("staff")
        turn.say_fresh("utter_asks_staff")
        return True
    if PLAIN.search(turn.text) and not OF_OTHERS.search(turn.text):
        return False
    best = turn.faq_ranking[0] if turn.faq_ranking else {}
    near = float(best.get("score") or 0) >= ENTRY
    if near and ASKS.search(turn.text) and await answer_faq(turn, str(best["id"])):
        return True
    answered = turn.slot(ANSWERED)
    if not answered or turn.turns - int(answered["turn"]) > WHILE_ASKING:
        return False
    turn.make_offer("staff")
    turn.say_fresh("utter_grumbles")
    return True


class ValidateComplaintForm(CaseForm):
    """What happened, in one free sentence, and a number to call back."""

    form = FORM
    free = ("story",)
    told_by = TOLD_BY["complaint"]

    def listens(self, turn: Turn, asked: str) -> bool:
        # 我没投诉呀 is no part of a story.
        return not NEVER.search(turn.text) and super().listens(turn, asked)

    async def next_question(self, turn: Turn, known: Values) -> str | None:
        return await super().next_question(turn, known)


class AskComplaintStory(Ask):
    """What has happened."""

    form = FORM
    slot = "story"
    response = "utter_ask_story"


class AskComplaintPhone(PhoneQuestion, Ask):
    form = FORM


class CompleteComplaint(Completion):
    """What happens next. Nothing after the first words alone: those have been answered."""

    action = "action_complaint_done"
    form = FORM

    async def complete(self, turn: Turn, values: Values) -> None:
        case = values["case"]
        if "action_complain" in turn.actions_run(0):
            return
        if not case:
            turn.say("utter_affirm_nothing")
            return
        called = (
            "utter_complaint_done_phone" if values["phone"] == GIVEN else "utter_complaint_done"
        )
        turn.say(called, cards.case(Case(**case)), case_number=case["number"])
        if ASKS_DAYS.search(turn.text) and "action_faq" not in turn.actions_run(0):
            await say_days(turn)
