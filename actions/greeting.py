"""The first words: by festival or time of day, open or closed, with the branch's notice of the day."""

from __future__ import annotations

import asyncio
import logging

from actions import cards, spoken
from actions.errors import BranchError
from actions.flow import Flow
from actions.turn import Turn

log = logging.getLogger(__name__)

LEVELS = {"info": 0, "warning": 1, "alert": 2}
"""Of several notices the gravest is told."""

_UNTIL = ((5, "night"), (11, "morning"), (13, "noon"), (18, "afternoon"), (24, "evening"))


def greeting_of(hour: int) -> str:
    """The part of the day that a greeting names, for an hour from 0 to 23."""
    return next(name for until, name in _UNTIL if hour < until)


class Greet(Flow):
    """Greets; the branch being away never stops a greeting."""

    action = "action_greet"

    async def answer(self, turn: Turn) -> None:
        part = greeting_of(turn.now().hour)
        if turn.form or turn.times_run(self.action):
            # 你好 back to a robot that has just greeted: nothing was asked yet that there could be more of.
            turn.say("utter_greet_again" if turn.form or turn.turns > 1 else "utter_greet_back")
            return
        try:
            hours, about = await asyncio.gather(turn.branch.hours(), turn.branch.about())
        except BranchError as error:
            log.warning("action_greet: branch %s", error.code)
            turn.say(f"utter_greet_{part}")
            return
        notices = about.notices
        if about.greeting and hours.gives_numbers:
            turn.say("utter_greet_festival", festival=about.greeting)
        elif about.greeting:
            aloud = spoken.sentence(hours.speech, 36)
            turn.say(
                "utter_greet_festival_closed",
                festival=about.greeting,
                hours=hours.text,
                hours_spoken=aloud,
            )
        elif hours.gives_numbers:
            turn.say(f"utter_greet_{part}")
        else:
            turn.say(
                "utter_greet_closed",
                hours=hours.text,
                hours_spoken=spoken.sentence(hours.speech, 45),
            )
        if notices:
            notice = max(notices, key=lambda one: LEVELS.get(one.level, 0))
            turn.say(
                "utter_notice",
                cards.notice(notice.title, notice.text, notice.level),
                notice=notice.text,
                notice_spoken=spoken.sentence(notice.speech, 56),
            )
