"""A business that is wished for outright, with more around it: 你好，我想办张卡，我以前没办过."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nlu.features import Mention

BUSINESS = "business"
_WISH = re.compile(
    "(?:我|俺|咱|给我|帮我|今天|过来|那就?|^(?=[想来]))(?:们|就|先|还)?(?:是|也)?(?:要|想|来|得|需要)(?:去|来|要)?(?!问|知道|咨询|了解|请问|听|看)"
)
_FAR = 4
"""Characters that may stand between the wish and the business: 我要 再 转账."""
_ASKS = re.compile(
    "[吗呢？?哪谁啥咋几]|还是|什么|怎么|怎样|如何|多少|多久|为何|为什么|有没有|是不是|(.)不\\1|能否|可否|要紧|[行好对成]不|[不没]$"
)
_OFF = re.compile("不想|不要|不用|别|算了|没法|想要不|听说|以为")
"""Said of what is not to be, or only thought of."""


def wished_for(text: str, mentions: Iterable[Mention]) -> bool:
    """Whether the plain form `text` wishes for a business that it names, and asks nothing."""
    wish = _WISH.search(text)
    if wish is None or _ASKS.search(text) or _OFF.search(text):
        return False
    near = range(wish.end() - 1, wish.end() + _FAR)
    return any(each.entity == BUSINESS and each.start in near for each in mentions)
