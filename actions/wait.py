"""还要多久: the visitor's own numbers, or every service; something to do when it is long."""

from __future__ import annotations

from actions import cards, spoken, wording
from actions.flow import Flow
from actions.model import About, Service, Ticket
from actions.own_tickets import named_ticket, open_tickets, say_ticket, ticket_values
from actions.ticket import say_closed
from actions.turn import Turn

SPOKEN_SERVICES = 2
SHOWN_SERVICES = 4
MACHINE = "machine"
"""Condition of an offer: a machine does business of the customer's queue."""


class AskWait(Flow):
    """How long it still takes."""

    action = "action_wait"

    async def answer(self, turn: Turn) -> None:
        tickets = await open_tickets(turn)
        named = named_ticket(turn, tickets)
        if named is not None or len(tickets) == 1:
            await _say_own(turn, named or tickets[0])
            return
        if tickets:
            _say_several(turn, tickets)
            return
        services = [service for service in await turn.branch.services() if service.open]
        if services:
            _say_services(turn, services)
        else:
            await say_closed(turn)


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
