"""Recognises a bare answer to the robot's question: only an amount, a term, a ticket or a place in a list."""

from __future__ import annotations

import re

from nlu.quantities import quantities

_AROUND = re.compile(
    r"(?:就?够了|没问题|没啥问题|足够|都行|就行|行|可以|放个?|存个|先|最多|最少|顶多|也|我|就|要|想|选|的|吧|大概|大约|差不多|左右|有|也就|可能|呢|那|那个|就是|是|存|期|期限|金额|上下|以内|看看|来|说|给我|的话|了)*\Z"
)
_ANSWERS = frozenset({"amount", "term", "ordinal"})


def is_bare_answer(text: str) -> bool:
    """Whether normalised `text` is an amount, a term or an ordinal and nothing else that matters.

    "五万", "大概半年吧", "第二个" are; "存五万" names business and is not.
    """
    found = [quantity for quantity in quantities(text) if quantity.kind in _ANSWERS]
    if not found:
        return False
    rest, position = [], 0
    for quantity in found:
        rest.append(text[position : quantity.start])
        position = quantity.end
    rest.append(text[position:])
    around = "".join(rest).replace(",", "")
    if any(verb in around for verb in ("存", "要")) and any(q.kind == "amount" for q in found):
        return False
    return bool(_AROUND.match(around)) and len(around) <= 7
