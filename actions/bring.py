"""要带什么: what the business that the visitor is about needs."""

from __future__ import annotations

import re

from actions import guest, spoken
from actions.errors import BranchRefused, BranchUnknown
from actions.matter import at_hand, newer_answer, of_visit, other_matter
from actions.own_tickets import my_ticket
from actions.turn import Turn

ASKS = re.compile(
    "(?:要|需要|得|用|还要|用不用|要不要|需不需要|光|只)(?:带|拿|准备)?.{0,6}(?:什么|啥|哪些|护照|身份证|户口本|证件|材料|手续|银行卡|存折)"
    "|带.{0,6}(?:什么|啥|哪些|吗|行吗|行不行|可以吗)|(?:护照|身份证|户口本|社保卡|驾照).{0,3}(?:行|可以|管用|够)"
)

OPEN = re.compile("什么|啥|哪些")

PAPERS = "papers"
"""The aspect (docs/developer.md) of a question for documents."""
FOREIGN_PAPERS = re.compile("护照|通行证|居留|永居|绿卡|签证")
"""Papers of a guest, of which the FAQ has more to say."""


async def asks_papers(turn: Turn) -> bool:
    """要带什么, 要身份证吗, said of nothing: of the number in hand, or of the business named last."""
    if turn.aspect != PAPERS or turn.stays:
        return False
    if not at_hand(turn) and (turn.completed or newer_answer(turn)):
        return False
    if FOREIGN_PAPERS.search(turn.text) and turn.faq:
        return False
    if await say_bring(turn):
        return True
    if turn.completed or newer_answer(turn) or not OPEN.search(turn.text):
        return False
    # Whatever entry of the FAQ is nearest, it is of a business that nobody named.
    turn.say("utter_bring_which")
    return True


async def say_bring(turn: Turn) -> bool:
    """What to bring for the business named last, or for the number in hand; False when neither is known."""
    if (turn.aspect != PAPERS and not ASKS.search(turn.text)) or other_matter(turn):
        return False
    matter = of_visit(turn)
    items: tuple[str, ...] = ()
    if matter is not None:
        try:
            where = await turn.branch.triage(matter.business, matter.amount, prefer_counter=True)
            items = where.bring
        except (BranchRefused, BranchUnknown):
            items = ()
    if not items and (ticket := await my_ticket(turn)) is not None:
        items = ticket.bring
    if not items:
        return False
    if (offer := turn.offer) is not None:
        turn.make_offer(offer.kind, **offer.data)
    say_items(turn, guest.papers(turn, items))
    return True


def say_items(turn: Turn, items: tuple[str, ...]) -> None:
    """请准备…, of papers as they are written."""
    bring = "、".join(items)
    turn.say("utter_ticket_bring", bring=bring, bring_spoken=spoken.with_conditions(bring, 40))
