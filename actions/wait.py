"""还要多久: the visitor's own number, or every service; something to do when it is long."""

from __future__ import annotations

from actions import cards, spoken, wording
from actions.flow import Flow
from actions.model import Service, Ticket
from actions.ticket import my_ticket, say_ticket, ticket_values
from actions.turn import Turn

SOOTHE_AFTER_MIN = 20
"""A longer expected wait is answered with something to do meanwhile."""

SPOKEN_SERVICES = 2
SHOWN_SERVICES = 4


class AskWait(Flow):
    """How long it still takes."""

    action = "action_wait"

    async def answer(self, turn: Turn) -> None:
        ticket = await my_ticket(turn)
        if ticket is not None:
            _say_own(turn, ticket)
            return
        services = [service for service in await turn.branch.services() if service.open]
        if services:
            _say_services(turn, services)
        else:
            hours = await turn.branch.hours()
            turn.say("utter_closed", hours=hours.text, hours_spoken=spoken.fit(hours.speech, 45))


def _say_own(turn: Turn, ticket: Ticket) -> None:
    if ticket.state in ("called", "serving") or ticket.ahead == 0 or ticket.wait is None:
        say_ticket(turn, ticket, "utter_ticket_shown")
        return
    long = ticket.wait.high_min > SOOTHE_AFTER_MIN
    response = "utter_wait_own_long" if long else "utter_wait_own"
    turn.say(response, cards.wait_ticket(ticket), **ticket_values(ticket))


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
