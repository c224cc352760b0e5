"""What a guest from abroad brings in the place of an identity card."""

from __future__ import annotations

import re

from actions.turn import Turn

GUEST = re.compile(
    "护照|外国人|外籍|外教|居留|永居|签证|passport|我是.{0,2}(?:美|英|法|德|日|韩|俄|泰|印度|越南|意大利|加拿大|澳大利亚)国?人",
    re.IGNORECASE,
)
"""Said by who has no identity card of this country."""
_IDENTITY = re.compile("(?:本人)?(?:有效)?身份证(?!号)")
PASSPORT = "护照（带居留许可或签证）"


def papers(turn: Turn, items: tuple[str, ...]) -> tuple[str, ...]:
    """`items` to bring, for this visitor."""
    if not any(map(GUEST.search, turn.texts_heard(turn.turns))):
        return items
    return tuple(PASSPORT if _IDENTITY.fullmatch(item) else item for item in items)
