"""Saying how risky products are. A card that shows one is never said without it (`Turn.say`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from actions import wording
from actions.model import Product
from actions.suitability import LEVELS

_NAMED = re.compile(r"（(R\d)，(.+?)）")
"""In the name of a risk level: 谨慎型（R1，低风险）."""


def shown(risk_name: str) -> str:
    """A risk level in a few characters: R1低风险."""
    found = _NAMED.search(risk_name)
    return f"{found[1]}{found[2]}" if found else risk_name


def spoken(risk_name: str) -> str:
    """A risk level as it is said: 低风险."""
    found = _NAMED.search(risk_name)
    return found[2] if found else risk_name.split("（")[0]


def span(levels: Iterable[tuple[str, str]]) -> str:
    """The risk of several products, (code, name) each, as it is said: 低风险, 低到中高风险."""
    ranked = sorted(
        set(levels), key=lambda level: LEVELS.index(level[0]) if level[0] in LEVELS else 9
    )
    names = [spoken(name) for _, name in ranked]
    if not names:
        return ""
    if len(names) == 1:
        return names[0]
    return f"{names[0].removesuffix('风险')}到{names[-1]}"


def span_of(products: Sequence[Product]) -> str:
    """`span` of those that carry risk; said of some when not all of them do."""
    risky = [(p.risk_level, p.risk_name) for p in products if p.risky]
    said = span(risky)
    if said and len(risky) < len(products):
        return wording.phrase("utter_part_risk_of_some", risk=said)
    return said


def of_card(card: Mapping[str, Any] | None) -> dict[str, str] | None:
    """What the reminder says of a card that shows a product with risk; None for any other card."""
    if card is None:
        return None
    rows = card.get("products") if card.get("type") == "product_list" else [card]
    risky = [row for row in rows or () if row.get("risk_level") or row.get("risk_name")]
    if not risky:
        return None
    levels = [(str(row.get("risk_level", "")), str(row.get("risk_name", ""))) for row in risky]
    names = dict.fromkeys(name for _, name in levels)
    return {"risk": "、".join(map(shown, names)), "risk_spoken": span(levels)}
