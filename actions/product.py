"""Products: a category's short list, one product in full, one fact of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions import cards, risk, spoken, wording
from actions.errors import BranchUnknown
from actions.model import Fact, Product
from actions.offer import Offer, pick
from actions.shelves import BUSINESS_OF_CATEGORY, SAVED
from actions.suitability import SAVINGS
from actions.terms import months_said
from actions.turn import RECENT_TURNS, Turn

WHICH = "which"
"""Kind of offer: a fact was asked, and of what was asked back."""
SPOKEN_PRODUCTS = 3
SPOKEN_RATES = 2
NAME_LIMIT = 12
FACT_LIMIT = 44
SUMMARY_LIMIT = 36
RISKY_FACT_LIMIT = 18
NAMES_LIMIT, RATES_LIMIT = 34, 44
NOTABLE_SUM = 10000
"""CNY from which the smallest sum is said at once."""

_DIGITS = "零一二三四五六七八九"
_RATE_SAID = re.compile(
    rf"(?<![0-9{_DIGITS}十])([{_DIGITS}0-9])[点.]([{_DIGITS}0-9]{{1,2}})(?![0-9{_DIGITS}万千])"
)
_SAME_QUESTION = re.compile("呢|也|又")
"""第二个呢, after a fact of the first: the same fact of the second."""


def shown_codes(turn: Turn) -> list[str]:
    """Codes of the products on the screen, in their order."""
    offer = turn.last_offer
    if offer is None or offer.kind != "products":
        return []
    return [str(code) for code in offer.data.get("codes") or ()]


def current_code(turn: Turn) -> str | None:
    """The product that 这个 means: the one counted, else the one looked at last."""
    codes = shown_codes(turn)
    if not codes:
        return None
    picked = pick(turn.text, codes)
    if picked is not None:
        return picked
    offer = turn.last_offer
    current = offer.data.get("current") if offer else None
    return str(current) if current else codes[0]


async def business_shown(turn: Turn) -> str | None:
    """The business of what is on the screen: 那给我取个号, after a loan was shown; None where no product was, lately."""
    last, code = turn.last_offer, current_code(turn)
    if last is None or code is None or turn.turns - last.turn > RECENT_TURNS:
        return None
    if last.data.get("ticket"):
        return str(last.data["ticket"])
    product = await known(turn, code)
    if product is None:
        return None
    return BUSINESS_OF_CATEGORY.get(product.category, SAVED)


async def of_the_shown(turn: Turn, attribute: str | None) -> bool:
    """多少钱起, 第二个能提前取吗: asked of what is on the screen. False when nothing is."""
    code = current_code(turn)
    if code is None:
        return False
    several = await _none_picked(turn) if attribute == "rate" else ()
    if several and say_rates(turn, several[0].category, several):
        return True  # 利率多少, at a list: of all of it
    await show_product(turn, code, attribute)
    return True


async def _none_picked(turn: Turn) -> tuple[Product, ...]:
    """The products of a list, where the words count none and none was looked at yet."""
    codes, offer = shown_codes(turn), turn.last_offer
    picked = pick(turn.text, codes)
    if len(codes) < 2 or picked is not None or (offer and offer.data.get("current")):
        return ()
    return tuple(p for p in [await known(turn, each) for each in codes] if p is not None)


async def of_the_term(turn: Turn) -> bool:
    """那个三年的呢: of what is on the screen, else, after 利息多少 of nothing, the time deposit of that term."""
    term, last = turn.number("term"), turn.last_offer
    if term is None or last is None or turn.turns - last.turn > RECENT_TURNS:
        return False
    if last.kind not in (WHICH, "products"):
        return False
    codes, attribute = shown_codes(turn), turn.entity("attribute") or last.data.get("attribute")
    categories = ["time_deposit"]
    if codes:
        found = [p for p in [await known(turn, code) for code in codes] if p is not None]
        categories = list(dict.fromkeys(p.category for p in found))
    for category in categories:
        if await show_of_term(turn, category, attribute):
            return True
    return False


async def show_of_term(turn: Turn, category: str, attribute: str | None) -> bool:
    """五年的呢: the category's product of the term that is said; False for none, or of a loan, whose term is a limit."""
    term = turn.number("term")
    products = await turn.branch.products(category)
    found = next((p for p in products if term is not None and p.term_months == int(term)), None)
    if found is None or found.category not in (*SAVINGS, "wealth_management"):
        return False
    await show_product(turn, found.code, attribute or "rate")
    return True


async def known(turn: Turn, code: str) -> Product | None:
    """The product, None where the branch has it no more."""
    try:
        return await turn.branch.product(code)
    except BranchUnknown:
        return None


async def of_rate(turn: Turn) -> Product | None:
    """一点五五那个: the one on the screen, or else the deposit or bond, that has this rate."""
    said = rate_said(turn.text)
    last = turn.last_offer
    if said is None or last is None or turn.turns - last.turn > RECENT_TURNS:
        return None
    for code in shown_codes(turn):
        product = await known(turn, code)
        if product is not None and product.rate_percent == said:
            return product
    if not shown_codes(turn):
        return None
    shelves = [await turn.branch.products(category) for category in SAVINGS]
    of_rate = [p for shelf in shelves for p in shelf if p.rate_percent == said]
    return of_rate[0] if len(of_rate) == 1 else None


def rate_said(text: str) -> float | None:
    """A rate in figures or in words: 1.55, 一点五五; None where no number has a point."""
    found = _RATE_SAID.search(text)
    if found is None:
        return None
    figures = [
        "".join(str(_DIGITS.find(c)) if c in _DIGITS else c for c in part)
        for part in found.groups()
    ]
    return float(".".join(figures))


async def show_picked(turn: Turn, offer: Offer) -> bool:
    """第二个, 第二个呢: one of the products that were offered; False when the words count none."""
    code = pick(turn.text, [str(code) for code in offer.data["codes"]])
    if code is None:
        return False
    attribute = turn.entity("attribute")
    if attribute is None and turn.offer is not None and _SAME_QUESTION.search(turn.text):
        attribute = offer.data.get("attribute")
    await show_product(turn, code, attribute)
    return True


async def show_category(turn: Turn, category: str, attribute: str | None = None) -> None:
    """The category's products: all on the screen, at most three aloud; with rates when asked."""
    products = await turn.branch.products(category)
    asked = turn.entities("attribute")
    if "rate" in (attribute, *asked) and say_rates(turn, category, products):
        return
    same = {f.value for p in products for f in p.facts if f.attribute == attribute}
    if attribute and len(same) == 1 and not any(p.risky for p in products):
        await show_product(turn, products[0].code, attribute)  # 定期多少钱起: what holds of each
        return
    show_products(turn, category, products, "utter_products")


def offer_products(turn: Turn, products: Sequence[Product], ticket: str | None = None) -> None:
    """Remembers the products, so that 第二个 means one of them and 好的 the ticket."""
    codes = [p.code for p in products]
    turn.make_offer("products", codes=codes, words=products[0].category_name, ticket=ticket)


def say_rates(
    turn: Turn, category: str, products: tuple[Product, ...], response: str = "utter_rates"
) -> bool:
    """The rates of two products aloud, of all on the screen; False where none is fixed or one is risky."""
    rated = [p for p in products if p.rate_percent is not None]
    if not rated or any(p.risky for p in products):
        return False
    offer_products(turn, products)
    beside, beside_said = _shared_facts(turn, products)
    parts = [
        wording.phrase("utter_part_rate", name=p.name, rate=f"{p.rate_percent:g}%") for p in rated
    ]
    aloud = [
        wording.phrase(
            "utter_part_rate", name=spoken_name(p), rate=spoken.percent(p.rate_percent or 0)
        )
        for p in rated[:SPOKEN_RATES]
    ]
    turn.say(
        response,
        cards.product_list(category, products[0].category_name, products),
        rates=beside + "；".join(parts),
        rates_spoken=_in_breath(beside_said, aloud),
    )
    return True


def _shared_facts(turn: Turn, products: Sequence[Product]) -> tuple[str, str]:
    """保本不，多少利: what is asked beside the rate, where it is the same for all; on the screen and aloud."""
    shown, said = "", ""
    for attribute in turn.entities("attribute"):
        facts = {(f.value, f.speech) for p in products for f in p.facts if f.attribute == attribute}
        if attribute != "rate" and len(facts) == 1:
            value, speech = facts.pop()
            shown, said = f"{value.rstrip('。')}。", f"{speech.rstrip('。')}，"
    return shown, said


def _in_breath(beside: str, aloud: list[str]) -> str:
    """The rates aloud, with the other fact in front where there is room."""
    said = "，".join(aloud)
    return beside + said if len(beside) + len(said) <= RATES_LIMIT else said


def show_products(turn: Turn, category: str, products: tuple[Product, ...], response: str) -> None:
    """A list with its disclaimer; an apology with a way on when it is empty."""
    if not products:
        turn.make_offer("staff")
        turn.say("utter_products_none")
        return
    name = products[0].category_name
    offer_products(turn, products)
    risky = any(p.risky for p in products)
    turn.say(
        f"{response}_risky" if risky else response,
        cards.product_list(category, name, products),
        category_name=name,
        count=len(products),
        names=_shown_names(products),
        names_spoken=_names_with_rates(products) or spoken_names(products, NAMES_LIMIT),
        level=risk.span_of(products),
    )


def _shown_names(products: Sequence[Product]) -> str:
    """Up to three names; of deposits and bonds with their rates, and with a smallest sum that is the same for all."""
    first = products[:SPOKEN_PRODUCTS]
    if not _saved(products):
        return spoken.listed([shown_name(p) for p in first])
    names = spoken.listed([f"{p.name}（{p.rate_percent:g}%）" for p in first])
    least = {p.minimum_amount or 0 for p in products}
    if len(least) > 1 or max(least) < NOTABLE_SUM:
        return names
    return names + wording.phrase("utter_part_all_from", minimum=spoken.yuan_shown(max(least)))


def _names_with_rates(products: Sequence[Product]) -> str:
    """三年百分之一点二五、五年…: deposits and bonds by term and rate; empty for all others."""
    if not _saved(products) or any(p.term_months is None for p in products):
        return ""
    said = [
        wording.phrase(
            "utter_part_term_rate",
            term=months_said(p.term_months or 0),
            rate=spoken.percent(p.rate_percent or 0),
        )
        for p in products[:SPOKEN_PRODUCTS]
    ]
    while len(said) > 1 and len(spoken.listed(said)) > NAMES_LIMIT:
        said.pop()
    return spoken.listed(said)


def _saved(products: Sequence[Product]) -> bool:
    """Whether all are deposits or bonds with a rate, which is said wherever they are named."""
    return all(p.category in SAVINGS and p.rate_percent and not p.risky for p in products)


def shown_name(product: Product) -> str:
    """The name, with the level of risk where there is one."""
    return f"{product.name}（{risk.shown(product.risk_name)}）" if product.risky else product.name


def spoken_name(product: Product) -> str:
    """The name as it is said: without what stands in brackets."""
    return spoken.fit(re.sub("（.*?）", "", product.name), NAME_LIMIT)


def spoken_names(products: Sequence[Product], limit: int) -> str:
    """Up to three names in one breath of at most `limit` characters, with their risk."""
    level = risk.span_of(products)
    room = limit - len(level) - 1 if level else limit
    for many in range(min(SPOKEN_PRODUCTS, len(products)), 0, -1):
        names = spoken.listed([spoken_name(p) for p in products[:many]])
        if len(names) <= room:
            break
    return f"{names}，{level}" if level else names


async def show_product(turn: Turn, code: str, attribute: str | None = None) -> None:
    """One product with its card; the fact that was asked for, else its summary."""
    try:
        product = await turn.branch.product(code)
    except BranchUnknown:
        turn.make_offer("staff")
        turn.say("utter_product_gone")
        return
    codes = shown_codes(turn)
    # 最后一个, after the second of a list, still means the list.
    codes = codes if product.code in codes else [product.code]
    ticket = BUSINESS_OF_CATEGORY.get(product.category)
    turn.make_offer(
        "products",
        codes=codes,
        current=product.code,
        words=product.category_name,
        attribute=attribute,
        ticket=ticket,
        calc=turn.last_offer.data.get("calc") if turn.last_offer else None,
        staff=bool(attribute and attribute not in {f.attribute for f in product.facts}),
    )
    fact = next((f for f in product.facts if attribute and f.attribute == attribute), None)
    response = _response(product, attribute, fact)
    said = fact.speech if fact else product.summary
    turn.say(
        response,
        cards.product(product),
        name=product.name,
        name_spoken=spoken_name(product),
        shown=(fact.value if fact else product.summary).rstrip("。"),
        said=spoken.fit(said.rstrip("。"), RISKY_FACT_LIMIT if product.risky else FACT_LIMIT - 8),
        risk_name=product.risk_name,
        risk_spoken=risk.spoken(product.risk_name),
        ticket_words=wording.phrase(f"utter_part_ticket_{ticket}") if ticket else "",
    )


def _room(product: Product, fact: Fact | None) -> int:
    """Characters that may be said of the product, so that the whole stays within one breath."""
    if product.risky:
        return RISKY_FACT_LIMIT
    return FACT_LIMIT if fact else SUMMARY_LIMIT


def _response(product: Product, attribute: str | None, fact: Fact | None) -> str:
    """Which response: an introduction, one fact, or that the fact is not in the papers."""
    if attribute and fact is None:
        return "utter_product_unsaid_risky" if product.risky else "utter_product_unsaid"
    if product.risky:
        return "utter_product_risky"
    if fact is not None:
        return "utter_product_fact"
    ticket = product.category in BUSINESS_OF_CATEGORY
    return "utter_product_applied" if ticket else "utter_product"
