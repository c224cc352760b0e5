"""Advice on money: what suits, comparisons, sums, exchange rates. Facts from content, people for the rest."""

from __future__ import annotations

import asyncio

from actions.flow import Flow
from actions.model import Product
from actions.product import show_category, show_product, show_products
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
            show_products(turn, found[0].category, tuple(found), "utter_compare")
        elif codes:
            await show_product(turn, codes[0])
        elif categories:
            await show_category(turn, categories[0])
        else:
            turn.say("utter_compare_which")


class CalcInterest(Flow):
    """The rates that a sum depends on, and where it is worked out to the cent."""

    action = "action_calc_interest"

    async def answer(self, turn: Turn) -> None:
        code = turn.entity("product")
        if code:
            await show_product(turn, str(code), "rate")
            return
        category = str(turn.entity("product_category") or "time_deposit")
        show_products(turn, category, await turn.branch.products(category), "utter_calc")


class AskFxRate(Flow):
    """Exchange rates move: where the live one is, and a number for it."""

    action = "action_fx_rate"

    async def answer(self, turn: Turn) -> None:
        turn.make_offer("counter", business="fx_exchange")
        turn.say("utter_fx_rate")
