"""Opening hours, the time and the date."""

from __future__ import annotations

import re
from datetime import date, timedelta

from actions import cards, spoken
from actions.faq import answer_faq, near_entries
from actions.flow import Flow
from actions.turn import Turn

OTHER_DAY = re.compile("周|星期|礼拜|明天|后天|节|假|[元五十]一|国庆|春节|过年|初|三十|每天|平时")
"""Asked about another day than today, or all of them: the whole timetable is on the screen."""

WEEKDAYS = "一二三四五六日"
CORPORATE = re.compile("对公|公司|企业")
WEEKDAY = re.compile("(下个?)?(?:周|星期|礼拜)([一二三四五六日天1-6])")
HOLIDAY = re.compile(
    "国庆|春节|过年|年三十|年初|元旦|五一|十一|劳动节|端午|中秋|清明|节日|节假|假期|放假|放几天"
)
HOLIDAY_FLOOR = 0.2
WEEKEND = re.compile("周末|双休")


def day_meant(text: str, today: date) -> date | None:
    """The one day that the words name: 明天, 后天, 周六, 下周一, 周末 (its Saturday); None for others."""
    for word, days in (("大后天", 3), ("后天", 2), ("明天", 1), ("明儿", 1)):
        if word in text:
            return today + timedelta(days=days)
    if WEEKEND.search(text):
        return today + timedelta(days=(5 - today.weekday()) % 7)
    found = WEEKDAY.search(text)
    if found is None or len(WEEKDAY.findall(text)) > 1:
        return None
    place = WEEKDAYS.find(found[2].replace("天", "日"))
    place = place if place >= 0 else int(found[2]) - 1
    if found[1]:
        return today + timedelta(days=7 - today.weekday() + place)
    return today + timedelta(days=(place - today.weekday()) % 7)


async def _answer_holiday(turn: Turn) -> bool:
    """The manager's own answer about holidays, when one comes near the question."""
    near = await near_entries(turn, HOLIDAY_FLOOR)
    return bool(near) and await answer_faq(turn, near[0].id)


class AskHours(Flow):
    """When the branch is open; a sure FAQ entry (holidays, say) goes first."""

    action = "action_hours"

    async def answer(self, turn: Turn) -> None:
        if turn.faq and await answer_faq(turn, turn.faq):
            return
        if HOLIDAY.search(turn.text) and await _answer_holiday(turn):
            return
        corporate = bool(CORPORATE.search(turn.text))
        day = day_meant(turn.text, turn.now().date())
        hours = await turn.branch.hours(corporate=corporate, day=day)
        card = cards.notice("", hours.text)
        if day is not None:
            aloud = spoken.fit(hours.speech, 50)
            turn.say("utter_hours_day", card, hours=hours.text, hours_spoken=aloud)
            return
        if OTHER_DAY.search(turn.text):
            turn.say("utter_hours_week", card, hours=hours.text)
            return
        response = "utter_hours_open" if hours.open_now else "utter_hours_closed"
        if hours.gives_numbers:
            turn.make_offer("take_ticket")
        aloud = spoken.fit(hours.speech, 45)
        turn.say(response, card, hours=hours.text, hours_spoken=aloud)


class AskDatetime(Flow):
    """The branch's clock."""

    action = "action_datetime"

    async def answer(self, turn: Turn) -> None:
        now = turn.now()
        turn.say(
            "utter_datetime",
            date=f"{now.year}年{now.month}月{now.day}日 星期{WEEKDAYS[now.weekday()]}",
            time=f"{now:%H:%M}",
            date_spoken=spoken.date(now),
            time_spoken=spoken.clock(now),
        )
