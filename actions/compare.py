"""Products side by side: which are meant, the table for the screen, and the difference that is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from actions import cards, risk, spoken, wording
from actions.interest_form import LOANS
from actions.model import Product
from actions.product import shown_name, spoken_name
from actions.suitability import LEVELS
from actions.terms import months_said

MOST = 3
COMMON_TERMS = (12, 36, 6, 60, 3, 24)
"""Months: of two categories, products of one term are compared, the usual terms first."""
NOTHING = "—"
ROWS = ("rate", "term", "minimum", "risk", "liquidity", "fee")
SAID_TWICE = re.compile("示例|（\\d{4}-\\d\\d-\\d\\d）")


def representatives(groups: Sequence[Sequence[Product]]) -> tuple[Product, ...]:
    """One product of each group: of one term where they share one, else the first that has a rate."""
    filled = [[p for p in group if p.rate_percent is not None] or list(group) for group in groups]
    if any(not group for group in filled):
        return tuple(group[0] for group in filled if group)
    for term in COMMON_TERMS:
        of_term = [[p for p in group if p.term_months == term] for group in filled]
        if all(of_term):
            return tuple(group[0] for group in of_term)
    return tuple(group[0] for group in filled)


def table(products: Sequence[Product]) -> cards.Card:
    """{columns [{code, name}], rows [{attribute, label, values [text]}]}; a row nobody has is left out."""
    rows = []
    for attribute in ROWS:
        values = [_value(p, attribute) for p in products]
        if any(value != NOTHING for value in values):
            label = wording.phrase(f"utter_part_compare_{attribute}")
            rows.append({"attribute": attribute, "label": label, "values": values})
    columns = [{"code": p.code, "name": p.name} for p in products]
    return {"columns": columns, "rows": rows}


def _value(product: Product, attribute: str) -> str:
    fact = next((f.value for f in product.facts if f.attribute == attribute), "")
    if attribute == "rate" and product.rate:
        return product.rate
    if attribute == "term":
        return product.term or wording.phrase("utter_part_why_open")
    if attribute == "minimum" and product.minimum_amount:
        return spoken.yuan_shown(product.minimum_amount)
    if attribute == "risk" and product.risk_name:
        return product.risk_name
    return SAID_TWICE.sub("", fact).rstrip("。") or NOTHING


def difference(products: Sequence[Product]) -> tuple[str, str]:
    """The difference that matters, for the screen and aloud (at most 38 characters)."""
    if any(p.risky for p in products):
        return _by_risk(products)
    rated = [p for p in products if p.rate_percent is not None]
    if len(rated) < len(products) or len({p.rate_percent for p in rated}) == 1:
        return _by_term(products)
    return _by_rate(rated)


def _by_risk(products: Sequence[Product]) -> tuple[str, str]:
    """Deposits apart from what carries risk; else each one's level."""
    plain = [p for p in products if not p.risky]
    risky = sorted((p for p in products if p.risky), key=_level)
    if plain:
        values = {"plain": shown_name(plain[0]), "risky": "、".join(map(shown_name, risky))}
        aloud = {"plain": spoken_name(plain[0]), "level": risk.span_of(risky)}
        shown = wording.phrase("utter_part_differ_kind", **values)
        return shown, wording.phrase("utter_part_differ_kind_said", **aloud)
    shown = spoken.listed([shown_name(p) for p in risky])
    if len({p.risk_level for p in risky}) == 1:
        said = wording.phrase("utter_part_differ_same_risk", level=risk.span_of(risky))
        return f"{shown}，{_terms(products)}", f"{said}，{_terms(products)}"[:38]
    parts = [
        wording.phrase(
            "utter_part_differ_risk", name=spoken_name(p), level=risk.spoken(p.risk_name)
        )
        for p in (risky[0], risky[-1])
    ]
    return shown, "，".join(parts)


def _level(product: Product) -> int:
    return LEVELS.index(product.risk_level) if product.risk_level in LEVELS else len(LEVELS)


def _by_rate(rated: Sequence[Product]) -> tuple[str, str]:
    """How much the rate differs, and what the better one asks for it."""
    cheap = rated[0].category in LOANS
    ordered = sorted(rated, key=lambda p: p.rate_percent or 0, reverse=not cheap)
    best, second = ordered[0], ordered[1]
    gap = abs(_rate(best) - _rate(second))
    but = _price(best, second)
    which = "lower" if cheap else "higher" if len(rated) == 2 else "highest"
    values = {
        "name": best.name,
        "gap": f"{gap:f}",
        "rate": best.rate.split("（")[0],
        "but": but,
    }
    aloud = values | {
        "name": spoken_name(best),
        "gap": spoken.number(gap),
        "rate": spoken.percent(best.rate_percent or 0),
    }
    name = f"utter_part_differ_{which}"
    return wording.phrase(name, **values), wording.phrase(name, **aloud)


def _rate(product: Product) -> Decimal:
    return Decimal(str(product.rate_percent)).normalize()


def _price(best: Product, other: Product) -> str:
    """What the better rate is bought with: a higher start or a longer time."""
    if (best.minimum_amount or 0) >= 10 * (other.minimum_amount or 1):
        minimum = spoken.yuan(best.minimum_amount or 0)
        return wording.phrase("utter_part_differ_minimum", minimum=minimum)
    if (
        best.term_months
        and best.term_months > (other.term_months or 0)
        and best.category not in LOANS
    ):
        term = months_said(best.term_months)
        return wording.phrase("utter_part_differ_longer", term=term)
    return wording.phrase("utter_part_differ_else")


def _by_term(products: Sequence[Product]) -> tuple[str, str]:
    said = _terms(products[:2])
    return said, said


def _terms(products: Sequence[Product]) -> str:
    parts = [
        wording.phrase("utter_part_differ_term", name=spoken_name(p), term=_term_said(p))
        for p in products[:2]
    ]
    return "，".join(parts)


def _term_said(product: Product) -> str:
    if product.term_months is None:
        return wording.phrase("utter_part_why_open")
    return months_said(product.term_months)
