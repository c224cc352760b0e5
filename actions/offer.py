"""What the robot offered last, so that 好的, 不用 and 第二个 can act on it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")

_ORDINALS = {"一": 0, "1": 0, "二": 1, "2": 1, "两": 1, "三": 2, "3": 2, "四": 3, "4": 3}
_ORDINALS |= {"五": 4, "5": 4, "六": 5, "6": 5}
_NTH = re.compile(r"第\s*([一二三四五六1-6])")
_BARE = re.compile(r"^[选要就]?([一二两三四五六1-6])(?:号|个|吧|。)*$")
_FIRST = re.compile(r"头一个|最前面|最上面|开头那")
_LAST = re.compile(r"最后|末了|最下面|倒数第一")
_LATTER = re.compile(r"后[面一]?[那这]?个|后者")
"""Of the two that are said aloud."""
_THAT = re.compile(r"[这那]个|[这那]款|就它|就这|就那")
_AROUND = re.compile("[，,。！!？? 、]|[那这]个|[嗯哦啊呀嘛吧呢的是就要问我想选]|第?[一二三]个?")
_FEWEST, _MOST = 2, 8
"""Characters by which a title is named."""


@dataclass(frozen=True)
class Offer:
    """`kind` names the offer, `turn` the customer's turn (counted from 1) in which it was made."""

    kind: str
    turn: int
    data: Mapping[str, Any]

    def as_slot(self) -> dict[str, Any]:
        """The form kept in the `offer` slot."""
        return {"kind": self.kind, "turn": self.turn, **self.data}

    @classmethod
    def from_slot(cls, value: object) -> Offer | None:
        """The offer kept in the slot, or None."""
        if not isinstance(value, Mapping) or not isinstance(value.get("kind"), str):
            return None
        data = {key: item for key, item in value.items() if key not in ("kind", "turn")}
        return cls(value["kind"], int(value.get("turn") or 0), data)


def pick_by_title(text: str, choices: Sequence[T], titles: Sequence[str]) -> T | None:
    """储蓄卡那个: the only choice whose title has all that the words say of it."""
    meant = _AROUND.sub("", text)
    if not _FEWEST <= len(meant) <= _MOST:
        return None
    pairs = zip(choices, titles, strict=False)
    found = [choice for choice, title in pairs if set(meant) <= set(title)]
    return found[0] if len(found) == 1 else None


def pick(text: str, choices: Sequence[T]) -> T | None:
    """Which of the choices the words point at: 第二个, 最后一个, 2; 那个 when there is only one."""
    if not choices:
        return None
    words = text.strip()
    found = _NTH.search(words) or _BARE.match(words)
    if found:
        place = _ORDINALS[found[1]]
        return choices[place] if place < len(choices) else None
    if _LAST.search(words):
        return choices[-1]
    if _FIRST.search(words):
        return choices[0]
    if len(choices) > 1 and _LATTER.match(words):
        return choices[1]
    if len(choices) == 1 and _THAT.search(words):
        return choices[0]
    return None
