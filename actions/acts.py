"""A turn that asks for nothing: more of the matter, a nod, a sigh (nlu/turn_acts.py)."""

from __future__ import annotations

import re

from actions.agreement import agree
from actions.faq import entry_speaks
from actions.matter import MATTER, at_hand
from actions.number_words import TAKES_NONE, TAKES_NUMBER
from actions.offer import Offer
from actions.offered import serve_more
from actions.own_tickets import my_ticket, ticket_values
from actions.queue_named import queue_told
from actions.riddle import OFFER as FUN
from actions.sentences import SPEAKS_TO_FACTS
from actions.smalltalk import respond, topic_in
from actions.turn import Turn
from actions.understood import TELLS

SETTLES, FEELS = "settle", "feel"
GOES = ("leave", "aside")
"""Where nlu/decision.py is not sure enough of it for a farewell or no answer."""
KNOWS = re.compile("明白|知道|原来|有数|记[住下]|懂|晓得|清楚|难怪|怪不得")
"""Said by who has taken in an answer, and agrees to nothing."""
AGREES = re.compile("^(?:行|好|可以|成|中|要得|得|嗯|那就|那也|也行|没问题|对|是)(?!不)")
TO_AGREE_TO = frozenset(["staff", "self_service", "counter", "take_ticket"])
"""Offers that ask for a yes; 行 after an answer with a way on the screen asks for no way."""
OF_NO_NUMBER = frozenset(["route", "staff", "faq_choices", FUN])
"""Offers to which a number is another thing altogether."""
WAITS = re.compile(
    "马上|等了|还没叫|不叫|没动|窗口|催|赶时间|来不及|开会|半天|[坐站等].{0,3}(?:小时|钟头|分钟)"
)
"""Of a wait that is too long: no farewell, though it is taken for one."""
CARES = frozenset(
    ["grief", "afraid", "relieved", "weary", "upset", "lonely", "weather", "sad", "scolded"]
)
"""Topics of small talk that a sigh may be of."""


def takes_number(turn: Turn) -> bool:
    """行，那我拿号排着: whatever was offered, what is meant is a number; False for any other nod."""
    if not TAKES_NUMBER.search(turn.text) or TAKES_NONE.search(turn.text):
        return False
    if turn.offer is not None and turn.offer.kind not in OF_NO_NUMBER:
        return False
    turn.start_ticket(None)
    return True


async def takes_in(turn: Turn) -> bool:
    """Answers a turn that asks for nothing by what it does; False for any other, and for the first words."""
    if turn.turns < 2:
        return False
    if turn.act in (SETTLES, *GOES):
        await _settles(turn)
    elif turn.act == FEELS:
        await _feels(turn)
    elif turn.act == TELLS:
        await tells(turn)
    else:
        return False
    return True


async def _settles(turn: Turn) -> None:
    """行，那我坐着等: a yes where one was asked for."""
    if turn.act == SETTLES and takes_number(turn):
        return
    offer = turn.offer
    agrees = (
        turn.act == SETTLES
        and AGREES.search(turn.text)
        and not KNOWS.search(turn.text)
        and _was_asked(turn)
    )
    if offer is not None and offer.kind in TO_AGREE_TO and agrees:
        await agree(turn, offer)
        return
    ticket = await my_ticket(turn)
    if ticket is not None and turn.act in GOES and WAITS.search(turn.text):
        turn.make_offer("staff")
        turn.say_fresh("utter_wait_urged", **ticket_values(ticket))
    elif ticket is not None:
        turn.say_fresh("utter_affirm_ticket", **ticket_values(ticket))
    else:
        turn.say_fresh("utter_settled")


def _was_asked(turn: Turn) -> bool:
    """Whether the robot's last words were a question."""
    replies = turn.last_replies()
    return bool(replies) and str(replies[-1]["text"]).rstrip("。 ")[-1:] in ("？", "?")


async def _feels(turn: Turn) -> None:
    about = topic_in(turn)
    if about in CARES:
        await respond(turn, about)
        return
    if (offer := turn.offer) is not None:
        turn.make_offer(offer.kind, **offer.data)
    turn.say_fresh("utter_feels")


async def tells(turn: Turn) -> None:
    """More of the matter: what its entry says to that, else what comes next."""
    if await entry_speaks(turn, SPEAKS_TO_FACTS, to_side=False):
        return
    if await keeps_way_open(turn, turn.offer):
        return
    ticket = await my_ticket(turn)
    matter = turn.slot(MATTER)
    if ticket is not None:
        turn.say_fresh("utter_tells_ticket", **ticket_values(ticket))
    elif at_hand(turn) and matter["words"] and not matter["machine"]:
        turn.make_offer("counter", business=matter["business"], amount=matter["amount"])
        turn.say_fresh("utter_tells_counter", business_name=matter["words"])
    elif (queue := await queue_told(turn)) is not None:
        turn.make_offer("take_ticket", queue=queue.code)
        turn.say_fresh("utter_tells_queue", service_name=queue.name)
    else:
        turn.make_offer("take_ticket")
        turn.say_fresh("utter_tells")


async def keeps_way_open(turn: Turn, offer: Offer | None) -> bool:
    """Asks again which way it is to be, where a machine was offered; False where none was."""
    if offer is None or offer.kind != "self_service":
        return False
    if await serve_more(turn, offer):
        return True
    turn.make_offer(offer.kind, **offer.data)
    turn.say_fresh("utter_inform_machine", place_name=offer.data.get("place_name") or "")
    return True
