"""要带什么: what the business that the visitor is about needs."""

from __future__ import annotations

import re

from actions import spoken
from actions.errors import BranchRefused, BranchUnknown
from actions.own_tickets import my_ticket
from actions.turn import Turn, as_number

ASKS = re.compile(
    "(?:要|需要|得|用|还要|用不用|要不要|需不需要|光|只)(?:带|拿|准备)?.{0,6}(?:什么|啥|哪些|护照|身份证|户口本|证件|材料|手续|银行卡|存折)"
    "|带.{0,6}(?:什么|啥|哪些|吗|行吗|行不行|可以吗)|(?:护照|身份证|户口本|社保卡|驾照).{0,3}(?:行|可以|管用|够)"
)


async def say_bring(turn: Turn) -> bool:
    """What to bring for the business named last, or for the number in hand; False when neither is known."""
    if not ASKS.search(turn.text):
        return False
    offer = turn.recent_business
    items: tuple[str, ...] = ()
    if offer is not None:
        try:
            amount = as_number(offer.data.get("amount"))
            business = str(offer.data["business"])
            items = (await turn.branch.triage(business, amount, prefer_counter=True)).bring
        except (BranchRefused, BranchUnknown):
            items = ()
    if not items and (ticket := await my_ticket(turn)) is not None:
        items = ticket.bring
    if not items:
        return False
    if offer is not None and turn.offer is not None:
        turn.make_offer(offer.kind, **offer.data)
    bring = "、".join(items)
    turn.say("utter_ticket_bring", bring=bring, bring_spoken=spoken.fit(spoken.read_out(bring), 40))
    return True
