"""What a guest from abroad brings in the place of an identity card."""

from __future__ import annotations

import re

from actions.priority import RELATIVE
from actions.turn import Turn

GUEST = re.compile(
    "(?:我|本人|只).{0,6}(?:护照|居留|永居)|(?:我(?:有|是|拿|持|的)|只有|本人)[^，,。办]{0,4}签证|(?:用|拿|凭|持|带)(?:我的?)?护照|^护照|我.{0,4}(?:外国人|外籍|外教|老外)|passport|我是.{0,2}(?:美|英|法|德|日|韩|俄|泰|印度|越南|意大利|加拿大|澳大利亚)国?人",
    re.IGNORECASE,
)
"""Said by who has no identity card of this country."""
HOME = re.compile("(?<!不是)中国人|本地人|带了身份证|身份证带")
"""Said by who has been taken for a guest."""
OTHERS = re.compile(
    "公司|单位|员工|客户|朋友|别人|人家|[他她]|代|出国|国外|境外|旅游|留学|去.{1,4}国"
)
"""The papers spoken of are somebody else's, or for a journey."""
_IDENTITY = re.compile("(?:本人)?(?:有效)?身份证(?!号)")
PASSPORT = "护照（带居留许可或签证）"


def is_guest(text: str) -> bool:
    """Whether the words say of the customer himself that he is from abroad."""
    of_himself = not (RELATIVE.search(text) or OTHERS.search(text))
    return of_himself and GUEST.search(text) is not None


def papers(turn: Turn, items: tuple[str, ...]) -> tuple[str, ...]:
    """`items` to bring, for this visitor."""
    heard = turn.texts_heard(turn.turns)
    told = next((text for text in heard if is_guest(text) or HOME.search(text)), None)
    if told is None or not is_guest(told):
        return items
    return tuple(PASSPORT if _IDENTITY.fullmatch(item) else item for item in items)
