"""How customers take back what they have just said: 三年哦不五年, 八万不对是九万."""

from __future__ import annotations

import re

_CORRECTION = re.compile(
    r"不对|[哦啊噢呃嗯哎]不|说错|讲错|错了|口误|应该是|不是不是|不不|改主意|不,|不是,|不是(?=是|我要|我想)"
)
_LONGEST = 12
"""Characters between what was said by mistake and what replaces it."""


def takes_back(between: str) -> bool:
    """Whether the words between two values of one kind say that the first was a slip."""
    return len(between) <= _LONGEST and _CORRECTION.search(between) is not None
