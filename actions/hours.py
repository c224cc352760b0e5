"""Opening hours, the time and the date."""

from __future__ import annotations

import re

from actions import cards, spoken
from actions.faq import answer_faq
from actions.flow import Flow
from actions.turn import Turn

OTHER_DAY = re.compile("周|星期|礼拜|明天|后天|节|假|[元五]一|国庆|春节|过年|每天|平时")
"""Asked about another day than today: the whole timetable is on the screen."""


class AskHours(Flow):
    """When the branch is open; a sure FAQ entry (holidays, say) goes first."""

    action = "action_hours"

    async def answer(self, turn: Turn) -> None:
        if turn.faq and await answer_faq(turn, turn.faq):
            return
        hours = await turn.branch.hours()
        if OTHER_DAY.search(turn.text):
            turn.say("utter_hours_week", cards.notice("", hours.text), hours=hours.text)
            return
        response = "utter_hours_open" if hours.open_now else "utter_hours_closed"
        if hours.gives_numbers:
            turn.make_offer("take_ticket")
        turn.say(
            response,
            cards.notice("", hours.text),
            hours=hours.text,
            hours_spoken=spoken.fit(hours.speech, 45),
        )


class AskDatetime(Flow):
    """The branch's clock."""

    action = "action_datetime"

    async def answer(self, turn: Turn) -> None:
        now = turn.now()
        turn.say(
            "utter_datetime",
            date=f"{now:%Y-%m-%d}",
            time=f"{now:%H:%M}",
            date_spoken=spoken.date(now),
            time_spoken=spoken.clock(now),
        )
