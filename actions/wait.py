"""还要多久: the visitor's own numbers, or every service; something to do when it is long."""

from __future__ import annotations

import re

from actions import cards, spoken, wording
from actions.callback import CALLED_FOR, my_case
from actions.disputed import CALLED, other_number, say_disputed
from actions.flow import Flow
from actions.handing import say_who_comes
from actions.model import About, Service, Ticket
from actions.other_number import say_number
from actions.own_tickets import named_ticket, open_tickets, say_ticket, ticket_values
from actions.ticket import say_closed
from actions.turn import Turn
from actions.understood import as_number

SPOKEN_SERVICES = 2
SHOWN_SERVICES = 4
IMPATIENT = re.compile("太慢|这么慢|慢死|急死|太久|这么久|那么久|等不[了及]|等半天|烦")
"""Who has waited too long hears a word of regret first."""
OF_QUEUE = re.compile("[排等叫]|几个人|几位|人多|多少人|前面")
"""It is the queue that is asked about, not how long the business takes."""
SURELY_QUEUE = re.compile("[排队号柜]|几个人|几位|人多|多少人|前[面头]|窗口")
"""As OF_QUEUE, without what is asked of a person who was called, too: 要等多久啊他."""
MACHINE = "machine"
"""Condition of an offer: a machine does business of the customer's queue."""


class AskWait(Flow):
    """How long it still takes."""

    action = "action_wait"

    async def answer(self, turn: Turn) -> None:
        await tell_wait(turn)


async def tell_wait(turn: Turn) -> None:
    """The number that is named, the visitor's own, or how long it takes at each service."""
    tickets = await open_tickets(turn)
    named = named_ticket(turn, tickets)
    number = turn.entity("ticket_number")
    mine = named or next(iter(tickets), None)
    if mine is not None and mine.state == "waiting" and _sees_another(turn, mine):
        await say_disputed(turn, mine)  # 都叫到A003了，我A002还没叫
        return
    if number and named is None:
        await say_number(turn, str(number).upper())
        return
    if mine is None and await _for_whom_was_called(turn):
        return
    if IMPATIENT.search(turn.text):
        turn.say("utter_wait_sorry")
    just_offered = turn.offer is not None and turn.offer.kind == "self_service"
    if named is None and tickets and just_offered and await _at_machine(turn):
        return
    if named is not None or len(tickets) == 1:
        await _say_own(turn, named or tickets[0])
    elif tickets:
        _say_several(turn, tickets)
    elif not await _at_machine(turn):
        services = [service for service in await turn.branch.services() if service.open]
        if services:
            _say_services(turn, services)
        else:
            await say_closed(turn)


async def _for_whom_was_called(turn: Turn) -> bool:
    """要等多久啊他, without a number: until the person comes who was called."""
    if SURELY_QUEUE.search(turn.text) or (case := await my_case(turn, CALLED_FOR)) is None:
        return False
    say_who_comes(turn, case)
    return True


def _sees_another(turn: Turn, mine: Ticket) -> bool:
    """Whether another number is said to be called, before the customer's own."""
    own = re.search("我|没叫|不叫", turn.text)
    return own is not None and CALLED.search(turn.text) is not None and other_number(turn, mine)


async def _at_machine(turn: Turn) -> bool:
    """要多久能办好, after a machine was offered: how it goes there; False when a queue is meant."""
    offer = turn.recent_business
    if offer is None or offer.kind != "self_service" or OF_QUEUE.search(turn.text):
        return False
    amount = as_number(offer.data.get("amount"))
    where = await turn.branch.triage(str(offer.data["business"]), amount)
    if where.at_counter or where.need:
        return False
    turn.make_offer("self_service", **offer.data)
    turn.say(
        "utter_machine_quick",
        place_name=where.place_name,
        reason=where.reason,
        reason_spoken=spoken.fit(spoken.read_out(where.reason), 40),
    )
    return True


async def _say_own(turn: Turn, ticket: Ticket) -> None:
    if ticket.state in ("called", "serving") or ticket.ahead == 0 or ticket.wait is None:
        say_ticket(turn, ticket, "utter_ticket_shown")
        return
    about = await turn.branch.about()
    card = cards.wait_ticket(ticket)
    if ticket.wait.high_min <= about.soothing_minutes:
        turn.say("utter_wait_own", card, **ticket_values(ticket))
        return
    offers = await _offers(turn, ticket, about)
    turn.say(
        "utter_wait_own_long",
        {**card, "actions": offers} if offers else card,
        soothing=about.soothing_speech,
        **ticket_values(ticket),
    )


async def _offers(turn: Turn, ticket: Ticket, about: About) -> list[dict[str, str]]:
    """The branch's buttons for a long wait; a machine only where one does that business."""
    service = next((s for s in await turn.branch.services() if s.code == ticket.service), None)
    machine = service is not None and bool(set(service.channels) - {"counter"})
    return [
        {"label": offer.label, "text": offer.text}
        for offer in about.soothing_offers
        if offer.only != MACHINE or machine
    ]


def _say_several(turn: Turn, tickets: list[Ticket]) -> None:
    """Two numbers: the place in line of each."""
    said = "，".join(_ticket_line(ticket, aloud=True) for ticket in tickets[:SPOKEN_SERVICES])
    turn.say(
        "utter_wait_several",
        cards.wait_ticket(tickets[0]),
        lines="；".join(_ticket_line(ticket) for ticket in tickets),
        lines_spoken=spoken.fit(said, 50),
    )


def _ticket_line(ticket: Ticket, *, aloud: bool = False) -> str:
    values = ticket_values(ticket)
    if ticket.state in ("called", "serving"):
        part = "utter_part_ticket_called"
    else:
        part = "utter_part_ticket_wait" if ticket.wait else "utter_part_ticket_ahead"
    ends = "_spoken" if aloud else ""
    return wording.phrase(
        part,
        number=values[f"number{ends}"],
        area=ticket.area,
        ahead=values[f"ahead{ends}"],
        wait=values.get(f"wait{ends}", ""),
    )


def _say_services(turn: Turn, services: list[Service]) -> None:
    waiting = [service for service in services if service.waiting]
    card = cards.wait_services(services)
    if not waiting:
        turn.make_offer("take_ticket")
        turn.say("utter_wait_nobody", card)
        return
    waiting.sort(key=lambda service: -service.waiting)
    lines = "；".join(_line(service) for service in waiting[:SHOWN_SERVICES])
    said = "，".join(_line(service, aloud=True) for service in waiting[:SPOKEN_SERVICES])
    turn.make_offer("take_ticket")
    turn.say("utter_wait_services", card, lines=lines, lines_spoken=spoken.fit(said, 46))


def _line(service: Service, *, aloud: bool = False) -> str:
    part = "utter_part_wait" if service.wait else "utter_part_waiting"
    wait = service.wait
    span = (
        (spoken.minutes if aloud else spoken.minutes_shown)(wait.low_min, wait.high_min)
        if wait
        else ""
    )
    count = spoken.count(service.waiting) if aloud else service.waiting
    return wording.phrase(part, name=service.name, waiting=count, wait=span)
