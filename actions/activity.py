"""What is on in the lobby: what, when, where, for whom, and signing up; never what is over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time

from rasa_sdk.events import FollowupAction

from actions import cards, spoken
from actions.callback import my_case
from actions.flow import Flow
from actions.offer import pick
from actions.people import Activity
from actions.turn import Turn

OFFER = "activities"
"""The offer's kind; its data: `keys` of the days shown, `current` the one that was told in full."""

WANTED = "wanted"
"""In the activity slot: to sign up, for what is not said yet."""

SIGN_UP = re.compile("报名|报个|报一|我要报|想报|给.{0,6}报|参加|登记|预约")
HOW = re.compile(
    "怎么|哪儿|哪里|什么时候|几点|要不要|需要|多少钱|收费|几岁|能不能|可以.{0,6}吗|有没有|吗$|在哪"
)
CANCEL = re.compile(
    "取消.{0,6}(报名|活动)|退报|不参加|不去了|来不了|去不了|报名.{0,4}(取消|退)|名额.{0,4}(退|让)"
)
FOR_CHILDREN = re.compile("孩子|小朋友|儿童|宝宝|小孩|娃|孙|亲子|少儿|学生|女儿|儿子")
FOR_THE_OLD = re.compile("老人|老年|爷爷|奶奶|爸妈|父母|老伴|长辈")
SHOWN = 5
SPOKEN = 2


def key(activity: Activity) -> str:
    """Code and day: what a visitor signs up for."""
    return f"{activity.code}|{activity.date.isoformat()}"


def find(days: Sequence[Activity], wanted: str) -> Activity | None:
    """The day with this key."""
    return next((day for day in days if key(day) == wanted), None)


def called(days: Sequence[Activity], text: str) -> Activity | None:
    """The coming day of the activity whose longest name stands in the text."""
    names = [(name, day) for day in days for name in (day.title, *day.synonyms)]
    fitting = [(len(name), day) for name, day in names if name in text]
    most = max((length for length, _ in fitting), default=0)
    return next((day for length, day in fitting if length == most), None)


def named(days: Sequence[Activity], text: str) -> Activity | None:
    """The coming day of the activity that the words name, or are for: 给孩子, 老人."""
    found = called(days, text)
    if found is not None:
        return found
    for words, audience in ((FOR_CHILDREN, "孩子"), (FOR_THE_OLD, "老年")):
        if words.search(text):
            suited = [
                day for day in days if audience in day.audience and "谁都" not in day.audience
            ]
            return next(iter(suited), None)
    return None


def pointed_at(turn: Turn, days: Sequence[Activity]) -> Activity | None:
    """The one that is named, the only one of that weekday or date (周六的), or of that place in what was shown."""
    found = named(days, turn.text) or _on_day(days, turn)
    if found is not None:
        return found
    offer = turn.last_offer
    shown = list(offer.data["keys"]) if offer is not None and offer.kind == OFFER else []
    chosen = pick(turn.text, shown)
    return find(days, str(chosen)) if chosen else None


def _on_day(days: Sequence[Activity], turn: Turn) -> Activity | None:
    day = turn.when.day
    if day is None:
        return None
    dated = [one for one in days if one.date == day]
    weekly = dated or [one for one in days if one.date.weekday() == day.weekday()]
    return weekly[0] if len({one.code for one in weekly}) == 1 else None


class AskActivity(Flow):
    """What is on, one of it in full, or the wish to sign up or to give places back."""

    action = "action_activity"

    async def answer(self, turn: Turn) -> None:
        if CANCEL.search(turn.text) and await cancel(turn):
            return
        days = await turn.branch.activities()
        if not days:
            turn.drop_offer()
            turn.say("utter_activity_none")
            return
        found = named(days, turn.text)
        wants = bool(SIGN_UP.search(turn.text)) and not HOW.search(turn.text)
        wants = wants and (found is None or found.open)
        if wants:
            meant = found or pointed_at(turn, days)
            chosen = key(meant) if meant and meant.open else _told_just_now(turn, days)
            turn.drop_offer()
            turn.set("activity", chosen or WANTED)
        elif found is not None:
            show(turn, found)
        else:
            show_all(turn, days)


def _told_just_now(turn: Turn, days: Sequence[Activity]) -> str | None:
    """我要参加, after one was told in full: that one, while it is open."""
    offer = turn.offer
    current = offer.data.get("current") if offer is not None and offer.kind == OFFER else None
    day = find(days, str(current)) if current else None
    return key(day) if day is not None and day.open else None


def when_spoken(day: Activity) -> str:
    """Day and hour as they are said."""
    hour, minute = (int(part) for part in day.begins.split(":"))
    return f"{spoken.date(day.date)}{spoken.clock(time(hour, minute))}"


def show(turn: Turn, day: Activity) -> None:
    """One activity in full; what needs no signing up is said so."""
    turn.make_offer(OFFER, keys=[key(day)], current=key(day))
    ending = "" if not day.needs_sign_up else "_full" if not day.open else "_open"
    turn.say("utter_activity_about", about=day.text, about_spoken=day.speech)
    turn.say(
        f"utter_activity_when{ending}",
        title=day.title,
        date=f"{day.date.month}月{day.date.day}日",
        time=f"{day.begins}–{day.ends}",
        when_spoken=when_spoken(day),
        place=day.place,
        audience=day.audience,
        left=day.left,
    )


def show_all(turn: Turn, days: Sequence[Activity], response: str = "utter_activities") -> None:
    """What is on, each activity once, the next two said."""
    once = list({day.code: day for day in reversed(days)}.values())
    once = sorted(once, key=lambda day: (day.date, day.begins))[:SHOWN]
    options = [
        {
            "label": f"{day.title}　{day.date.month}月{day.date.day}日 {day.begins}",
            "text": f"{day.title}是什么活动",
        }
        for day in once
    ]
    turn.make_offer(OFFER, keys=[key(day) for day in once])
    turn.say(
        response,
        cards.choices("", options),
        titles="、".join(day.title for day in once),
        titles_spoken=spoken.listed([day.title for day in once[:SPOKEN]]),
    )


def sign_up_for(turn: Turn, wanted: str) -> None:
    """Goes on with the sign-up form for this day."""
    turn.drop_offer()
    turn.set("activity", wanted)
    turn.events.append(FollowupAction("sign_up_form"))


async def show_activity(turn: Turn, wanted: str) -> bool:
    """The day of the list that was pointed at; False when it is over meanwhile."""
    day = find(await turn.branch.activities(), wanted)
    if day is not None:
        show(turn, day)
    return day is not None


async def cancel(turn: Turn) -> bool:
    """Gives the visitor's places back; False when the visitor has none."""
    case = await my_case(turn, ("sign_up",))
    if case is None:
        turn.say("utter_sign_up_nothing")
        return True
    await turn.branch.cancel_sign_up(case.id)
    turn.drop_offer()
    turn.say("utter_sign_up_cancelled", case_number=case.number)
    return True
