"""残疾证行不, after an answer that names other papers: whoever looks at it decides, and is asked now."""

from __future__ import annotations

import re

from actions import spoken
from actions.errors import BranchUnknown
from actions.matter import just_told, still_about
from actions.turn import Turn

PAPER = re.compile(
    "残疾证|诊断(?:书|证明)|病历本?|出院小结|检查单|化验单|(?:租房|购房|劳动|电子|借款)?合同|工作证|工牌|老[年人]证|优待证|退休证|结婚证|离婚证|出生证|毕业证|学生证"
    "|驾(?:照|驶证)|社保卡|医保卡|军官证|警官证|居住证|暂住证|户口[本簿]|(?:村里?|单位|学校|社区|居委会)的?证明|介绍信|委托书|聊天记录|截图|照片|相片|复印件|电子[版的]|扫描件|收据"
)
ASKS = re.compile(
    "^[^，,。]{0,5}(?:[行中成]不[行中成]?|行吗|可以[吗不]|可不可以|能不能[用行算]|能用[吗不]|认不认|[他她]?认[吗不]|算不算|算数?吗|管用[吗不]|顶用[吗不]|够不够|够[吗不])"
)
"""Behind the paper."""
LOOSE = frozenset(["faq", "out_of_scope", "inform"])
"""Intents (dialogue contract) that such a question is taken for."""
SURE = 0.65
"""Score from which an entry is told of it all the same."""


async def asks_on(turn: Turn) -> bool:
    """Whether another paper than those that were told is accepted; False where the answer names it, or asks nothing of the kind."""
    told = just_told(turn)
    if told is None or turn.intent not in LOOSE or turn.form or _known(turn):
        return False
    found = PAPER.finditer(turn.text)
    named = next((each.group() for each in found if ASKS.search(turn.text[each.end() :])), None)
    if named is None:
        return False
    try:
        entry = await turn.branch.faq(told)
    except BranchUnknown:
        return False
    if named in entry.text:
        return False
    named = named.replace("电子的", "电子版")
    still_about(turn)
    turn.make_offer("staff")
    turn.say("utter_other_paper", paper=named, paper_spoken=spoken.fit(named, 8))
    return True


def _known(turn: Turn) -> bool:
    """Whether an entry is surely about it."""
    return any(float(row["score"]) >= SURE for row in turn.faq_ranking if row["id"] == turn.faq)
