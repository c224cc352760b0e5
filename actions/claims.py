"""A class claimed in passing: 我七十多了 reaches the number that is there, or the one to come."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.errors import BranchError, BranchRefused, BranchUnknown
from actions.model import PriorityClass, Ticket
from actions.own_tickets import open_tickets, say_ticket
from actions.priority import OFFER, RECENT_TEXTS, RELATIVE, claimed, hinted
from actions.turn import Turn

ASKS = re.compile("[?？吗呢么哪几]|怎么|多少|多久|什么|能不能|可以|要不要|有没有|如何")
IN_ITS_PLACE = re.compile("(?:忘|没)(?:了|有)?带.*[卡证].*(?:行|中|成|可以|能用)(?:不|吗|么|吧)")
"""身份证忘带了，就带了个老年卡，行不行: a paper in the place of another, and no claim."""
BEREAVED = re.compile(
    "死了|过世|去世|走了(?!.{0,4}(?:路|步))|不在了|没了|后事|(?:老头|老伴|[爸妈]).{0,4}(?:折子|存折|卡|钱)"
)
"""Of somebody who is no more, or whose money it is."""
STAYS_AWAY = re.compile("来不了|来不成|没法来|上门|瘫|卧床|住院|在医院|下不[了得]床")
"""Said of somebody for whom no number is to be had here."""
OF_ONESELF = re.compile("[我俺咱岁0-9十]")
"""Cheap to look for before the branch is asked which classes it has."""
LONGEST_CLAIM = 14
"""Characters; a longer sentence wants more than to say who the customer is."""

OWN_BUSINESS = frozenset(
    [
        *("emergency", "report_fraud", "call_staff", "complain", "insult", "stop", "repeat"),
        *("cancel_ticket", "ticket_missed", "goodbye", "calc_interest", "switch_language"),
    ]
)
"""Intents that are answered themselves, whoever the customer is."""


async def claims_outright(turn: Turn) -> bool:
    """A sentence that says nothing but who the customer is, whatever else it was understood as."""
    text = turn.text
    if turn.intent in OWN_BUSINESS or len(text) > LONGEST_CLAIM or ASKS.search(text):
        return False
    asked = turn.offer is not None and turn.offer.kind == OFFER
    if asked or not OF_ONESELF.search(text):
        return False
    try:
        return await claims_priority(turn)
    except BranchError:
        return False  # the flow's own answer tells whether the branch is away


async def claims_priority(turn: Turn) -> bool:
    """Gives the visitor's number the class that is claimed, or keeps it for the number to come."""
    if IN_ITS_PLACE.search(turn.text) or _of_who_stays_away(turn):
        return False
    classes = (await turn.branch.about()).classes
    own, other = claimed([turn.text], classes), claimed([turn.text], classes, for_other=True)
    one = own or other
    if one is None:
        return await _asks_for_class(turn, classes)
    tickets = await open_tickets(turn)
    if not tickets:
        # A form asks by itself what the number is for.
        noted = "utter_priority_noted_form" if turn.form else "utter_priority_noted"
        turn.say(noted, class_name=one.name)
        return True
    ticket = _of(tickets, for_other=own is None)
    if ticket is None or not await _regrade(turn, ticket, one):
        turn.make_offer("staff")
        turn.say("utter_priority_staff")
    return True


def _of_who_stays_away(turn: Turn) -> bool:
    """八十六了，中风, after 我爸瘫床上来不了."""
    if re.search("[我俺咱]", turn.text):
        return False
    heard = turn.texts_heard(RECENT_TEXTS)[1:]
    return any(RELATIVE.search(text) and STAYS_AWAY.search(text) for text in heard)


async def _asks_for_class(turn: Turn, classes: Sequence[PriorityClass]) -> bool:
    """我腿脚不好, with a number in hand: whether the customer belongs to the class, asked once."""
    one = None if BEREAVED.search(turn.text) else hinted(turn.text, classes)
    last = turn.last_offer
    if one is None or (last is not None and last.kind == OFFER):
        return False
    ticket = _of(await open_tickets(turn), for_other=False)
    if ticket is None:
        return False
    turn.make_offer(OFFER, service=ticket.service, code=one.code, held=ticket.id)
    turn.say("utter_priority_question", question=one.question)
    return True


async def grade_held(turn: Turn, ticket_id: str, code: str | None) -> None:
    """The answer to the question: the number in hand with the class, or as it is."""
    classes = (await turn.branch.about()).classes
    one = next((each for each in classes if each.code == code), None)
    ticket = next((each for each in await open_tickets(turn) if each.id == ticket_id), None)
    turn.drop_offer()
    if ticket is None:
        turn.say("utter_affirm_nothing")
    elif one is None:
        say_ticket(turn, ticket, "utter_ticket_shown")
    elif not await _regrade(turn, ticket, one):
        turn.make_offer("staff")
        turn.say("utter_priority_staff")


def _of(tickets: Sequence[Ticket], *, for_other: bool) -> Ticket | None:
    """The newest number of whom the claim speaks."""
    return next((ticket for ticket in tickets if ticket.for_other == for_other), None)


async def _regrade(turn: Turn, ticket: Ticket, one: PriorityClass) -> bool:
    """The number with its new place; False when only a person can help."""
    if ticket.state in ("called", "serving"):
        say_ticket(turn, ticket, "utter_ticket_shown")
        return True
    try:
        graded = await turn.branch.regrade_ticket(ticket.id, one.code)
    except (BranchRefused, BranchUnknown):
        return False
    say_ticket(turn, graded, "utter_ticket_graded", class_name=one.name)
    return True
