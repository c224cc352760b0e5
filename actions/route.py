"""Where a place is and how to get there."""

from __future__ import annotations

import re

from actions import cards, wording
from actions.errors import BranchRefused, BranchUnknown
from actions.faq import answer_nearest
from actions.flow import Flow
from actions.matter import Matter, of_visit, remember
from actions.model import Place
from actions.own_tickets import my_ticket, say_ticket
from actions.product import business_shown
from actions.ticket import serve
from actions.turn import Turn
from actions.understood import as_number
from actions.way import show_route

WHICH_WINDOW = re.compile("[几哪]个?号?窗口|[几哪]个?号?柜台")
FLOOR = re.compile("[二三四五2345]楼|楼上|地下|负一")
"""Another floor than the hall, of which the plan knows nothing."""
MACHINE = re.compile("机器|机子|自助")
MACHINES = ("self_service", "smart_teller")
"""Places (dialogue contract) where customers use a machine."""
HEAD_OFFICE = re.compile("行长|主任|领导|办公室|负责人")
"""Rooms of the staff, to which nobody is sent alone."""
PLACES_SHOWN = 6
NEAR = 0.5
"""Score from which an entry is what is looked for."""


class AskRoute(Flow):
    """Names the place, the way and the map."""

    action = "action_route"

    async def answer(self, turn: Turn) -> None:
        place = turn.entity("place")
        business = _business(turn)
        offer = turn.last_offer
        machine = turn.recent_business
        if machine is not None and str(place).endswith("_counter"):
            # 我就要去柜台, after a machine was offered: the number, without arguing.
            amount = as_number(machine.data.get("amount"))
            await serve(turn, str(machine.data["business"]), amount, prefer=True)
        elif place:
            await show_route(turn, str(place))
        elif business:
            await _where_business(turn, str(business))
        elif WHICH_WINDOW.search(turn.text) and (mine := await my_ticket(turn)) is not None:
            say_ticket(turn, mine, "utter_ticket_shown")
        elif FLOOR.search(turn.text):
            turn.make_offer("staff")
            turn.say("utter_route_floor")
        elif HEAD_OFFICE.search(turn.text):
            turn.make_offer("staff")
            turn.say("utter_route_manager")
        elif (about := _at_machine(turn)) is not None:
            await _where_business(turn, about.business, about.amount)
        elif offer is not None and offer.data.get("place"):
            await show_route(turn, str(offer.data["place"]))
        elif (about := of_visit(turn)) is not None:
            await _where_business(turn, about.business, about.amount)  # 在哪换, of what was named
        elif (shown := await business_shown(turn)) is not None and not MACHINE.search(turn.text):
            await _where_business(turn, shown)
        elif MACHINE.search(turn.text):
            await _which_machine(turn)
        elif not await answer_nearest(turn, NEAR):  # 公司的回单在哪打 names none of the plan
            await _which_place(turn)


def _at_machine(turn: Turn) -> Matter | None:
    """那个机器在哪: of the business at hand, unless a machine was shown just now."""
    last = turn.last_offer
    shown = last is not None and last.data.get("place") in MACHINES
    return of_visit(turn) if MACHINE.search(turn.text) and not shown else None


def _business(turn: Turn) -> str | None:
    """The business that is looked for; 对公账户存现金 is the company's, whatever it does."""
    named = [str(code) for code in turn.entities("business")]
    company = (code for code in named if code.startswith("corporate"))
    return next(company, None) or next(iter(named), None)


async def _where_business(turn: Turn, business: str, amount: float | None = None) -> None:
    """Where a business is done: the machine's place, or the counter after taking a number."""
    amount = turn.number("amount") if amount is None else amount
    try:
        where = await turn.branch.triage(business, amount)
        if where.need and not turn.form:
            turn.start_ticket(business)
            return
        if where.need:
            where = await turn.branch.triage(business, amount, prefer_counter=True)
    except (BranchUnknown, BranchRefused):
        await _which_place(turn)
        return
    remember(turn, where, amount)
    if where.at_counter or not where.place:
        turn.make_offer("counter", business=business, amount=amount)
        several = len(turn.entities("business")) > 1
        name = wording.phrase("utter_part_this_business") if several else where.business_name
        turn.say("utter_business_at_counter", business_name=name)
        return
    await show_route(turn, where.place)
    turn.make_offer("self_service", business=business, amount=amount, place=where.place)


async def _which_machine(turn: Turn) -> None:
    """机器在哪, with no business named: cash machines or the smart teller."""
    machines = [p for p in await turn.branch.places() if p.code in MACHINES]
    if not machines:
        await _which_place(turn)
        return
    options = [{"label": place.name, "text": place.name} for place in machines]
    turn.make_offer("places", places=[place.code for place in machines])
    turn.say("utter_route_which_machine", cards.choices("", options))


async def _which_place(turn: Turn) -> None:
    places: list[Place] = [p for p in await turn.branch.places() if p.kind != "machine"]
    options = [{"label": place.name, "text": place.name} for place in places[:PLACES_SHOWN]]
    turn.make_offer("places", places=[place.code for place in places[:PLACES_SHOWN]])
    turn.say("utter_route_which", cards.choices("", options))
