"""要带什么: what the business that the visitor is about needs."""

from __future__ import annotations

import re

from actions import guest, spoken
from actions.errors import BranchRefused, BranchUnknown
from actions.matter import Matter, at_hand, just_told, newer_answer, of_visit, other_matter
from actions.own_tickets import my_ticket
from actions.queue_named import TOLD_WITHIN
from actions.sentences import SENTENCE
from actions.turn import RECENT_TURNS, Turn

ASKS = re.compile(
    "(?:要|需要|得|用|还要|用不用|要不要|需不需要|光|只)(?:带|拿|准备)?.{0,6}(?:什么|啥|哪些|护照|身份证|户口本|证件|材料|手续|银行卡|存折)"
    "|带.{0,6}(?:什么|啥|哪些|吗|行吗|行不行|可以吗)|(?:护照|身份证|户口本|社保卡|驾照).{0,3}(?:行|可以|管用|够)"
)

EXCHANGE = "fx_exchange"
"""Business code (dialogue contract)."""
HAS = re.compile(
    "^(?!.*(?:[?？吗么没不]|还|什么|啥|够)).*(?:带(?:了|着|来了|齐了|全了)|都有)[，,。吧呀啊呢的]*$"
)
"""What is needed is there."""
OPEN = re.compile("什么|啥|哪些")

PAPERS = "papers"
"""The aspect (docs/developer.md) of a question for documents."""
BRINGS = re.compile(
    "带(?:上|着|好|齐)?[^，,。；]{0,12}(?:身份证|执照|证件|护照|户口|折|卡|合同|章|材料|存单|支票)"
)
"""Of a sentence that tells what to bring."""
JUST_SAID = 4
"""Replies in which it need not be told again."""
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
    if HAS.search(turn.text):
        return False  # 身份证带了
    matter = of_visit(turn) or _of_rate(turn)
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


def _of_rate(turn: Turn) -> Matter | None:
    """我换五百要带啥, after the rate of a currency was told."""
    last = turn.last_offer
    fresh = last is not None and turn.turns - last.turn <= RECENT_TURNS
    return Matter(EXCHANGE, None) if fresh and last and last.data.get("fx") else None


async def say_for_topic(turn: Turn, service: str) -> bool:
    """With a number for the counter that the entry told last is done at: the papers that the entry names, unless they were
    just told; False where it names none, or the number is for another matter."""
    told = just_told(turn, TOLD_WITHIN)
    if told is None or turn.named:
        return False
    try:
        entry = await turn.branch.faq(told)
    except BranchUnknown:
        return False
    places = {one.place for one in await turn.branch.services() if one.code == service}
    if (entry.card or {}).get("value") not in places:
        return False
    parts = [part for part in re.split("[。；]", entry.text) if BRINGS.search(part)]
    if not parts:
        return False
    if not any(parts[0] in text for text in turn.texts_said()[-JUST_SAID:]):
        aloud = spoken.fit(spoken.read_out(parts[0]), SENTENCE)
        turn.say("utter_side", answer=parts[0], answer_spoken=aloud)
    return True


def say_items(turn: Turn, items: tuple[str, ...]) -> None:
    """请准备…, of papers as they are written."""
    bring = "、".join(items)
    turn.say("utter_ticket_bring", bring=bring, bring_spoken=spoken.with_conditions(bring, 40))
