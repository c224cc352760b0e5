"""太长了记不住: what was said last, cut to what matters most."""

from __future__ import annotations

import re

from actions import spoken
from actions.turn import Turn

TOO_LONG = re.compile(
    "(?:太|这么|那么|好|老|嫌|恁)长了?|长篇|一大[串堆篇]|念经|啰[嗦唆里]|罗嗦|说短|短一?[点些]|长话短说|少说(?:点|两句)|(?:说|讲|捡|拣|挑)重点"
    "|记不[住到得](?!号|卡|密码)|(?:说|讲|话).{0,3}简单|简单(?:一?[点些])?(?:说|讲)"
)
OF_WAITING = re.compile("队|排|久|时间|等|号|密码")
"""What else is long, or not remembered."""
_AROUND = re.compile(
    "[，,。！!？? 、]|[哎哦唉啊呀嘛吧呢咧]|我|你|您|说|讲|了|这么|那么|多|一|听不[清懂到]|没听[清懂]|慢点?|请|能不能|可以|点"
)
MOST = 5
"""Characters besides, beyond which something else is asked as well."""
LONG = 50
"""Characters from which an answer can be shorter."""
SHORT = 40


def says_shorter(turn: Turn) -> bool:
    """Says the beginning of the last answer again; False for other words, and where it was short already."""
    if not TOO_LONG.search(turn.text) or OF_WAITING.search(turn.text):
        return False
    if len(_AROUND.sub("", TOO_LONG.sub("", turn.text))) > MOST:
        return False
    replies = turn.last_replies()
    if turn.form or not replies or len(str(replies[-1]["text"])) < LONG:
        return False
    answer = spoken.sentence(str(replies[-1]["text"]), SHORT)
    if (offer := turn.offer) is not None:
        turn.make_offer(offer.kind, **offer.data)
    turn.say("utter_shorter", answer=answer, answer_spoken=spoken.read_out(answer))
    return True
