"""换成对公的号, 取错了我是改密码的, 这个号对不对: the number in hand against what the customer is here for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions import cards, guest, matter, spoken, wording
from actions.bring import say_items
from actions.claims import grade_held
from actions.errors import BranchError, BranchRefused, BranchUnknown
from actions.model import Service, Ticket, Triage
from actions.offer import Offer
from actions.own_tickets import meant_ticket, open_tickets, ticket_values
from actions.priority import OFFER as PRIORITY
from actions.priority import claimed, holder_of, take_number
from actions.queue_named import queue_of_topic, swapped_to
from actions.turn import Turn

OFFER = "swap"
"""Kind of offer: another number in place of the one in hand; `held` is its id, `service` the queue, absent while it is not known."""
WITHIN = 3
"""Turns for which the next number takes the place of the one that was said to be wrong."""
CLASS_TURNS = 20
"""Turns in which the customer may have said how old they are."""

_NO_TICKET = re.compile(
    "(?:手机|电话|账|卡|户|微信|型|密码|证件)号|号码不是|[取给拿]错[^，,。]{0,2}[钱款卡]"
)
_SWAPS = re.compile(
    "换(?!卡|钱|零|硬|外|新卡)(?:成|到|为|一?个|一?张)?[^，,。！!？?取拿给]{0,7}号|(?:号|票)[^，,。！!？?取拿]{0,6}(?:换|改成|改到|改一)(?!卡|钱|零|硬|外)|换成[^，,。！!？?]{1,5}的"
)
"""Another one is wished for outright."""
_WRONG = re.compile(
    "(?:号|票|[A-Za-z][0-9]{2,3})[^，,。！!？?]{0,8}(?:错|不对|对不对|对吗|对么|得行|行不|行吗|能用|能不能用)|(?:拿|取|给|排)错(?:了|号|$)|(?:怎么|咋)(?:是|给)[^，,。！!？?]{0,8}号"
)
_ASKS = re.compile("[?？吗么]|是不是|对不对|得行|行不|能不能|能用")
_DENIED = re.compile("[不没](?:是|要|想|来|去)?(?:取|存|汇|转|办|换|提|开)")
"""我又不取现金: the one business that is named is none of the customer's."""
_FIRST = re.compile("优[先现]")
_ALARMS = frozenset(["emergency", "report_fraud", "insult"])


def speaks_of_swap(text: str) -> bool:
    """Whether the words wish for another number or doubt the one in hand; cheap, before the branch is asked."""
    return _NO_TICKET.search(text) is None and bool(_SWAPS.search(text) or _WRONG.search(text))


async def swaps(turn: Turn) -> bool:
    """Says whether the number fits, and exchanges it where that is wished; False for all else, and without a number."""
    text = turn.text
    if turn.form or turn.intent in _ALARMS or turn.intent == "call_staff":
        return False
    first = _FIRST.search(text) is not None and "换" in text
    if not first and not speaks_of_swap(text):
        return False
    return await swap(turn, first=first)


async def swap(turn: Turn, *, first: bool = False) -> bool:
    """As `swaps`, of words that are known to speak of it."""
    tickets = await open_tickets(turn)
    if not tickets:
        return False
    held = meant_ticket(turn, tickets) or tickets[0]
    if first or _FIRST.search(turn.text):
        await _to_priority(turn, held)
        return True
    services = await turn.branch.services()
    service, where = await _target(turn, services)
    if service == held.service and _SWAPS.search(turn.text) and not _names(turn, services):
        # 换个三号窗口的号: not of what the talk named, but of what was told last.
        other = await queue_of_topic(turn, None)
        service, where = (None if other == held.service else other), None
    if service is None:
        turn.make_offer(OFFER, held=held.id)
        turn.say_fresh("utter_swap_what", cards.ticket(held), **ticket_values(held))
    elif service == held.service:
        turn.say_fresh("utter_swap_right", cards.ticket(held), **ticket_values(held))
    elif _ASKS.search(turn.text) and not _SWAPS.search(turn.text):
        turn.make_offer(OFFER, held=held.id, service=service, for_business=_code(where))
        name = next((one.name for one in services if one.code == service), "")
        turn.say_fresh("utter_swap_wrong", None, new_service=name, **ticket_values(held))
    else:
        await _exchange(turn, held, service, where)
    return True


async def swap_offered(turn: Turn, offer: Offer) -> None:
    """Yes, to another number."""
    held = next((t for t in await open_tickets(turn) if t.id == offer.data.get("held")), None)
    if held is None or not offer.data.get("service"):
        turn.start_ticket(None)
        if held is not None:
            turn.make_offer(OFFER, held=held.id)
        return
    where = await _where(turn, offer.data.get("for_business"))
    await _exchange(turn, held, str(offer.data["service"]), where)


def swapping(turn: Turn) -> bool:
    """Whether the next number takes the place of one that was said to be wrong."""
    offer = turn.last_offer
    return offer is not None and offer.kind == OFFER and turn.turns - offer.turn <= WITHIN


async def gives_up_swapped(turn: Turn, new: Ticket, known: list[Ticket]) -> None:
    """The number that was said to be wrong goes, now that another was given in its place."""
    offer = turn.last_offer
    if offer is None or not swapping(turn):
        return
    held = next((each for each in known if each.id == offer.data.get("held")), None)
    if held is not None and held.id != new.id and await _given_up(turn, held):
        turn.say_fresh("utter_swap_old_gone", None, old=held.number, old_spoken=_aloud(held))


async def _exchange(turn: Turn, held: Ticket, service: str, where: Triage | None) -> None:
    """The new number first, so that nothing is lost when it cannot be had; then the old one goes."""
    holder = holder_of(turn, for_other=bool(held.for_other))
    turn.drop_offer()
    try:
        new, _ = await take_number(turn, service, holder)
    except BranchRefused:
        turn.make_offer("staff")
        turn.say_fresh("utter_swap_refused", cards.ticket(held), **ticket_values(held))
        return
    if where is not None:
        matter.remember(turn, where, None)
    response = "utter_swap_done" if await _given_up(turn, held) else "utter_swap_both"
    bring = guest.papers(turn, where.bring if where else new.bring)
    old = {"old": held.number, "old_spoken": _aloud(held), **in_front(new)}
    turn.say_fresh(response, cards.ticket(new, bring), **ticket_values(new), **old)
    if bring:
        say_items(turn, bring)


async def _given_up(turn: Turn, held: Ticket) -> bool:
    try:
        await turn.branch.cancel_ticket(held.id)
    except BranchUnknown:
        return True  # gone already
    except BranchError:
        return False
    return True


async def _target(turn: Turn, services: tuple[Service, ...]) -> tuple[str | None, Triage | None]:
    """The queue that the words name, or of the business that they or the talk name."""
    named = swapped_to(turn.text, services)
    if named is not None:
        return named, None
    for business in (*reversed(_business(turn)), turn.errand):
        where = await _where(turn, business)
        if where is not None and where.service and _there(turn, where.service, services):
            return where.service, where
    here = (one.code for one in services if one.place in turn.places)
    return next(here, None), None


def _business(turn: Turn) -> Sequence[str]:
    """What the words name, and do not deny."""
    return () if len(turn.named) == 1 and _DENIED.search(turn.text) else turn.named


def _there(turn: Turn, code: str, services: Sequence[Service]) -> bool:
    """Whether the queue is called at the counter that the words name, if they name one: 换个三号窗口的号."""
    counters = {one.place for one in services} & set(turn.places)
    return not counters or any(one.code == code and one.place in counters for one in services)


def _names(turn: Turn, services: tuple[Service, ...]) -> bool:
    """Whether the words themselves tell what the number is to be for."""
    return bool(_business(turn)) or swapped_to(turn.text, services) is not None


async def _where(turn: Turn, business: object) -> Triage | None:
    if not business:
        return None
    try:
        return await turn.branch.triage(str(business), prefer_counter=True)
    except (BranchUnknown, BranchRefused):
        return None


async def _to_priority(turn: Turn, held: Ticket) -> None:
    """换成优先的号: by the class that was claimed in this talk, else it is asked for."""
    classes = (await turn.branch.about()).classes
    heard = turn.texts_heard(CLASS_TURNS)
    one = claimed(heard, classes, for_other=bool(held.for_other))
    asked = next((each for each in classes if each.question), None)
    if one is not None:
        await grade_held(turn, held.id, one.code)
    elif asked is not None:
        turn.make_offer(PRIORITY, service=held.service, code=asked.code, held=held.id)
        turn.say("utter_priority_question", question=asked.question)
    else:
        turn.make_offer("staff")
        turn.say("utter_priority_staff")


def _code(where: Triage | None) -> str | None:
    return where.business if where is not None else None


def in_front(ticket: Ticket) -> dict[str, str]:
    """前面没有人 rather than 前面 0 位."""
    if not ticket.ahead:
        nobody = wording.phrase("utter_part_in_front_nobody")
        return {"in_front": nobody, "in_front_spoken": nobody}
    counts = {"in_front": str(ticket.ahead), "in_front_spoken": spoken.count(ticket.ahead)}
    return {
        name: wording.phrase("utter_part_in_front", count=count) for name, count in counts.items()
    }


def _aloud(ticket: Ticket) -> str:
    return spoken.digits(ticket.number)
