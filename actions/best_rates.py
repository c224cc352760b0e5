"""哪个利息最高: the best rates of what is guaranteed, with what each asks for; what pays more is no promise."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Sequence

from actions import cards, spoken, wording
from actions.model import Product
from actions.product import spoken_name
from actions.suitability import INVESTMENTS, SAVINGS
from actions.turn import Turn

DEPOSITS = ("large_cd", "time_deposit")
BONDS = "treasury_bond"
OPEN = "demand_deposit"
MOST = 4
SPOKEN_LIMIT, REFUSED_LIMIT = 46, 8
"""Characters aloud of the best, and of what was refused."""
FLEXIBLE = re.compile("随时|灵活|随取|想取就取|急用|活的")
"""The money must be at hand, which costs interest."""
_SAVED = re.compile("存(?!单)")
_INVESTMENTS = frozenset({*INVESTMENTS, "insurance"})


async def show_best(turn: Turn) -> bool:
    """The best deposits and bonds, deposits first; False where the branch has none with a rate."""
    named = [c for c in turn.entities("product_category") if c in SAVINGS]
    deposits_only = not named and _SAVED.search(turn.text)
    wanted = named or ([*DEPOSITS] if deposits_only else [*DEPOSITS, BONDS])
    best = await _best(turn, [str(each) for each in wanted], _sum(turn))
    if not best:
        return False
    if FLEXIBLE.search(turn.text) and await _say_flexible(turn, best):
        return True
    _offer(turn, best)
    values = {"best": _listed(best), "best_spoken": spoken.fit(_said(best), SPOKEN_LIMIT)}
    card = _card(best)
    if refused := turn.refuses:
        words = spoken.fit("、".join(refused.values()), REFUSED_LIMIT)
        turn.say("utter_best_without", card, refused=words, **values)
        return True
    quiet = bool(_INVESTMENTS & turn.refused_categories.keys())
    more = "" if quiet else wording.phrase("utter_part_best_more")
    aloud = "" if quiet else wording.phrase("utter_part_best_more_said")
    turn.say("utter_best_rates", card, more=more, more_spoken=aloud, **values)
    return True


def _offer(turn: Turn, products: Sequence[Product]) -> None:
    """Remembers them, and the sum that was worked out last, so that 那五年呢 still goes on with it."""
    calc = turn.last_offer.data.get("calc") if turn.last_offer is not None else None
    turn.make_offer("products", codes=[p.code for p in products], calc=calc)


def _sum(turn: Turn) -> float | None:
    """CNY that are talked of: what needs more is no choice. None while unknown."""
    offer = turn.last_offer
    calc = (offer.data.get("calc") if offer is not None else None) or {}
    return turn.number("amount") or calc.get("amount")


async def _best(turn: Turn, categories: Sequence[str], amount: float | None) -> tuple[Product, ...]:
    """Of each category its best products, deposits first, the best rates in front."""
    shelves = await asyncio.gather(*map(turn.branch.products, categories))
    deposits: list[Product] = []
    bonds: list[Product] = []
    for shelf in shelves:
        fitting = [p for p in shelf if p.rate_percent is not None and not p.risky]
        if amount:
            fitting = [p for p in fitting if (p.minimum_amount or 0) <= amount]
        fitting.sort(key=_rate, reverse=True)
        many = 1 if fitting and fitting[0].category != BONDS and len(categories) > 1 else 2
        (bonds if fitting and fitting[0].category == BONDS else deposits).extend(fitting[:many])
    return (*sorted(deposits, key=_rate, reverse=True), *bonds)[:MOST]


def _rate(product: Product) -> float:
    return product.rate_percent or 0.0


def _card(products: Sequence[Product]) -> cards.Card:
    names = "、".join(dict.fromkeys(p.category_name for p in products))
    return cards.product_list(products[0].category, names, products)


def _listed(products: Iterable[Product]) -> str:
    """三年期大额存单1.55%（20万元起），…"""
    return "、".join(
        wording.phrase(
            "utter_part_best",
            name=p.name,
            rate=f"{_rate(p):g}%",
            minimum=spoken.yuan_shown(p.minimum_amount or 0),
            when=wording.phrase("utter_part_best_issue") if p.category == BONDS else "",
        )
        for p in products
    )


def _said(products: Sequence[Product]) -> str:
    """The best deposit with what it asks for, and the best bond where one is shown."""
    first = products[0]
    said = wording.phrase(
        "utter_part_best_said",
        name=spoken_name(first),
        rate=spoken.percent(_rate(first)),
        minimum=spoken.yuan(first.minimum_amount or 0).removesuffix("元"),
    )
    other = next(
        (p for p in products[1:] if (p.category == BONDS) != (first.category == BONDS)), None
    )
    if other is None:
        return said
    return f"{said}；" + wording.phrase(
        "utter_part_best_said_next", name=spoken_name(other), rate=spoken.percent(_rate(other))
    )


async def _say_flexible(turn: Turn, best: Sequence[Product]) -> bool:
    """Both cannot be had: what is at hand pays less, what pays more is kept."""
    rated = [p for p in await turn.branch.products(OPEN) if p.rate_percent and not p.risky]
    if not rated:
        return False
    amount = _sum(turn)
    fitting = [p for p in rated if not amount or (p.minimum_amount or 0) <= amount] or rated
    fitting.sort(key=_rate, reverse=True)
    top = next((p for p in best if p.category != BONDS), best[0])
    shown = (*fitting[:2], top)
    _offer(turn, shown)
    turn.say(
        "utter_best_flexible",
        _card(shown),
        open=_listed(fitting[:2]),
        best=_listed([top]),
        open_spoken=wording.phrase(
            "utter_part_best_said_next",
            name=spoken_name(fitting[0]),
            rate=spoken.percent(_rate(fitting[0])),
        ),
        best_spoken=wording.phrase(
            "utter_part_best_said_next", name=spoken_name(top), rate=spoken.percent(_rate(top))
        ),
    )
    return True
