"""Recognises a question about what is on the screen: a fact is asked, and of what is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlu.features import Mention
from nlu.quantities import quantities

_NAMED = frozenset({"product", "product_category", "business", "place", "facility", "currency"})
_AROUND = re.compile(
    r"(?:那个?|这个?|这款|那款|这种|那种|它|呢|吗|嘛|么|啊|吧|的|了|是|要|有|会|能|可以|一年|每年|大概|一般|到底|产品|"
    r"上面|下面|刚才|刚说|现在|多少|怎么样|什么|啥|不|没|得|还|个|款|,)*\Z"
)


def attribute_alone(text: str, mentions: Sequence[Mention]) -> str | None:
    """The attribute that normalised `text` asks for without saying of what (有年费吗, 第二个多少钱起), else None."""
    asked = [mention for mention in mentions if mention.entity == "attribute"]
    if not asked or any(mention.entity in _NAMED for mention in mentions):
        return None
    counted = [q for q in quantities(text) if q.kind == "ordinal"]
    rest = list(text)
    for start, end in [*((m.start, m.end) for m in asked), *((q.start, q.end) for q in counted)]:
        rest[start:end] = "," * (end - start)
    return asked[0].value if _AROUND.match("".join(rest)) else None


_ASKS = r"(?:行不行|可不可以|可以吗|行吗|吗|么|嘛|不|没有?|呢|啊|吧|的|了)*\Z"
_DO = r"(?:到账|拿得到|办得[完好了]|弄得[完好]|搞得[完好]|来得及|办好|办完|办下来|弄好|弄完|搞定|拿到|拿|下来|批下来|生效|寄到|解开|取到|办成|到|好)"
_LONG = r"(?:多久|多长时间|多少时间|几分钟|几天|多少天|啥时候|什么时候)"


_TIME_OF = re.compile(
    rf"(?:我|咱|想|要|来|去|在这儿?|办理?|弄|个|张|一下|业务|的话|那|大概|一般|得|需要|到底|,)*{_LONG}(?:时间)?(?:之内|内|就)?"
    rf"(?:能不能|能|可以|才能|才|会|要)?(?:{_DO})?(?:卡|钱|手)?{_ASKS}"
)


def time_of(text: str, mentions: Sequence[Mention]) -> str | None:
    """The one business of which normalised `text` asks how long it takes (办个卡要多久, 销户几天能好), else None.

    Who says 等 or 排 asks of the queue.
    """
    named = [mention for mention in mentions if mention.entity == "business"]
    if len({mention.value for mention in named}) != 1:
        return None
    rest = list(text)
    for mention in named:
        rest[mention.start : mention.end] = "," * (mention.end - mention.start)
    return named[0].value if _TIME_OF.match("".join(rest)) else None
