"""Opening hours, the time and the date."""

from __future__ import annotations

from actions import cards, spoken
from actions.faq import answer_faq
from actions.flow import Flow
from actions.turn import Turn


class AskHours(Flow):
    """When the branch is open; a sure FAQ entry (holidays, say) goes first."""

    action = "action_hours"

    async def answer(self, turn: Turn) -> None:
        if turn.faq and await answer_faq(turn, turn.faq):
            return
        hours = await turn.branch.hours()
        response = "utter_hours_open" if hours.open_now else "utter_hours_closed"
        if hours.open_now:
            turn.make_offer("take_ticket")
        turn.say(
            response,
            cards.notice("", hours.text),
            hours=hours.text,
            hours_spoken=spoken.fit(hours.speech, 42),
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
