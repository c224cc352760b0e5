"""What day it is: time, date, lunar date, and when a festival comes."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from actions import spoken
from actions.flow import Flow
from actions.model import ComingDay
from actions.turn import Turn

WEEKDAYS = "一二三四五六日"
LUNAR = re.compile("农历|阴历|旧历|老历|初几")
ZODIAC = re.compile("生肖|属什么|属啥|什么年|哪一?年|[几啥]年")
FEAST_NAMES = {"过年": "spring_festival", "大年初一": "spring_festival", "五一": "labour_day"}
"""Other names of festivals, to their codes; they are the language's, not a branch's."""
FEAST_SUFFIX = re.compile("节$")


async def festival_named(turn: Turn) -> ComingDay | None:
    """The festival of the branch's calendar that the words name."""
    if turn.when.holiday is None and not re.search(
        "节|年|夕|[冬夏]至|[初十]|生日|纪念|日", turn.text
    ):
        return None
    coming = (await turn.branch.almanac()).coming
    code = turn.when.holiday or next((c for n, c in FEAST_NAMES.items() if n in turn.text), None)
    # The longest name first: 除夕 before 夕, 元宵节 before 节.
    for one in sorted(coming, key=lambda one: -len(one.name)):
        if one.code == code or FEAST_SUFFIX.sub("", one.name) in turn.text:
            return one
    return None


def say_festival(turn: Turn, one: ComingDay) -> None:
    """When the festival is."""
    shown = f"{one.day.year}年{one.day.month}月{one.day.day}日 星期{WEEKDAYS[one.day.weekday()]}"
    turn.say("utter_date_festival", festival=one.name, date=shown, said=one.speech)


class AskDatetime(Flow):
    """The branch's clock and calendar."""

    action = "action_datetime"

    async def answer(self, turn: Turn) -> None:
        today = turn.now().date()
        named = await festival_named(turn)
        day = turn.when.day or today
        if named is not None and not LUNAR.search(turn.text):
            say_festival(turn, named)
        elif LUNAR.search(turn.text):
            await _say_lunar(turn, day, today)
        elif ZODIAC.search(turn.text):
            almanac = await turn.branch.almanac()
            turn.say(
                "utter_date_year",
                year=today.year,
                year_spoken=spoken.digits(str(today.year)),
                lunar_year=almanac.lunar_year,
            )
        elif day != today:
            turn.say("utter_date_of", **_values(turn, day))
        else:
            _say_now(turn)


def _values(turn: Turn, day: date) -> dict[str, Any]:
    return {
        "date": f"{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}",
        "date_spoken": spoken.date(day),
    }


async def _say_lunar(turn: Turn, day: date, today: date) -> None:
    almanac = await turn.branch.almanac(day)
    response = "utter_date_lunar_today" if day == today else "utter_date_lunar"
    turn.say(
        response,
        **_values(turn, day),
        lunar=almanac.lunar,
        lunar_year=almanac.lunar_year,
        lunar_spoken=almanac.lunar_speech,
    )


def _say_now(turn: Turn) -> None:
    now = turn.now()
    turn.say(
        "utter_datetime",
        date=f"{now.year}年{now.month}月{now.day}日 星期{WEEKDAYS[now.weekday()]}",
        time=f"{now:%H:%M}",
        date_spoken=spoken.date(now),
        time_spoken=spoken.clock(now),
    )
