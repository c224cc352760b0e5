"""Products: a category's short list, one product in full, one fact of it."""

from __future__ import annotations

from actions import cards, spoken, wording
from actions.errors import BranchUnknown
from actions.flow import Flow
from actions.model import Product
from actions.turn import Turn

SPOKEN_PRODUCTS = 3
SPOKEN_RATES = 2
NAME_LIMIT = 12
FACT_LIMIT = 44


class AskProduct(Flow):
    """What there is in a category, or a fact of a product."""

    action = "action_product"

    async def answer(self, turn: Turn) -> None:
        code = turn.entity("product")
        category = turn.entity("product_category")
        attribute = turn.entity("attribute")
        if code:
            await show_product(turn, str(code), attribute)
        elif category:
            await show_category(turn, str(category), attribute)
        elif not await of_the_shown(turn, attribute):
            turn.say("utter_product_which")


async def of_the_shown(turn: Turn, attribute: str | None) -> bool:
    """多少钱起: asked of what is on the screen. False when nothing is."""
    offer = turn.last_offer
    if offer is None or offer.kind != "products":
        return False
    codes = [str(code) for code in offer.data.get("codes") or ()]
    if not codes:
        return False
    await show_product(turn, str(offer.data.get("current") or codes[0]), attribute)
    return True


async def show_category(turn: Turn, category: str, attribute: str | None = None) -> None:
    """The category's products: all on the screen, at most three aloud; with rates when asked."""
    products = await turn.branch.products(category)
    if attribute == "rate" and say_rates(turn, category, products):
        return
    show_products(turn, category, products, "utter_products")


def say_rates(
    turn: Turn, category: str, products: tuple[Product, ...], response: str = "utter_rates"
) -> bool:
    """The rates of two products aloud, of all on the screen; False where none is fixed or one is risky."""
    rated = [p for p in products if p.rate_percent is not None]
    if not rated or any(p.risky for p in products):
        return False
    turn.make_offer("products", codes=[p.code for p in products])
    parts = [
        wording.phrase("utter_part_rate", name=p.name, rate=f"{p.rate_percent:g}%") for p in rated
    ]
    aloud = [
        wording.phrase(
            "utter_part_rate",
            name=spoken.fit(p.name, NAME_LIMIT),
            rate=spoken.percent(p.rate_percent or 0),
        )
        for p in rated[:SPOKEN_RATES]
    ]
    turn.say(
        response,
        cards.product_list(category, products[0].category_name, products),
        rates="；".join(parts),
        rates_spoken="，".join(aloud),
    )
    return True


def show_products(turn: Turn, category: str, products: tuple[Product, ...], response: str) -> None:
    """A list with its disclaimer; an apology with a way on when it is empty."""
    if not products:
        turn.make_offer("staff")
        turn.say("utter_products_none")
        return
    name = products[0].category_name
    turn.make_offer("products", codes=[p.code for p in products])
    aloud = [spoken.fit(p.name, NAME_LIMIT) for p in products[:SPOKEN_PRODUCTS]]
    risky = any(p.risky for p in products)
    turn.say(
        f"{response}_risky" if risky else response,
        cards.product_list(category, name, products),
        category_name=name,
        count=len(products),
        names=spoken.listed([p.name for p in products[:SPOKEN_PRODUCTS]]),
        names_spoken=spoken.fit(spoken.listed(aloud), 30 if risky else 34),
    )


async def show_product(turn: Turn, code: str, attribute: str | None = None) -> None:
    """One product with its card; the fact that was asked for, else its summary."""
    try:
        product = await turn.branch.product(code)
    except BranchUnknown:
        turn.make_offer("staff")
        turn.say("utter_products_none")
        return
    last = turn.last_offer
    codes = list(last.data.get("codes") or ()) if last is not None else []
    # 最后一个, after the second of a list, still means the list.
    codes = codes if product.code in codes else [product.code]
    turn.make_offer("products", codes=codes, current=product.code)
    card = cards.product(product)
    fact = next((f for f in product.facts if attribute and f.attribute == attribute), None)
    said = fact.speech if fact else product.summary
    shown = (
        wording.phrase("utter_part_fact", label=fact.label, value=fact.value)
        if fact
        else product.summary
    )
    risky = product.risky
    turn.say(
        "utter_product_risky" if risky else "utter_product",
        card,
        name=product.name,
        name_spoken=spoken.fit(product.name, NAME_LIMIT),
        shown=shown.rstrip("。"),
        said=spoken.fit(said.rstrip("。"), 18 if risky else FACT_LIMIT - 8),
        risk_name=product.risk_name,
        risk_spoken=product.risk_name.split("（")[0],
    )
