"""好的, 不用, 第二个, 三万: bare answers, read in the light of what the robot offered last."""

from __future__ import annotations

import re

from actions import spoken
from actions.acts import takes_number
from actions.agreement import agree
from actions.bring import say_bring
from actions.cancelling import ask_to_cancel, keep
from actions.exchange import say_rate
from actions.fallback import adds_detail
from actions.faq import GUESS, no_answer, offer_next
from actions.flow import Flow
from actions.interest_form import FORM as INTEREST_FORM
from actions.offered import serve_more, serve_offered, take_only_one, take_up
from actions.own_tickets import my_ticket, ticket_values
from actions.priority import OFFER as PRIORITY
from actions.priority import holder_of
from actions.product import of_the_term
from actions.queue_named import queue_told
from actions.riddle import settle_other
from actions.ticket import COUNTER_WORDS, HELPLESS, issue, serve_class
from actions.turn import Turn
from actions.wait import tell_wait

NO_MACHINE = re.compile("机[器子]|眼|屏|看不[清见]")
"""Why the counter it has to be."""
DROPS = re.compile("算了|不用|不问|没事|不了|不需要|麻烦")
"""No more of the question at all; 都不是 means that none of the choices fits."""
OWNS = re.compile("有.{0,8}[块元千百万]|(?:压岁|零花|奖|工)[钱金资].{0,6}[块元千百万]|剩")
"""我压岁钱有一千块: a sum that somebody has, with no word on what is to become of it."""
HESITATES = re.compile(
    "^(?:那个?|这个?|嗯+|呃+|额+|哎+|就是|我想|等等|等一?下|让我想想|我想想)+[，。.…！ ]*$"
)
"""No answer yet."""
LOST = re.compile("不懂|不明白|没明白|没听明白|看不明白")
"""No answer but a plea for help."""
WRONG = re.compile("不对|不是(?!要|想)|错了|弄错|不准")
"""Something is not as it should be: to bid farewell then would be deaf."""
GIVES_UP = re.compile("(?:不要|不办|不等|不排|不取)了")
"""Said of the number that was just spoken of."""
CALLED_OFF = re.compile("(?:不取|不存|不转|不办|不要|不换|不开|算)了")
"""The business itself is off, not only the machine."""
_OF_NUMBER = frozenset(["action_wait", "action_ticket"])


class Affirm(Flow):
    """Yes: does what was offered."""

    action = "action_affirm"

    async def answer(self, turn: Turn) -> None:
        if await take_up(turn) or settle_other(turn) or takes_number(turn):
            return
        await agree(turn, turn.offer)


class Deny(Flow):
    """No: the other way, without arguing."""

    action = "action_deny"

    async def answer(self, turn: Turn) -> None:
        offer = turn.offer
        if settle_other(turn):
            return
        if offer is not None and offer.kind == "self_service" and not CALLED_OFF.search(turn.text):
            await serve_offered(turn, offer)
        elif offer is not None and offer.kind == PRIORITY:
            await serve_class(turn, offer, None)
        elif offer is not None and offer.kind == "cancel":
            keep(turn, str(offer.data["number"]))
        elif COUNTER_WORDS.search(turn.text) and (asked := turn.recent_business) is not None:
            await serve_offered(turn, asked)  # 算了还是柜台吧
        elif GIVES_UP.search(turn.text) and _OF_NUMBER & set(turn.actions_run(1)):
            if not await ask_to_cancel(turn):
                turn.say("utter_deny")
        elif NO_MACHINE.search(turn.text) and (queue := await queue_told(turn)) is not None:
            await issue(turn, queue.code, None, holder_of(turn))  # 不用机器我眼神不好
        elif LOST.search(turn.text):
            turn.make_offer("staff")
            turn.say("utter_deny_lost")
        elif offer is not None and offer.kind == "faq_choices" and not DROPS.search(turn.text):
            await no_answer(turn)
        elif offer is not None and offer.kind == GUESS and not DROPS.search(turn.text):
            await offer_next(turn, [str(id) for id in offer.data["ids"]])
        elif offer is None and WRONG.search(turn.text):
            turn.make_offer("staff")
            turn.say("utter_deny_wrong")
        else:
            turn.drop_offer()
            turn.say("utter_deny")


class Inform(Flow):
    """A bare answer outside a form."""

    action = "action_inform"

    async def answer(self, turn: Turn) -> None:
        if turn.entity("ticket_number"):
            await tell_wait(turn)  # A零零三
            return
        if await take_up(turn) or settle_other(turn) or await say_bring(turn):
            return
        if turn.entities("currency"):
            await say_rate(turn)  # 英镑, after 我要换钱
            return
        offer = turn.offer
        if await of_the_term(turn):
            return
        if turn.number("amount") and turn.number("term"):
            turn.start_form(INTEREST_FORM)  # 刚说了呀，两万，半年: so much, for so long
            return
        if offer is not None and await take_only_one(turn, offer):
            return
        if offer is not None:
            turn.make_offer(offer.kind, **offer.data)
        asked = turn.recent_business
        if asked is not None and asked.kind == "self_service" and not HESITATES.match(turn.text):
            # 零的有三千, at the machine's way: which way is still open.
            if await serve_more(turn, asked):
                return
            turn.make_offer(asked.kind, **asked.data)
            turn.say("utter_inform_machine", place_name=asked.data.get("place_name") or "")
        elif HESITATES.match(turn.text):
            turn.say_fresh("utter_hesitates")
        elif HELPLESS.search(turn.text):
            # 不会用手机, after the way by telephone was told: a person is quicker.
            turn.make_offer("staff")
            turn.say("utter_helpless")
        elif (offer is None or offer.kind in ("route", "staff")) and (
            ticket := await my_ticket(turn)
        ):
            # 一千多块的, after the number: the teller will ask.
            turn.say("utter_inform_ticket", **ticket_values(ticket))
        elif OWNS.search(turn.text) and (amount := turn.number("amount")) is not None:
            shown, said = spoken.yuan_shown(amount), spoken.yuan(amount)
            turn.say("utter_inform_amount", amount=shown, amount_spoken=said)  # 我有一千块
        elif not await adds_detail(turn):
            turn.say("utter_inform_what")
