"""好的, 不用, 第二个, 三万: bare answers, read in the light of what the robot offered last."""

from __future__ import annotations

from actions.activity import OFFER as ACTIVITIES
from actions.activity import sign_up_for
from actions.cancel import cancel, keep
from actions.faq import no_answer
from actions.flow import Flow
from actions.fun import last_kind, tell
from actions.offered import serve_offered, take_only_one, take_up
from actions.priority import OFFER as PRIORITY
from actions.riddle import OFFER, settle_other
from actions.route import show_route
from actions.staff import call_staff
from actions.ticket import serve_class
from actions.turn import Turn


class Affirm(Flow):
    """Yes: does what was offered."""

    action = "action_affirm"

    async def answer(self, turn: Turn) -> None:
        if await take_up(turn) or settle_other(turn):
            return
        offer = turn.offer
        if offer is not None and offer.data.get("staff"):
            await call_staff(turn)
        elif offer is not None and offer.data.get("ticket"):
            turn.start_ticket(str(offer.data["ticket"]))
        elif offer is not None and offer.kind == ACTIVITIES and offer.data.get("current"):
            sign_up_for(turn, str(offer.data["current"]))
        elif offer is None or offer.data.get("current"):
            turn.say("utter_affirm_nothing")
        elif offer.kind == "self_service" and offer.data.get("place"):
            await show_route(turn, str(offer.data["place"]))
        elif offer.kind in ("self_service", "counter", "take_ticket") and offer.data.get(
            "business"
        ):
            await serve_offered(turn, offer)
        elif offer.kind == PRIORITY:
            await serve_class(turn, offer, str(offer.data["code"]))
        elif offer.kind == "route":
            await show_route(turn, str(offer.data["place"]))
        elif offer.kind == "cancel":
            await cancel(turn, str(offer.data["id"]), str(offer.data["number"]))
        elif offer.kind == "take_ticket":
            turn.start_ticket(None)
        elif offer.kind == OFFER:
            await tell(turn, last_kind(turn) or "joke")
        elif offer.kind == "staff":
            await call_staff(turn)
        elif not await take_only_one(turn, offer):
            turn.make_offer(offer.kind, **offer.data)
            turn.say("utter_affirm_which")


class Deny(Flow):
    """No: the other way, without arguing."""

    action = "action_deny"

    async def answer(self, turn: Turn) -> None:
        offer = turn.offer
        if settle_other(turn):
            return
        if offer is not None and offer.kind == "self_service":
            await serve_offered(turn, offer)
        elif offer is not None and offer.kind == PRIORITY:
            await serve_class(turn, offer, None)
        elif offer is not None and offer.kind == "cancel":
            keep(turn, str(offer.data["number"]))
        elif offer is not None and offer.kind == "faq_choices":
            await no_answer(turn)
        else:
            turn.drop_offer()
            turn.say("utter_deny")


class Inform(Flow):
    """A bare answer outside a form."""

    action = "action_inform"

    async def answer(self, turn: Turn) -> None:
        if await take_up(turn) or settle_other(turn):
            return
        offer = turn.offer
        if offer is not None and await take_only_one(turn, offer):
            return
        if offer is not None:
            turn.make_offer(offer.kind, **offer.data)
        turn.say("utter_inform_what")
