"""Rules for one question and answer that need no database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError

CARD_TYPES = ("place", "product", "phone", "link")
CARD_VALUE_LIMIT = 200
ADVISED_PHRASINGS = 5
"""With fewer the robot recognises the question less surely."""

Owner = tuple[str, str]
"""Id and title of the entry that has a phrasing."""


def plain(phrasing: str) -> str:
    """A phrasing without what makes no difference to the ear: case, width, blanks, punctuation."""
    text = unicodedata.normalize("NFKC", phrasing).casefold()
    return "".join(c for c in text if unicodedata.category(c)[0] in "LN")


def check_card(card: object) -> None:
    """Raises ValidationError unless it is None or {type, value} of a known type."""
    if card is None:
        return
    if not isinstance(card, dict) or set(card) != {"type", "value"}:
        raise ValidationError('卡片应当写成 {"type": …, "value": …}，或者留空。')
    value = card["value"]
    if card["type"] not in CARD_TYPES:
        raise ValidationError(f"卡片的 type 应当是 {'、'.join(CARD_TYPES)} 之一。")
    if not isinstance(value, str) or not 0 < len(value) <= CARD_VALUE_LIMIT:
        raise ValidationError(f"卡片的 value 应当是文字，最多 {CARD_VALUE_LIMIT} 个字。")
    if card["type"] == "link" and not re.match(r"https?://\S+$", value):
        raise ValidationError("网址应当以 http:// 或 https:// 开头。")


def check_phrasings(id: str, phrasings: Iterable[str], taken: Mapping[str, Owner]) -> None:
    """Raises ValidationError naming every phrasing that is no text or is another entry's.

    `taken` maps plain phrasings to their owners.
    """
    faults: list[str] = []
    for phrasing in phrasings:
        bare = plain(phrasing)
        owner = taken.get(bare)
        if not bare:
            faults.append(f"“{phrasing}”里没有文字。")
        elif owner is not None and owner[0] != id:
            faults.append(f"问法“{phrasing}”已经属于“{owner[1]}”（{owner[0]}）。")
    if faults:
        raise ValidationError(faults)
