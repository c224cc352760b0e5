"""Yes, to whatever was offered."""

from __future__ import annotations

import re

from actions.activity import OFFER as ACTIVITIES
from actions.activity import sign_up_for
from actions.callback import my_case
from actions.cancelling import cancel
from actions.fun import last_kind, tell
from actions.handing import call_staff, say_who_comes
from actions.number_swap import OFFER as SWAP
from actions.number_swap import swap_offered
from actions.offer import Offer
from actions.offered import serve_offered, take_only_one
from actions.own_tickets import my_ticket, ticket_values
from actions.priority import OFFER as PRIORITY
from actions.priority import holder_of
from actions.product import business_shown
from actions.riddle import OFFER
from actions.ticket import issue, serve_class
from actions.turn import Turn
from actions.way import show_route

THANKS = re.compile("谢|麻烦你了|辛苦")
DOES = re.compile("(?<!怎么)(?<!不)[办买存](?!不|法|得)|就要?(?:这个|它|那个)")
"""Who says so to a product wants to have it."""
LEADS = re.compile("带我|领我|怎么走|去|走")
"""Who says so wants to be led all the same."""


async def agree(turn: Turn, offer: Offer | None) -> None:
    """Does what was offered."""
    if offer is not None and offer.data.get("staff"):
        await call_staff(turn)
    elif offer is not None and offer.data.get("ticket"):
        turn.start_ticket(str(offer.data["ticket"]))
    elif offer is not None and offer.kind == ACTIVITIES and offer.data.get("current"):
        sign_up_for(turn, str(offer.data["current"]))
    elif DOES.search(turn.text) and (business := await business_shown(turn)) is not None:
        turn.start_ticket(business)  # 行，办一个, of the deposit on the screen
    elif offer is None or offer.data.get("current"):
        await _say_nothing_offered(turn)
    elif offer.kind == "self_service" and offer.data.get("place"):
        await show_route(turn, str(offer.data["place"]))
    elif offer.kind == "take_ticket" and offer.data.get("queue"):
        await issue(turn, str(offer.data["queue"]), None, holder_of(turn))
    elif offer.kind in ("self_service", "counter", "take_ticket") and offer.data.get("business"):
        await serve_offered(turn, offer)
    elif offer.kind == PRIORITY:
        await serve_class(turn, offer, str(offer.data["code"]))
    elif offer.kind == "route" and THANKS.search(turn.text) and not LEADS.search(turn.text):
        turn.say("utter_thank")  # 好的谢谢啊: the way stands on the screen
    elif offer.kind == "route":
        await show_route(turn, str(offer.data["place"]))
    elif offer.kind == SWAP:
        await swap_offered(turn, offer)
    elif offer.kind == "cancel":
        await cancel(turn, str(offer.data["id"]), str(offer.data["number"]))
    elif offer.kind == "take_ticket":
        turn.start_ticket(None)
    elif offer.kind == OFFER:
        await tell(turn, last_kind(turn) or "joke")
    elif offer.kind == "staff":
        await call_staff(turn)
    elif THANKS.search(turn.text):
        turn.say("utter_thank")  # 好嘞谢谢啊: none of the choices
    elif not await take_only_one(turn, offer):
        turn.make_offer(offer.kind, **offer.data)
        turn.say("utter_affirm_which")


async def _say_nothing_offered(turn: Turn) -> None:
    """好吧, 行: to who waits for a person or for a number; else what can be done."""
    shown = [(reply.get("card") or {}).get("type") for reply in turn.last_replies()]
    called = await my_case(turn) if "case" in shown else None
    if called is not None:
        say_who_comes(turn, called)
        return
    ticket = await my_ticket(turn)
    if ticket is not None and ticket.state == "waiting":
        turn.say("utter_affirm_ticket", **ticket_values(ticket))
    else:
        turn.say("utter_affirm_nothing")
