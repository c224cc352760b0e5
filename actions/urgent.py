"""Somebody lies in hospital, and money is needed for it now: staff decide, and are called before anything is explained."""

from __future__ import annotations

import re

from actions import cards
from actions.callback import my_case
from actions.errors import BranchUnknown
from actions.handing import URGED, hand_over
from actions.turn import Turn

GRAVE = "grave"
"""Sign of the turn (nlu/urgency.py)."""
WITHIN = 14
"""Turns for which it is what the visitor is about."""
BEREAVED = re.compile(
    "去世|过世|病逝|病故|不在了|没了人|死亡证明|遗产|继承|后事|丧|火化|(?:老伴|老公|老婆|[爸妈爹娘]|爷爷|奶奶|父亲|母亲).{0,4}走了"
)
"""Somebody has died: said earlier, it forbids jokes (actions/smalltalk.py)."""
ALIVE = re.compile(
    "(?:什么|啥|哪个|谁|没|没有|不是|别)(?:说|讲)?(?:[他她]|我[爸妈])?(?:去世|过世|死|走了)|人(?:还|都)(?:在|活)|还活着|还在抢救"
)
"""Said to who spoke of the dead."""
OF_DEATH = re.compile("去世|逝|死亡|遗产|继承|丧")
"""In the title of an entry that must not be told here."""
STEPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("sorry", ALIVE),
    ("hospital", re.compile("(?:直接|能不能|可以|转|打|汇|划|付)[^，,。]{0,8}医院|医院[^，,。]{0,4}(?:账[户号]|对公)")),
    ("papers", re.compile("(?:带|准备|拿|要|用)[^，,。]{0,4}(?:什么|啥|哪些)|材料|手续|证明|户口[本簿]|身份证|缴费单")),
    ("soon", re.compile("等不(?:了|及|起)|来不及|今天(?:下午|上午|晚上|就|必须|得)|下午就|马上(?:就)?要交|几个?(?:工作日|天)|催着?(?:缴|交)")),
    ("sign", re.compile("签(?:不了)?字|按手印|说不(?:了|出)话|密[码马]|本人|来不了|迷糊|授权")),
)  # fmt: skip
"""utter_grave_… by the words, the first that fits."""
URGES = frozenset(["call_staff", "emergency"])
LOOSE = frozenset(["faq", "inform", "out_of_scope", "chitchat", "affirm", "leave_message", ""])
"""Intents that words of such a matter are taken for."""
SURE = 0.7
"""Score from which an entry is what was asked for."""


def is_grave(turn: Turn) -> bool:
    """Whether somebody's life is at stake, and nobody who died is spoken of."""
    if GRAVE not in turn.signs_heard(WITHIN):
        return False
    return not any(BEREAVED.search(text) and not ALIVE.search(text) for text in turn.texts_heard(2))


async def goes_on(turn: Turn) -> bool:
    """Calls staff, and answers what is said until they are there; False for what is something else."""
    if not is_grave(turn) or turn.intent in ("goodbye", "report_fraud"):
        return False
    step = next((name for name, words in STEPS if words.search(turn.text)), None)
    case = await my_case(turn, ("complaint", "help", "alert"))
    urges = turn.intent in URGES or URGED.match(turn.text) is not None
    if case is None and (urges or (step and turn.intent in LOOSE)):
        case = await hand_over(turn, "help", GRAVE)
        turn.leave_form()
        turn.drop_offer()
        response = "utter_grave_sorry" if step == "sorry" else "utter_grave"
        turn.say_fresh(response, cards.case(case), case_number=case.number)
        return True
    if case is None or turn.form or not (urges or turn.intent in LOOSE):
        return False
    if step is None and not urges and not await _of_death(turn):
        return False
    if step != "sorry" and not urges and _is_of_entry(turn) and not await _of_death(turn):
        return False
    await turn.branch.add_to_case(case.id, turn.text[:200])
    turn.drop_offer()
    turn.say_fresh(f"utter_grave_{step or 'coming'}", cards.case(case))
    return True


def _is_of_entry(turn: Turn) -> bool:
    """Whether an entry of the FAQ surely answers the words."""
    scores = [float(row["score"]) for row in turn.faq_ranking if row["id"] == turn.faq]
    return max(scores, default=0.0) >= SURE


async def _of_death(turn: Turn) -> bool:
    """Whether the entry that would be told, or offered first, is of the dead."""
    nearest = turn.faq or next((str(row["id"]) for row in turn.faq_ranking), None)
    if turn.intent != "faq" or nearest is None:
        return False
    try:
        return OF_DEATH.search((await turn.branch.faq(nearest)).title) is not None
    except BranchUnknown:
        return False
