"""A person is wanted, or had better come."""

from __future__ import annotations

import re

from actions import cards
from actions.callback import my_case
from actions.flow import Flow
from actions.handing import call_staff, hand_over, say_who_comes
from actions.offered import serve_offered
from actions.ticket import HELPLESS
from actions.turn import Turn

UNSURE = 0.4
"""Below this confidence a person is called only where the words ask for one."""
WANTED = re.compile("人|经理|员|叫|找|喊|领导|行长|主任|帮|来个|不会|不懂|看不|help|staff")


class CallStaff(Flow):
    """A person is wanted."""

    action = "action_call_staff"
    leaves_form = True

    async def answer(self, turn: Turn) -> None:
        offer = turn.offer
        if offer is not None and offer.kind == "self_service" and HELPLESS.search(turn.text):
            await serve_offered(turn, offer)  # 不要机器，我眼睛不行
            return
        if turn.confidence < UNSURE and not WANTED.search(turn.text):
            if (case := await my_case(turn)) is not None:
                say_who_comes(turn, case)
                return
            turn.make_offer("staff")
            turn.say("utter_staff_unsure")
            return
        await call_staff(turn)


class Insult(Flow):
    """Stays kind; the second time a person takes over, later ones are told that somebody comes."""

    action = "action_insult"

    async def answer(self, turn: Turn) -> None:
        before = turn.times_run(self.action)
        if before == 0:
            turn.make_offer("staff")
            turn.say("utter_insult")
            return
        case = await my_case(turn)
        if before > 1 and case is not None:
            say_who_comes(turn, case)
            return
        case = case or await hand_over(turn, "help", "insult")
        turn.leave_form()
        turn.drop_offer()
        turn.say("utter_insult_again", cards.case(case), case_number=case.number)
