"""After an emergency: what is said next belongs to it, and staff read it."""

from __future__ import annotations

import contextlib
import re

from actions import missing
from actions.callback import my_case
from actions.errors import BranchError
from actions.turn import Turn

ALARMED = "alarmed"
"""Slot: the turn in which an alarm was raised last."""
WITHIN = 4
"""For so many turns after an alarm."""
LOOSE = frozenset(["out_of_scope", "inform", "affirm", "chitchat", "ask_route", "lost_item", ""])
"""Intents that 在那边, 她来了 or 穿红衣服 may be taken for."""
KIND = frozenset(["thank", "faq", "greet", "goodbye", "deny", "ticket_missed"])
"""Intents that 找到了 or 没事了 may be taken for as well."""
NOT_OF_SEARCH = frozenset(["report_fraud", "take_ticket", "call_staff", "complain", "goodbye"])
"""Intents that are none of a search for somebody, whatever the words."""
GUESSED = 0.5
"""Confidence below which an alarm that says how it ended is none."""
OVER = re.compile(
    "(?:找到|找着|来|回来|醒|好|没事|过来)(?:了|啦)(?![没吗么不])|没事(?:儿|了|啦)?[。！]?$|不用(?:叫|来)?了|虚惊|好多了|不要紧|解决了"
)
"""It has ended well."""
ENDED = re.compile(
    "(?:妈妈?|爸爸?|爷爷|奶奶|姥姥|姥爷|外[公婆]|孩子|娃娃?|宝宝|儿子|女儿|闺女|孙[子女]|老[伴人公婆头]|[他她人])(?:已经|又|都|自己)?(?:回来|找到|找着|来|过来|醒|出来)[了啦](?![没吗么不])|(?<![没不])(?:找|看|见)(?:到|着|见)(?:了|啦)?(?:我)?(?:妈|爸|爷|奶|姥|外[公婆]|孩子|娃|儿子|女儿|孙|[他她])[^没吗么不]{0,4}$"
    "|看[见到](?:了|啦)(?![没吗么不])|我过去[了啦]"
)
"""Who was missing, or ill, is back: whatever else is said in the same breath."""
CHILD = re.compile(
    "我才?[一二三四五六七八九十][一二三四五六七八九]?岁|我要(?:找)?(?:我)?(?:妈|爸|爷|奶|外[公婆]|姥)|我(?:自己)?(?:要|想|能)?去找[他她]|我(?:自己)?去找"
)
"""Said by the child who is lost: 我不办业务，我才七岁，我要爷爷."""
OF_BUSINESS = re.compile(
    "尿|憋不住|厕所|洗手间|卫生间|取号|号|柜台|窗口|机器|机子|钱|卡|存|取|转|办|业务|利息|多少|密码|等会"
)
"""Of the bank's business, not of the alarm."""


async def goes_on(turn: Turn) -> bool:
    """Keeps to the emergency while it lasts; False for anything that is clearly something else."""
    guessed = turn.intent == "emergency" and turn.confidence < GUESSED
    may_end = turn.intent in KIND or guessed  # 她来了
    unanswered = turn.intent == "faq" and turn.faq is None  # 我能不能出门去找她呀
    loose = turn.intent in LOOSE or unanswered or (may_end and OVER.search(turn.text))
    searched = missing.is_on(turn) and turn.intent not in NOT_OF_SEARCH
    searched = searched and not missing.OTHER_DANGER.search(turn.text)
    told = searched and (missing.belongs(turn) or turn.intent == "emergency")
    theirs = ENDED.search(turn.text) or CHILD.search(turn.text) or told
    if not (loose or theirs) or (OF_BUSINESS.search(turn.text) and not theirs):
        return False
    last = turn.slot(ALARMED)
    since = turn.turns - int(last) if last is not None else None
    if since is None or not 1 <= since <= WITHIN:
        return False
    seeks = searched and turn.intent == "emergency"  # 找不到了 is no end
    ended = searched and ENDED.search(turn.text) is not None
    over = ended or (not seeks and OVER.search(turn.text) is not None)
    with contextlib.suppress(BranchError):
        # That staff read it too is good; the visitor is answered anyhow.
        case = await my_case(turn, ("alert",))
        if case is None and not over:
            turn.set(ALARMED, None)  # staff have closed it
            return False
        if case is not None:
            await turn.branch.add_to_case(case.id, turn.text[:200])
    turn.set(ALARMED, None if over else turn.turns)  # it goes on
    if over:
        turn.say_fresh(
            "utter_child_over" if searched and missing.by_child(turn) else "utter_emergency_over"
        )
    else:
        turn.say_fresh(missing.response(turn) if searched else "utter_emergency_coming")
    return True
