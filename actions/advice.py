"""Advice on money: what suits, comparisons, sums, exchange rates. Facts from content, people for the rest."""

from __future__ import annotations

import asyncio
from decimal import ROUND_HALF_UP, Decimal

from actions import cards, spoken
from actions.flow import Flow
from actions.model import Product
from actions.product import (
    of_the_shown,
    say_rates,
    show_category,
    show_product,
    show_products,
)
from actions.turn import Turn

CAUTIOUS = "conservative"
SHOWN = 3
SAVINGS = frozenset(
    [
        "demand_deposit",
        "time_deposit",
        "large_cd",
        "treasury_bond",
        "wealth_management",
        "fund",
        "insurance",
        "precious_metal",
        "pension",
    ]
)
"""Categories to put money into; loans and cards are no advice for spare money."""


class RecommendProduct(Flow):
    """Products whose risk fits the stated appetite (the lowest unless said), and the wealth manager."""

    action = "action_recommend_product"

    async def answer(self, turn: Turn) -> None:
        attribute = turn.entity("attribute")
        named = any(turn.entities(n) for n in ("amount", "term", "risk_level", "product_category"))
        if attribute and not named and await of_the_shown(turn, str(attribute)):
            return  # 怎么办理, with a product on the screen
        risk = str(turn.entity("risk_level") or CAUTIOUS)
        category = turn.entity("product_category")
        found = await turn.branch.products(category, risk)
        products = tuple(p for p in found if category or p.category in SAVINGS)
        if not products:
            turn.make_offer("counter", business="wealth_purchase")
            turn.say("utter_recommend_manager")
            return
        show_products(turn, products[0].category, products[:SHOWN], "utter_recommend")


class CompareProducts(Flow):
    """Two products or two categories side by side."""

    action = "action_compare_products"

    async def answer(self, turn: Turn) -> None:
        codes = [str(code) for code in turn.entities("product")][:SHOWN]
        categories = [str(code) for code in turn.entities("product_category")][:2]
        found: list[Product] = []
        if len(codes) >= 2:
            found = list(await asyncio.gather(*map(turn.branch.product, codes)))
        elif len(categories) == 2:
            lists = await asyncio.gather(*map(turn.branch.products, categories))
            found = [product for products in lists for product in products[:2]]
        if found:
            listed = tuple(found)
            # One of each category is said, both of each are shown.
            firsts = tuple({p.category: p for p in reversed(found)}.values())[::-1]
            said = listed if len(firsts) == 1 else (*firsts, *(p for p in found if p not in firsts))
            if not say_rates(turn, found[0].category, said, "utter_compare_rates"):
                show_products(turn, found[0].category, listed, "utter_compare")
        elif codes:
            await show_product(turn, codes[0])
        elif categories:
            await show_category(turn, categories[0])
        else:
            turn.say("utter_compare_which")


DEPOSITS = frozenset(["time_deposit", "large_cd", "treasury_bond"])
"""Categories whose interest is fixed for the term, so that it can be worked out."""


class CalcInterest(Flow):
    """The sum when amount and term are known, else the rates that it depends on."""

    action = "action_calc_interest"

    async def answer(self, turn: Turn) -> None:
        code = turn.entity("product")
        amount, months = turn.number("amount"), turn.number("term")
        category = str(turn.entity("product_category") or "time_deposit")
        products: tuple[Product, ...] = ()
        if code and amount:
            products = (await turn.branch.product(str(code)),)
        elif not code:
            products = await turn.branch.products(category)
        fitting = [p for p in products if code or p.term_months == months]
        if amount and len(fitting) == 1 and _say_sum(turn, fitting[0], Decimal(str(amount))):
            return
        if code:
            await show_product(turn, str(code), "rate")
            return
        show_products(turn, category, products, "utter_calc")


def interest(amount: Decimal, rate_percent: Decimal, months: int) -> Decimal:
    """Simple interest of a deposit kept for its whole term, in CNY, to the cent.

    Whole months count as twelfths of a year (the People's Bank's rule for whole-month terms, notice
    银发〔2005〕129号): amount x yearly rate x months / 12.
    """
    exact = amount * rate_percent / 100 * months / 12
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _say_sum(turn: Turn, product: Product, amount: Decimal) -> bool:
    """The interest of one deposit; False when it cannot be known beforehand."""
    rate, months = product.rate_percent, product.term_months
    if product.risky or product.category not in DEPOSITS or not rate or not months:
        return False
    earned = interest(amount, Decimal(str(rate)), months)
    turn.make_offer("products", codes=[product.code], current=product.code)
    turn.say(
        "utter_calc_sum",
        cards.product(product),
        name=product.name,
        amount=spoken.yuan_shown(amount),
        amount_spoken=spoken.yuan(amount),
        rate=f"{rate:g}%",
        interest=f"{earned.normalize():,f}",
        interest_spoken=spoken.yuan(earned),
    )
    return True


class AskFxRate(Flow):
    """Exchange rates move: where the live one is, and a number for it."""

    action = "action_fx_rate"

    async def answer(self, turn: Turn) -> None:
        turn.make_offer("counter", business="fx_exchange")
        turn.say("utter_fx_rate")
