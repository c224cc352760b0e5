"""After an emergency: what is said next belongs to it, and staff read it."""

from __future__ import annotations

import contextlib
import re

from actions.callback import my_case
from actions.errors import BranchError
from actions.turn import Turn

WITHIN = 6
"""For so many turns after an alarm."""
LOOSE = frozenset(["out_of_scope", "inform", "affirm", "chitchat", "ask_route", "lost_item", ""])
"""Intents that 在那边, 她来了 or 穿红衣服 may be taken for."""
OVER = re.compile(
    "(?:找到|找着|来|回来|醒|好|没事|过来)(?:了|啦)|没事(?:儿|了|啦)?[。！]?$|不用(?:叫|来)?了|虚惊|好多了|不要紧|解决了"
)
"""It has ended well."""
OF_PLACE = re.compile("厕所|洗手间|卫生间|取号|柜台|几号窗口")


async def goes_on(turn: Turn) -> bool:
    """Keeps to the emergency while it lasts; False for anything that is clearly something else."""
    if turn.intent not in LOOSE or OF_PLACE.search(turn.text):
        return False
    back = range(1, WITHIN + 1)
    since = next((n for n in back if "action_emergency" in turn.actions_run(n)), None)
    if since is None or any(OVER.search(text) for text in turn.texts_heard(since)[1:]):
        return False
    over = OVER.search(turn.text) is not None
    ended = "utter_emergency_over" if over else "utter_emergency_coming"
    with contextlib.suppress(BranchError):
        # That staff read it too is good; the visitor is answered anyhow.
        case = await my_case(turn, ("alert",))
        if case is not None:
            await turn.branch.add_to_case(case.id, turn.text[:200])
    turn.say_fresh(ended)
    return True
