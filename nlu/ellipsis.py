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
