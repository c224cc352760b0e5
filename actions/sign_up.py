"""Signing up for an activity: which, how many, what to call the visitor, a number to call back."""

from __future__ import annotations

import re

from actions import cards, spoken
from actions.activity import WANTED, find, key, pointed_at, show_all, when_spoken
from actions.callback import has_phone
from actions.case_form import GIVEN, NONE, PART_MARK, PhoneQuestion, says_nothing
from actions.errors import BranchRefused
from actions.form import BARE_ANSWERS, DECLINED, Ask, Completion, Form, Values
from actions.form_slots import OUTCOME
from actions.matter import about_case
from actions.turn import Turn

FORM = "sign_up_form"
MOST = 10
TOLD_BY = "activity_joined"
"""The entry of the FAQ that tells what comes of it: 要钱不, 小孩能去吗."""
DROPS = re.compile("不要了|不报|不参加|不去|不来|算了")
"""The whole matter is off, not only the question."""

_NUMBERS = {
    "一": 1,
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_COUNT = "(\\d{1,3}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一两二三四五六七八九])"
_PEOPLE = re.compile(f"(?<!第){_COUNT}\\s*(?:个|位|名|口|人)")
_BARE = re.compile(f"^\\s*(?:就|一共|总共|大概|我们)*{_COUNT}\\s*(?:个|位|人|吧|。)*$")
_ALONE = re.compile("就我|我自己|我一个|一个人|我本人|自己")
_TWO = re.compile("我(?:和|跟|带|还有).{1,6}|我俩|我们俩|娘俩|爷俩|我们两")
_TITLE = re.compile(
    "(?:我?姓|叫我?|我是|我叫|称呼我?|就叫我?)?([\\u4e00-\\u9fff]{1,6})[吧呀啊。]*$"
)


def people(text: str) -> int | None:
    """How many the words speak of; None when they do not say."""
    for words in (_BARE, _PEOPLE):
        found = words.search(text)
        if found and not (words is _PEOPLE and _ALONE.search(text)):
            return _number(found[1])
    if _ALONE.search(text):
        return 1
    return 2 if _TWO.search(text) else None


def _number(words: str) -> int:
    """A whole number below 1000 in digits, or below 100 in characters."""
    if words.isdigit():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return _NUMBERS[words]
    return 10 * _NUMBERS.get(tens, 1) + _NUMBERS.get(ones, 0)


class ValidateSignUpForm(Form):
    """Which activity and how many; name and number only for who wants to leave them."""

    form = FORM
    answers = BARE_ANSWERS | {"ask_activity"}

    async def settle(self, turn: Turn, asked: str | None, given: Values) -> Values | None:
        # Most who ask about activities only want to know.
        return None if turn.slot("activity") else {OUTCOME: DECLINED}

    def listens(self, turn: Turn, asked: str) -> bool:
        if asked == "people" and people(turn.text) is not None and turn.intent != "take_ticket":
            return True
        if asked == "phone" and (has_phone(turn) or PART_MARK in turn.text):
            return True
        return says_nothing(turn) or super().listens(turn, asked)

    async def read(self, turn: Turn, asked: str | None, given: Values) -> Values:
        values = dict(given)
        about_case(turn, TOLD_BY)
        if asked is None:
            count = people(turn.text)
            return {**values, "people": count} if count else values
        if asked == "phone" and PART_MARK in turn.text:
            return {"phone": None}
        if has_phone(turn):
            values["phone"] = GIVEN
        if says_nothing(turn) and asked in ("name", "phone"):
            values[asked] = NONE
        elif asked == "activity":
            found = pointed_at(turn, await turn.branch.activities())
            values |= {"activity": key(found)} if found else {}
        elif asked == "people":
            count = people(turn.text)
            if count is not None and 1 <= count <= MOST:
                values["people"] = count
        elif asked == "name" and turn.intent not in ("deny", "affirm") and not has_phone(turn):
            called = _TITLE.search(turn.text)
            if called:
                values["name"] = called[1]
        return values

    def declined(self, turn: Turn, asked: str) -> Values | None:
        if DROPS.search(turn.text):
            return {OUTCOME: DECLINED}
        return {asked: NONE} if asked in ("name", "phone") else {OUTCOME: DECLINED}

    def given_up(self, turn: Turn, asked: str) -> Values:
        if asked in ("name", "phone"):
            return {asked: NONE}
        return {"people": 1} if asked == "people" else super().given_up(turn, asked)

    async def next_question(self, turn: Turn, known: Values) -> str | None:
        if not known["activity"] or known["activity"] == WANTED:
            return "activity"
        return next((slot for slot in ("people", "name", "phone") if not known[slot]), None)


class AskWhichActivity(Ask):
    """Which one."""

    form = FORM
    slot = "activity"
    response = "utter_ask_activity"

    async def ask(self, turn: Turn, response: str) -> None:
        days = [day for day in await turn.branch.activities() if day.open]
        show_all(turn, days, response)


class AskPeople(Ask):
    form = FORM
    slot = "people"
    response = "utter_ask_people"


class AskName(Ask):
    form = FORM
    slot = "name"
    response = "utter_ask_name"


class AskSignUpPhone(PhoneQuestion, Ask):
    form = FORM


class CompleteSignUp(Completion):
    """The places, with a number and a page; or what is left instead."""

    action = "action_sign_up"
    form = FORM

    async def complete(self, turn: Turn, values: Values) -> None:
        if not values["activity"]:
            if "action_activity" not in turn.actions_run(0):
                turn.say("utter_affirm_nothing")
            return
        if values[OUTCOME]:
            turn.drop_offer()
            self.say_dropped(turn, "utter_sign_up_dropped")
            return
        days = await turn.branch.activities()
        day = find(days, str(values["activity"]))
        if day is None:
            turn.say("utter_sign_up_late")
            return
        name = "" if values["name"] in (None, NONE) else str(values["name"])
        try:
            case = await turn.branch.sign_up(
                day,
                turn.conversation,
                int(values["people"] or 1),
                turn.key(f"sign-up-{key(day)}"),
                name=name,
                phone=values["phone"] == GIVEN,
            )
        except BranchRefused as error:
            if error.code == "full":
                turn.say("utter_sign_up_full", title=day.title, left=day.left)
            elif error.code == "too_late":
                turn.say("utter_sign_up_late")
            else:
                turn.say("utter_sign_up_not_needed", title=day.title, when_spoken=when_spoken(day))
            return
        turn.drop_offer()
        turn.say(
            "utter_signed_up",
            cards.case(case),
            title=day.title,
            people=values["people"],
            people_spoken=spoken.count(int(values["people"] or 1)),
            date=f"{day.date.month}月{day.date.day}日",
            time=day.begins,
            when_spoken=when_spoken(day),
            place=day.place,
            case_number=case.number,
        )
