"""Handing over to people: one case a visitor, who comes, and what else can be done while nobody has."""

from __future__ import annotations

import re

from actions import cards, wording
from actions.callback import has_phone, my_case
from actions.errors import BranchRefused, BranchUnknown
from actions.matter import about_case
from actions.model import Case
from actions.turn import Turn

CALL = re.compile(
    "(?:好|行|嗯|要得|可以|对|中|成|得|那)*[的吧嘛啊呀，, ]*(?:你|您|就|先|麻烦|帮我|给我|赶紧|快点?|马上)*(?:叫|喊|请)(?!我|什么|啥|到|号|问|过|教|稍|等|坐|便|放心|讲|说|快)(?:[^，,。]{0,8})?(?:[，,。！! ]|赶紧|快点?|别.*|叫|喊|嘛|撒)*$"
)
"""Takes up the offer to call somebody: 叫撒, 那你喊他过来."""
URGED = re.compile(
    "^[^，,。？?不别莫甭没]{0,4}(?:叫|喊|请)(?:[吧嘛呗撒噻呀啊]|一下|个?人|经理|大堂|[他她]们?(?:来|过))(?!.*(?:[?？吗]|(?:用|不)了|算了|别叫|不叫))"
)
"""Takes it up, whatever is said after it: 叫吧快点，人命关天的."""
COMING = re.compile(
    "(?:怎么|咋|为什么|为啥)还?(?:没|不)(?:来|到|有?人来|见人)|人呢|(?:什么|啥)时候(?:能|过)?来|(?:多久|几分钟|多长时间)(?:能|才)?(?:过?来|到)"
    "|(?:怎么|咋|为什么|为啥|还)还?(?:没|不)(?:见|有)*人?(?:过)?来|(?:喊|叫)的?人(?:在哪|嘞)|经理呢|(?:人|经理|工作人员|同事|[他她](?!的))[^，,。]{0,4}(?:(?:什么|啥)时候|多久|几时)[^，,。]{0,3}(?:来|(?<![看收拿查得])到(?!账|期|款|钱))"
    "|还来不来|来不来|来了(?:没|吗)|到底来|等不(?:了|及|下去)|再不来"
)
"""Whether the person who was called comes."""
SUMMARY_LIMIT = 200
"""Characters of the customer's own words that go into a case; lobby masks and keeps the rest."""


TOLD_BY = {"complaint": "complaint_channel", "lost_item": "lost_property"}
"""Kind of case to the entry of the FAQ that tells what comes of it; its form says so too. A person who is called is not what one talks of."""


async def hand_over(turn: Turn, kind: str, reason: str) -> Case:
    """Opens a case: `reason` names the domain's phrase utter_part_case_… that staff will read."""
    summary = wording.phrase(f"utter_part_case_{reason}", words=turn.text[:SUMMARY_LIMIT])
    key = turn.key(f"case-{kind}")
    case = await turn.branch.open_case(kind, turn.conversation, summary, key, phone=has_phone(turn))
    if kind in TOLD_BY:
        about_case(turn, TOLD_BY[kind])
    return case


async def adds_to_complaint(turn: Turn) -> bool:
    """The customer's words go to the complaint as they are; False where there is none any more."""
    case = await my_case(turn, ("complaint",))
    if case is None:
        return False
    try:
        await turn.branch.add_to_case(case.id, turn.text[:SUMMARY_LIMIT])
    except (BranchRefused, BranchUnknown):
        return False
    about_case(turn, TOLD_BY["complaint"])
    turn.say_fresh("utter_complaint_more", cards.case(case), case_number=case.number)
    return True


async def call_staff(turn: Turn, reason: str = "asked") -> None:
    """Calls the lobby manager and says who comes; who is on the way already is not called twice."""
    case = await my_case(turn)
    turn.drop_offer()
    if case is not None:
        say_who_comes(turn, case)
        return
    case = await hand_over(turn, "help", reason)
    turn.say("utter_staff_called", cards.case(case), case_number=case.number)


async def calls_as_offered(turn: Turn) -> bool:
    """好，叫一下吧, after 要请大堂经理吗: calls; False for any other words."""
    offer = turn.offer
    text = turn.text.strip()
    if turn.form or offer is None or offer.kind != "staff":
        return False
    if not (CALL.match(text) or URGED.match(text)):
        return False
    await call_staff(turn)
    return True


def say_who_comes(turn: Turn, case: Case) -> None:
    """How far the call for a person is, and, when nobody has taken it, what else can be done."""
    if case.owner:
        turn.say_fresh("utter_staff_taken", cards.case(case), owner=case.owner)
    elif case.overdue:
        turn.say_fresh("utter_staff_overdue", cards.case(case), case_number=case.number)
    else:
        turn.say_fresh("utter_staff_coming", cards.case(case))
