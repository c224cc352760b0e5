"""Taking up what the robot offered: a choice counted or named, a counter after all, a number kept."""

from __future__ import annotations

import re

from actions.activity import OFFER as ACTIVITIES
from actions.activity import show_activity
from actions.cancelling import KEEP_WORDS, keep
from actions.claims import claims_priority
from actions.comparison import compare_first
from actions.exchange import asks_on, say_rate
from actions.faq import answer_faq
from actions.fun import tell_more
from actions.hours import follow_up
from actions.interest_form import FORM as INTEREST_FORM
from actions.interest_form import changes_last
from actions.offer import Offer, pick, pick_by_title
from actions.priority import NO, answered_age, grade, holder_of
from actions.priority import OFFER as PRIORITY
from actions.product import show_category, show_picked, show_product
from actions.shelves import BUSINESS_OF_CATEGORY
from actions.ticket import HELPLESS, serve, serve_class
from actions.turn import Turn
from actions.understood import as_number
from actions.way import show_route

NUMBER_WORDS = re.compile("取号|柜台|窗口|人工|柜员|排队")
"""Said after a machine was offered: the customer wants a number for the counter."""


async def take_only_one(turn: Turn, offer: Offer) -> bool:
    """Takes the offer's only choice; False when there are several or none."""
    if offer.kind == "faq_choices" and len(offer.data["ids"]) == 1:
        return await answer_faq(turn, str(offer.data["ids"][0]))
    if offer.kind == "products" and not offer.data.get("current") and len(offer.data["codes"]) == 1:
        await show_product(turn, str(offer.data["codes"][0]))
        return True
    return False


async def take_up(turn: Turn) -> bool:
    """Acts on a choice that the words name or count; False when they do neither."""
    return await take_up_offer(turn) or await _act_on_entities(turn)


async def serve_offered(turn: Turn, offer: Offer) -> None:
    """A number for the business that the offer carries."""
    amount = as_number(offer.data.get("amount"))
    business = str(offer.data["business"])
    await serve(turn, business, amount, prefer=True, holder=holder_of(turn))


async def serve_more(turn: Turn, offer: Offer) -> bool:
    """要是十万呢, at the way to a machine for less: where that much is done; False where it is the same place."""
    business, amount = offer.data.get("business"), turn.number("amount")
    known = as_number(offer.data.get("amount"))
    if not business or amount is None or (known is not None and amount <= known):
        return False
    where = await turn.branch.triage(str(business), amount)
    if where.place == offer.data.get("place"):
        return False
    await serve(turn, str(business), amount, holder=holder_of(turn))
    return True


async def _claims_class(turn: Turn, offer: Offer) -> bool:
    """我七十了, 没有，六十二, when asked for the age: the number with the class, or an ordinary one."""
    one = await grade(turn, holder_of(turn))
    years = answered_age(turn.text)
    if one is None and years is not None:
        classes = (await turn.branch.about()).classes
        old = (c for c in classes if c.from_age is not None and years >= c.from_age)
        one = next(old, None)
    if one is None and years is None and not NO.search(turn.text):
        return False
    await serve_class(turn, offer, one.code if one else None)
    return True


async def take_up_offer(turn: Turn) -> bool:
    """Acts on a choice that the words count, or on a wish that answers the offer."""
    if await follow_up(turn):
        return True
    offer = turn.last_offer
    asked = turn.offer is not None and turn.offer.kind == PRIORITY
    if not asked and await claims_priority(turn):
        return True
    if offer is None:
        return False
    if asks_on(turn):
        await say_rate(turn)
        return True
    if await tell_more(turn):
        return True
    if offer.kind == "faq_choices":
        ids, titles = offer.data["ids"], offer.data.get("titles") or ()
        id = pick(turn.text, ids) or pick_by_title(turn.text, ids, titles)
        return id is not None and await answer_faq(turn, str(id))
    if offer.kind == "products" and changes_last(turn):
        turn.start_form(INTEREST_FORM)
        return True
    if offer.kind == "products":
        return await compare_first(turn) or await show_picked(turn, offer)
    if offer.kind == ACTIVITIES:
        wanted = pick(turn.text, offer.data["keys"])
        return wanted is not None and await show_activity(turn, str(wanted))
    if offer.kind == "places":
        place = pick(turn.text, offer.data["places"])
        if place is not None:
            await show_route(turn, str(place))
        return place is not None
    if asked and await _claims_class(turn, offer):
        return True
    helpless = turn.offer is not None and HELPLESS.search(turn.text)
    if offer.kind == "self_service" and (helpless or NUMBER_WORDS.search(turn.text)):
        await serve_offered(turn, offer)
        return True
    if offer.kind == "cancel" and turn.offer is not None and KEEP_WORDS.search(turn.text):
        keep(turn, str(offer.data["number"]))
        return True
    return False


def _only_looks(turn: Turn, category: str) -> bool:
    """房贷一百万 names a category and, by the same words, its business: shown first, not queued for."""
    business = turn.entity("business")
    return business is None or business == BUSINESS_OF_CATEGORY.get(category)


async def _act_on_entities(turn: Turn) -> bool:
    """Acts on what the words name; False when they name nothing known."""
    if turn.faq and await answer_faq(turn, turn.faq):
        return True
    if product := turn.entity("product"):
        await show_product(turn, str(product), turn.entity("attribute"))
    elif (category := turn.entity("product_category")) and _only_looks(turn, str(category)):
        await show_category(turn, str(category))
    elif business := turn.entity("business"):
        turn.start_ticket(str(business), turn.number("amount"))
    elif place := turn.entity("place"):
        await show_route(turn, str(place))
    else:
        return False
    return True
