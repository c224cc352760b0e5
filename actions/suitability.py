"""Which products fit a customer's need: risk, smallest sum and term, and what to show of those that do.

The rule is that of 《商业银行理财业务监督管理办法》 (2018, chapter on sales) and 《证券期货投资者适当性管理办法》
(2017, articles 19 to 22): a product's class of risk must not be above the customer's, and term and sum
must suit the money. What the customer states here is a wish, no assessment: a customer manager makes that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actions.model import Product

LEVELS = ("conservative", "steady", "balanced", "growth", "aggressive")
"""Of risk and of appetite, from the lowest (dialogue contract)."""

SAVINGS = ("time_deposit", "large_cd", "treasury_bond", "demand_deposit")
"""Categories whose principal and rate are agreed: shown first."""

INVESTMENTS = ("wealth_management", "fund", "precious_metal")
"""Categories for spare money that carry risk. Insurance and pension accounts serve other needs than
spare money and tie it up for decades: they are shown only to who asks for them."""

SETTLED_MONTHS = 3
"""The shortest time deposit."""

HOLDING_MONTHS = {"steady": 6, "balanced": 12, "growth": 36, "aggressive": 36}
"""Without a term of its own a product that swings is for money that can wait so long; funds say so in
their own notes on holding periods. Stricter than the law."""


@dataclass(frozen=True)
class Need:
    """What the customer said of the money."""

    amount: float
    """CNY; 0 while unknown."""
    months: int
    """How long it can be left; 0: it may be needed at any time."""
    appetite: str
    """One of LEVELS."""
    protected: bool = False
    """Money for old age, for an illness or borrowed: nothing that carries risk, whatever the appetite."""
    category: str | None = None
    """Asked for by name; None: anything for spare money."""


def suits(product: Product, need: Need) -> bool:
    """Whether risk, smallest sum and term all fit."""
    return (
        risk_fits(product, need)
        and term_fits(product, need)
        and (product.minimum_amount or 0) <= need.amount
    )


def risk_fits(product: Product, need: Need) -> bool:
    """Whether the product is no riskier than what was stated; protected money takes no risk at all."""
    if not product.risky:
        return True
    if need.protected or product.risk_level not in LEVELS:
        return False
    return LEVELS.index(product.risk_level) <= LEVELS.index(need.appetite)


def term_fits(product: Product, need: Need) -> bool:
    """Whether the money is free again when it is needed."""
    if product.term_months is not None:
        return product.term_months <= need.months
    return HOLDING_MONTHS.get(product.risk_level, 0) <= need.months


def recommended(products: Iterable[Product], need: Need, most: int = 3) -> tuple[Product, ...]:
    """The fitting products to show: the best of each category, those without risk first.

    Best is the highest rate among deposits and bonds, which keep it, and the risk nearest to what was
    stated among the others, whose figures promise nothing.
    """
    wanted = (need.category,) if need.category else (*SAVINGS, *INVESTMENTS)
    fitting = [p for p in products if p.category in wanted and suits(p, need)]
    if need.category:
        return tuple(sorted(fitting, key=_merit, reverse=True)[:most])
    best = [max(of, key=_merit) for c in wanted if (of := [p for p in fitting if p.category == c])]
    plain = [p for p in best if not p.risky]
    if len(plain) > 1 and need.months >= SETTLED_MONTHS:
        # Money that can be left is not advised to lie at call.
        plain = [p for p in plain if p.term_months is not None]
    risky = [p for p in best if p.risky]
    return _mixed(sorted(plain, key=_merit, reverse=True), risky, most)


def _mixed(plain: Sequence[Product], risky: Sequence[Product], most: int) -> tuple[Product, ...]:
    """At least half of the places to what carries no risk, the rest to what does."""
    for_risky = min(len(risky), most // 2 if plain else most)
    for_plain = most - for_risky
    return (*plain[:for_plain], *risky[:for_risky])


def _merit(product: Product) -> tuple[int, float]:
    level = LEVELS.index(product.risk_level) + 1 if product.risk_level in LEVELS else 0
    return level, product.rate_percent or 0.0
