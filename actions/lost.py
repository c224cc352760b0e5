"""Things lost and found: registered at once, then what and where, and a number to call when they turn up."""

from __future__ import annotations

import re

from actions import cards
from actions.callback import has_phone
from actions.case_form import GIVEN, WORDS_LIMIT, CaseForm, PhoneQuestion, keep, says_nothing
from actions.flow import Flow
from actions.form import Ask, Completion, Values
from actions.handing import TOLD_BY, hand_over
from actions.model import Case
from actions.turn import Turn

FORM = "lost_form"

FOUND = re.compile("捡|拾|谁的|谁掉|谁丢|谁落|有人.{0,3}(掉|丢|落)了")
"""Said by who has found something, not lost it."""
ASKS_FOUND = re.compile(
    "有(?:没有)?人.{0,3}(?:捡|拾).{0,12}(?:吗|没有?|么)[?？啊呀]*$|(?:有没有|你们)捡到|有没有人.{0,2}(?:捡|拾)"
)
"""Said by who hopes that somebody has found it: 有人捡到钱包吗."""
ITEM = re.compile(
    "雨?伞|钱包|手机|钥匙|包|帽|围巾|手套|眼镜|耳机|水杯|杯子|保温杯|衣服|外套|证件|身份证|户口本|社保卡|卡|存折|本子|书|文件|材料|"
    "合同|发票|戒指|手镯|项链|手表|拐杖|玩具|电脑|平板|充电|U盘|笔|口罩|行李|袋|票|现金|钱|身份"
)
WHERE = re.compile(
    "柜台|窗口|等候|座位|椅|沙发|厕所|洗手间|卫生间|门口|大门|自助|取款机|取号机|柜员机|填单|饮水|大厅|停车|楼|理财室|贵宾"
)


class LostItem(Flow):
    """Registered before anything is asked. Who has found something is thanked and sent to the desk."""

    action = "action_lost_item"

    async def answer(self, turn: Turn) -> None:
        case = await hand_over(turn, "lost_item", "lost_item")
        turn.drop_offer()
        if FOUND.search(turn.text) and not ASKS_FOUND.search(turn.text):
            turn.say("utter_found_item", cards.case(case), case_number=case.number)
            return
        keep(turn, case)
        for slot, words in (("item", ITEM), ("where", WHERE)):
            if words.search(turn.text):
                turn.set(slot, turn.text[:WORDS_LIMIT])
        if has_phone(turn):
            turn.set("phone", GIVEN)
        turn.say("utter_lost_item", cards.case(case), case_number=case.number)


class ValidateLostForm(CaseForm):
    """What it is, where it may have been left, whom to call."""

    form = FORM
    free = ("item", "where")
    told_by = TOLD_BY["lost_item"]
    answers = CaseForm.answers | {"lost_item", "ask_route"}

    async def read(self, turn: Turn, asked: str | None, given: Values) -> Values:
        values = dict(await super().read(turn, asked, given))
        if asked == "item" and values.get("item") and WHERE.search(turn.text):
            values["where"] = values["item"]
        return values

    async def next_question(self, turn: Turn, known: Values) -> str | None:
        return await super().next_question(turn, known)

    def listens(self, turn: Turn, asked: str) -> bool:
        # 在厕所 is no wish to be shown the way.
        placed = asked == "where" and bool(WHERE.search(turn.text)) and "怎么走" not in turn.text
        # 一把黑雨伞 is no wish to borrow one.
        named = asked == "item" and bool(ITEM.search(turn.text)) and "借" not in turn.text
        # 还要工作证明吗我们站点哪给开: a question, however long.
        asks = asked in self.free and turn.intent == "faq" and not says_nothing(turn)
        return placed or named or (not asks and super().listens(turn, asked))


class AskLostItem(Ask):
    form = FORM
    slot = "item"
    response = "utter_ask_item"


class AskLostWhere(Ask):
    form = FORM
    slot = "where"
    response = "utter_ask_where"


class AskLostPhone(PhoneQuestion, Ask):
    form = FORM


class CompleteLost(Completion):
    """Where to wait and how one hears of it."""

    action = "action_lost_done"
    form = FORM

    async def complete(self, turn: Turn, values: Values) -> None:
        case = values["case"]
        if "action_lost_item" in turn.actions_run(0):
            return
        if not case:
            turn.say("utter_affirm_nothing")
            return
        called = "utter_lost_done_phone" if values["phone"] == GIVEN else "utter_lost_done"
        turn.say(called, cards.case(Case(**case)), case_number=case["number"])
