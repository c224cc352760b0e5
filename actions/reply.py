"""好的, 不用, 第二个, 三万: bare answers, read in the light of what the robot offered last."""

from __future__ import annotations

from actions.cancel import cancel, keep
from actions.faq import answer_faq, no_answer
from actions.flow import Flow
from actions.offer import Offer, pick
from actions.product import show_category, show_product
from actions.route import show_route
from actions.staff import call_staff
from actions.ticket import serve
from actions.turn import Turn, as_number


class Affirm(Flow):
    """Yes: does what was offered."""

    action = "action_affirm"

    async def answer(self, turn: Turn) -> None:
        if await _act_on_words(turn):
            return
        offer = turn.offer
        if offer is None:
            turn.say("utter_affirm_nothing")
        elif offer.kind == "self_service" and offer.data.get("place"):
            await show_route(turn, str(offer.data["place"]))
        elif offer.kind in ("self_service", "counter"):
            await serve(
                turn, str(offer.data["business"]), as_number(offer.data.get("amount")), prefer=True
            )
        elif offer.kind == "route":
            await show_route(turn, str(offer.data["place"]))
        elif offer.kind == "cancel":
            await cancel(turn, str(offer.data["id"]), str(offer.data["number"]))
        elif offer.kind == "take_ticket":
            turn.start_ticket(None)
        elif offer.kind == "staff":
            await call_staff(turn)
        elif not await _take_only_one(turn, offer):
            turn.make_offer(offer.kind, **offer.data)
            turn.say("utter_affirm_which")


class Deny(Flow):
    """No: the other way, without arguing."""

    action = "action_deny"

    async def answer(self, turn: Turn) -> None:
        offer = turn.offer
        if offer is not None and offer.kind == "self_service":
            await serve(
                turn, str(offer.data["business"]), as_number(offer.data.get("amount")), prefer=True
            )
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
        if await _act_on_words(turn):
            return
        offer = turn.offer
        if offer is not None and await _take_only_one(turn, offer):
            return
        if offer is not None:
            turn.make_offer(offer.kind, **offer.data)
        turn.say("utter_inform_what")


async def _take_only_one(turn: Turn, offer: Offer) -> bool:
    """Takes the offer's only choice; False when there are several or none."""
    if offer.kind == "faq_choices" and len(offer.data["ids"]) == 1:
        return await answer_faq(turn, str(offer.data["ids"][0]))
    if offer.kind == "products" and len(offer.data["codes"]) == 1:
        await show_product(turn, str(offer.data["codes"][0]))
        return True
    return False


async def _act_on_words(turn: Turn) -> bool:
    """Acts on a choice that the words name or count; False when they do neither."""
    offer = turn.last_offer
    if offer is not None:
        if offer.kind == "faq_choices":
            id = pick(turn.text, offer.data["ids"])
            if id is not None:
                return await answer_faq(turn, str(id))
        elif offer.kind == "products":
            code = pick(turn.text, offer.data["codes"])
            if code is not None:
                await show_product(turn, str(code), turn.entity("attribute"))
                return True
        elif offer.kind == "places":
            place = pick(turn.text, offer.data["places"])
            if place is not None:
                await show_route(turn, str(place))
                return True
    return await _act_on_entities(turn)


async def _act_on_entities(turn: Turn) -> bool:
    """Acts on what the words name; False when they name nothing known."""
    if turn.faq and await answer_faq(turn, turn.faq):
        return True
    if product := turn.entity("product"):
        await show_product(turn, str(product), turn.entity("attribute"))
    elif business := turn.entity("business"):
        turn.start_ticket(str(business), turn.number("amount"))
    elif category := turn.entity("product_category"):
        await show_category(turn, str(category))
    elif place := turn.entity("place"):
        await show_route(turn, str(place))
    else:
        return False
    return True
