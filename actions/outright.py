"""到我了没有, 给我取个号嘛, L002 退了: said in so many words, and done, whatever it was taken for."""

from __future__ import annotations

import re

from actions.cancel import TicketMissed
from actions.cancelling import ask_to_cancel, gives_up_one
from actions.number_words import TAKES_NONE, TAKES_NUMBER
from actions.own_tickets import my_ticket
from actions.turn import Turn
from actions.wait import tell_wait

SURE = 0.8
"""Score from which an entry of the FAQ is what was meant all the same."""
GIVES_BACK = re.compile(
    "号.{0,6}(?:退了?|不要了)|退.{0,2}号|号.{0,2}取错|取错(?:号|[了嘛啦])|[A-Za-z][0-9]{2,3}.{0,8}(?:退|不要)"
)
NUMBERED = re.compile("[A-Za-z][0-9]{2,3}(?:号)?.{0,4}(?:退|不要了)")
"""The number itself is named."""
BY_LETTER = re.compile(
    "(?<![A-Za-z])[A-Za-z](?![A-Za-z])[^，,。]{0,8}(?:退|取消|不要)|取消[^，,。]{0,4}[A-Za-z]"
)
"""D那个退了."""
KEEPS = re.compile("吗|怎么|咋|能不能|可不可以|会不会|不退|留着|钱|款|卡号|账号|手机号|电话号")
WAITS = re.compile(
    "(?:轮|叫|该|排)?到我了?(?:没有?|吗|么|不)|(?:前[面头]|排).{0,6}(?:几|多少|好多|多)(?:个|人|位)|还(?:有|要|得|差)(?:几|多少|好多)(?:个|人|位)|排了?(?:好多|多少|几)个"
    "|号[^，,。]{0,4}叫不叫我|还(?:会|能|得)?叫(?:到)?我(?:的?号)?(?:吗|不|么)"
)
MISSED = re.compile("过(?:了|号)|排回|恢复|接着排|上[了个趟]*厕所|没听[到见]|错过|没赶上")
"""Said with a number: it was called, and its owner was away."""
ASKS = re.compile("[?？吗么]|怎么|咋|要不要|用不用|能不能|可不可以|行不行|哪|什么|啥|多[久少]|几")


async def outright(turn: Turn) -> bool:
    """Does what the words ask for outright; False where they ask for nothing of the kind."""
    text = turn.text
    by_letter = BY_LETTER.search(text) and not KEEPS.search(text.replace("留着", ""))
    if not turn.form and by_letter and await gives_up_one(turn):
        return True
    if not turn.form and NUMBERED.search(text) and await my_ticket(turn) is not None:
        return await ask_to_cancel(turn)
    if turn.form or _is_of_entry(turn):
        return False
    if GIVES_BACK.search(text) and not KEEPS.search(text) and await my_ticket(turn) is not None:
        return await ask_to_cancel(turn)
    if TAKES_NUMBER.search(text) and not TAKES_NONE.search(text) and not ASKS.search(text):
        turn.start_ticket(turn.named[0] if turn.named else None)
        return True
    if turn.entity("ticket_number") and MISSED.search(text):
        await TicketMissed().answer(turn)
        return True
    if turn.entity("ticket_number") or WAITS.search(text):
        await tell_wait(turn)
        return True
    return False


def _is_of_entry(turn: Turn) -> bool:
    """Whether an entry surely answers the words."""
    scores = (float(row["score"]) for row in turn.faq_ranking if row["id"] == turn.faq)
    return max(scores, default=0.0) >= SURE
