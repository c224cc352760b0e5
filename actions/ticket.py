"""The queue number: sent where the business is done fastest, or a number for the counter."""

from __future__ import annotations

import re
from dataclasses import replace

from actions import (
    appointment,
    cards,
    case_talk,
    elsewhere,
    english,
    guest,
    matter,
    spoken,
    wording,
)
from actions.bring import say_for_topic, say_items
from actions.claims import claims_priority, grade_held
from actions.errors import BranchError, BranchRefused, BranchUnknown
from actions.form import Completion, Values
from actions.fraud import advice
from actions.model import Triage
from actions.no_machine import no_machine
from actions.number_swap import gives_up_swapped, swap, swapping
from actions.offer import Offer
from actions.own_tickets import my_ticket, open_tickets, say_ticket
from actions.payment import has_paid
from actions.priority import OFFER as PRIORITY
from actions.priority import OTHER_HOLDER, Holder, grade, holder_of, take_number, to_ask
from actions.queue_named import from_slot
from actions.ticket_form import (
    APPOINTMENT,
    CLOSED,
    COUNTER,
    ELSEWHERE,
    FOREIGN,
    FORM,
    FRAUD,
    GENERAL,
    MINE,
    NOTHING,
    NUMBER,
    SWAP,
    TOLD,
)
from actions.turn import Turn
from actions.understood import as_number

MOVING_MONEY = "utter_fraud_moving"
HTTP_CONFLICT = 409
UNSURE = 0.75
"""Confidence below which words without a wish in them are only a detail of the business."""
WISHES = re.compile("号|排|柜台|窗口|人工|柜员|办|取一个|拿一个|领一个")
PERSONAL = "personal"
OWN = Holder()

HELPLESS = re.compile(
    "不会|不敢|不懂|不想用|看不清|看不见|盲人|眼睛?瞎|失明|视障|弄不来|搞不来|学不会|眼[睛神]?花|(?:不要|不用|不去|别去)(?:那个?|这个?)?机[器子]|眼[睛神]?不(?:行|好)"
)
"""A machine is no help to this customer."""

IN_PERSON = frozenset(
    [
        *("card_opening", "password_reset", "mobile_banking", "personal_info_update"),
        *("statement_print", "digital_rmb"),
    ]
)
"""Business codes (dialogue contract) for which a machine asks for the person's own face and papers."""

COUNTER_WORDS = re.compile("柜台|窗口|人工|柜员")
"""Who says one of these while taking a number wants a person, whatever is faster."""


class TakeTicket(Completion):
    """After the ticket form: what is to be done is in its values."""

    action = "action_ticket"
    form = FORM

    async def complete(self, turn: Turn, values: Values) -> None:
        business = values["business"]
        amount = as_number(values["amount"])
        helpless = any(map(HELPLESS.search, turn.texts_heard(turn.turns)))
        prefer = values["prefer"] == COUNTER or helpless or swapping(turn)
        other = values["holder"] == OTHER_HOLDER
        if not business or business == NOTHING:
            turn.drop_offer()
            self.say_dropped(turn, "utter_ticket_dropped")
        elif business == FRAUD:
            turn.drop_offer()
            told = None if turn.entities("business") else advice(turn.text)
            turn.say_fresh("utter_fraud_paid" if has_paid(turn.text) else told or MOVING_MONEY)
        elif business == FOREIGN:
            await english.answer(turn)
        elif business == APPOINTMENT:
            await appointment.checks_in(turn)
        elif await _is_told(turn, str(business)):
            return
        elif business == CLOSED:
            await say_closed(turn)
        elif business == MINE:
            await _show_mine(turn)
        elif business == SWAP:
            await swap(turn)
        elif (queue := from_slot(str(business))) is not None:
            await issue(turn, queue, None, holder_of(turn, for_other=other))
        elif business in (GENERAL, TOLD, ELSEWHERE):
            await _issue_general(turn, holder_of(turn, for_other=other))
        else:
            if _only_tells(turn):
                return
            amount, prefer = _as_offered(turn, str(business), amount, prefer)
            holder = holder_of(turn, for_other=other)
            await serve(turn, str(business), amount, prefer=prefer, holder=holder)


async def _is_told(turn: Turn, business: str) -> bool:
    """More of a complaint, or what is done otherwise: answered without a number."""
    if business == TOLD:
        return await case_talk.tells_more(turn)
    return business == ELSEWHERE and await elsewhere.tell(turn)


def _only_tells(turn: Turn) -> bool:
    """转给一个公司, at the machine's way: a detail, no wish for the counter; which way is still open."""
    offer, kept = turn.recent_business, turn.slot(matter.MATTER)
    if offer is None or not kept or not kept.get("machine") or turn.confidence >= UNSURE:
        return False
    if turn.entities("business") or WISHES.search(turn.text) or HELPLESS.search(turn.text):
        return False
    turn.make_offer("self_service", place=kept["machine"], place_name=kept["place_name"])
    turn.say("utter_inform_machine", place_name=kept["place_name"])
    return True


def _as_offered(
    turn: Turn, business: str, amount: float | None, prefer: bool
) -> tuple[float | None, bool]:
    """The sum and the wish for a counter, with what was said when a machine was offered."""
    if COUNTER_WORDS.search(turn.text):
        prefer = True
    offer = turn.recent_business
    if offer is None or offer.data.get("business") != business:
        return amount, prefer
    if turn.entity("business") and not NUMBER.search(turn.text):
        return amount, prefer  # 取两万, once more: no wish for the counter
    return amount if amount is not None else as_number(offer.data.get("amount")), True


async def serve(
    turn: Turn,
    business: str,
    amount: float | None,
    *,
    prefer: bool = False,
    holder: Holder = OWN,
) -> None:
    """Sends the customer to the fastest place, or gives a number when that is a counter or wished."""
    try:
        where = await turn.branch.triage(business, amount, prefer_counter=prefer)
        if where.need == "amount":
            # Asked twice without an answer: the counter takes any sum.
            where = await turn.branch.triage(business, amount, prefer_counter=True)
        elif not prefer and no_machine(turn, where, amount):
            where = await turn.branch.triage(business, amount, prefer_counter=True)
    except (BranchUnknown, BranchRefused):
        await _issue_general(turn, holder)
        return
    matter.remember(turn, where, amount)
    if where.at_counter or (prefer and where.service):
        if where.service is None:
            await _issue_general(turn, holder)
        elif not await _asks_for_class(turn, where.service, holder, business, amount):
            await issue(turn, where.service, where, holder)
        return
    if holder.for_other and business in IN_PERSON:
        await _say_in_person(turn, where, amount)
    else:
        await _send_to_machine(turn, where, amount, holder)


async def _asks_for_class(
    turn: Turn, service: str, holder: Holder, business: str | None, amount: float | None
) -> bool:
    """Asks whether the customer belongs to a class that their words only hint at; False when not."""
    if await grade(turn, holder) is not None:
        return False
    one = await to_ask(turn, holder)
    if one is None:
        return False
    turn.make_offer(
        PRIORITY,
        service=service,
        code=one.code,
        business=business,
        amount=amount,
        holder=OTHER_HOLDER if holder.for_other else None,
    )
    turn.say("utter_priority_question", question=one.question)
    return True


async def serve_class(turn: Turn, offer: Offer, code: str | None) -> None:
    """The number after the class was asked for: with it, or an ordinary one."""
    if offer.data.get("held"):
        await grade_held(turn, str(offer.data["held"]), code)
        return
    holder = replace(holder_of(turn), customer_class=code, ask=False)
    if offer.data.get("business"):
        amount = as_number(offer.data.get("amount"))
        await serve(turn, str(offer.data["business"]), amount, prefer=True, holder=holder)
    else:
        await issue(turn, str(offer.data["service"]), None, holder)


async def _say_in_person(turn: Turn, where: Triage, amount: float | None) -> None:
    """替我妈开个卡: the machine does it for nobody but her; whether it can be done for her a person decides."""
    turn.make_offer(
        "self_service",
        business=where.business,
        amount=amount,
        place=where.place,
        place_name=where.place_name,
        holder=OTHER_HOLDER,
        staff=True,
    )
    names = {"business_name": where.business_name, "place_name": where.place_name}
    turn.say("utter_in_person", await route_card(turn, where.place), **names)


async def _send_to_machine(turn: Turn, where: Triage, amount: float | None, holder: Holder) -> None:
    """Says where, why and what to bring, with both ways as buttons."""
    response = "utter_mobile" if where.channel == "mobile" else "utter_self_service"
    bring = "、".join(guest.papers(turn, where.bring))
    if bring and response == "utter_self_service":
        response = "utter_self_service_bring"
    turn.make_offer(
        "self_service",
        business=where.business,
        amount=amount,
        place=where.place,
        place_name=where.place_name,
        holder=OTHER_HOLDER if holder.for_other else None,
    )
    turn.say(
        response,
        await route_card(turn, where.place),
        business_name=where.business_name,
        place_name=where.place_name,
        reason=where.reason,
        reason_spoken=spoken.fit(spoken.read_out(where.reason), 28),
        bring=bring,
        bring_spoken=spoken.with_conditions(bring, 14),
    )


async def route_card(turn: Turn, place: str | None) -> cards.Card | None:
    """The map of the way; None when there is no place or no way to show now."""
    if not place:
        return None
    try:
        return cards.route(await turn.branch.route(place))
    except BranchError:
        return None


async def issue(
    turn: Turn, service: str, where: Triage | None = None, holder: Holder = OWN
) -> None:
    """Takes a number for the service and says it; when closed, says when it is open."""
    known = await open_tickets(turn)
    try:
        ticket, one = await take_number(turn, service, holder)
    except BranchRefused as error:
        if error.status != HTTP_CONFLICT:
            raise
        await say_closed(turn, service)
        return
    turn.drop_offer()
    if any(ticket.id == other.id for other in known):
        say_ticket(turn, ticket, "utter_ticket_shown")
        return
    bring = guest.papers(turn, where.bring if where else ticket.bring)
    say_ticket(turn, ticket, "utter_ticket_issued", bring)
    await gives_up_swapped(turn, ticket, known)
    if one is not None:
        turn.say("utter_ticket_priority")
    if holder.for_other:
        turn.say("utter_ticket_for_other")
    if where is not None and where.note:
        turn.say(
            "utter_ticket_note",
            note=where.note,
            note_spoken=spoken.sentence(spoken.read_out(where.note), 60),
        )
    elif not await say_for_topic(turn, service) and bring:
        say_items(turn, bring)


async def say_closed(turn: Turn, service: str | None = None) -> None:
    """No numbers are given now, or none for that service: when it opens, and what can be done meanwhile."""
    kind = PERSONAL
    if service is not None:
        found = (one for one in await turn.branch.services() if one.code == service)
        kind = next((one.hours for one in found), PERSONAL)
    hours = await turn.branch.hours(kind)
    turn.drop_offer()
    if kind != PERSONAL and (await turn.branch.hours()).open_now:
        # Only this business is over for today; the branch itself is open.
        turn.say(
            "utter_closed_kind", hours=hours.text, hours_spoken=spoken.sentence(hours.speech, 45)
        )
        return
    if hours.next_open is None:
        turn.say("utter_closed", hours=hours.text, hours_spoken=spoken.sentence(hours.speech, 45))
        return
    now = turn.now()
    opens = hours.next_open.astimezone(now.tzinfo)
    days = (opens.date() - now.date()).days
    day = ("today", "tomorrow")[days] if 0 <= days < 2 else "later"
    when = wording.phrase(
        f"utter_part_opens_{day}", day=spoken.date(opens), time=spoken.clock(opens.time())
    )
    turn.say("utter_closed_until", when=when, hours=hours.text)


async def _show_mine(turn: Turn) -> None:
    ticket = await my_ticket(turn)
    if ticket is None:
        await _issue_general(turn)
        return
    if await claims_priority(turn):
        return
    if HELPLESS.search(turn.text):
        turn.make_offer("staff")
        turn.say("utter_machine_help")
        return
    turn.make_offer(MINE)
    say_ticket(turn, ticket, "utter_ticket_shown")


async def _issue_general(turn: Turn, holder: Holder = OWN) -> None:
    """A number for general business: the branch lists that service first."""
    services = await turn.branch.services()
    if not services:
        await say_closed(turn)
        return
    first = next((service for service in services if service.open), services[0])
    if not await _asks_for_class(turn, first.code, holder, None, None):
        await issue(turn, first.code, None, holder)
