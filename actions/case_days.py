"""In how many days a complaint is answered: the branch's own rule, from the entry of its FAQ on complaints."""

from __future__ import annotations

import re

from actions.errors import BranchUnknown
from actions.handing import TOLD_BY
from actions.spoken import fit, read_out
from actions.telling import sentences
from actions.turn import Turn

ASKS_DAYS = re.compile(
    "(?:几|多少|哪)天[^，,。]{0,8}(?:答|回|处理|解决|结果|说法|办)|(?:答复|回复|回话|处理|解决)[^，,。]{0,6}(?:几天|多少天)"
)
BARE_DAYS = re.compile("^[^，,。]{0,6}(?:几天|多少天|几日)[^，,。]{0,3}$")
"""我问你几天呐, of a complaint that was spoken of a moment ago."""
RULE = re.compile(
    "[0-9一二三四五六七八九十]+ ?个?(?:工作日|自然日|天|日)[^。]{0,6}(?:答复|回复|办结|处理)"
)
SENTENCE = 46
"""Most characters of the rule that are said aloud."""


async def say_days(turn: Turn) -> bool:
    """Says the rule; False where the branch has none."""
    try:
        entry = await turn.branch.faq(TOLD_BY["complaint"])
    except BranchUnknown:
        return False
    rule = next((each for each in sentences(entry.text) if RULE.search(each)), None)
    if rule is None:
        return False
    turn.say_fresh("utter_case_days", rule=rule, rule_spoken=fit(read_out(rule), SENTENCE))
    return True
