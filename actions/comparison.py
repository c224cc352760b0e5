"""两样比一比: products that are named, counted, meant by 这个, or stand for a category."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence

from actions import cards, compare
from actions.flow import Flow
from actions.interest_form import LOANS
from actions.model import Product
from actions.offer import pick
from actions.product import (
    current_code,
    known,
    offer_products,
    show_category,
    show_product,
    shown_codes,
)
from actions.turn import Turn

_THIS = re.compile("[这那]个|[这那]款|[这那]种|它|刚才|刚刚|前面|上面|^[和跟与比]|比呢")
"""Said of two things of which one is named: the other is the one on the screen."""
_THESE = re.compile("[这那][几两三]|它们|都有|一起比|比一比|对比一下|哪个好|哪款好")
_NTH = re.compile("第[一二三四五六1-6]|最后")
_FIRST = re.compile("[头前]([两二2三3])(?:个(?!月|人|号|星期|礼拜|小时|钟)|款|样|种)")
"""So many from the top of a list."""


class CompareProducts(Flow):
    """Two or three products side by side on the screen, and the difference that matters aloud."""

    action = "action_compare_products"

    async def answer(self, turn: Turn) -> None:
        codes = _codes(turn)
        named = await _known(turn, codes)
        categories = [str(code) for code in turn.entities("product_category")]
        # 一年定期 names its category as well.
        categories = [c for c in categories if c not in {p.category for p in named}]
        shelves = await asyncio.gather(*map(turn.branch.products, categories))
        groups = [[p] for p in named] + [list(shelf) for shelf in shelves if shelf]
        on_screen = turn.offer is not None and turn.offer.data.get("current")
        if len(groups) == 1 and (_THIS.search(turn.text) or on_screen):
            current = await known(turn, current_code(turn) or "")
            groups = [[current], *groups] if current and current not in groups[0] else groups
        products = compare.representatives(groups[: compare.MOST])
        if len(products) >= 2:
            show_compared(turn, products)
        elif codes:
            await show_product(turn, codes[0])
        elif categories:
            await show_category(turn, categories[0])
        else:
            turn.say("utter_compare_which")


def _codes(turn: Turn) -> list[str]:
    """Codes of the products that are counted or named, or of these on the screen."""
    on_screen = shown_codes(turn)
    if first := _first(turn.text, on_screen):
        return first
    counted = [pick(word, on_screen) for word in _NTH.findall(turn.text)] if on_screen else []
    codes = [code for code in counted if code] + [str(code) for code in turn.entities("product")]
    if not codes and not turn.entities("product_category") and _THESE.search(turn.text):
        codes = on_screen
    return list(dict.fromkeys(codes))[: compare.MOST]


def _first(text: str, codes: Sequence[str]) -> list[str]:
    """头两个: the first of the list; none where the words count none from the top, or the list is no longer."""
    found = _FIRST.search(text)
    count = 0 if found is None else 3 if found[1] in "三3" else 2
    return list(codes[:count]) if len(codes) >= count else []


async def compare_first(turn: Turn) -> bool:
    """头两个哪个好点, at a list, whatever it was understood as."""
    found = await _known(turn, _first(turn.text, shown_codes(turn)))
    if len(found) < 2:
        return False
    show_compared(turn, tuple(found))
    return True


async def compare_shown(turn: Turn) -> None:
    """收益最高的是哪个: what is on the screen side by side, the best rates first."""
    found = await _known(turn, shown_codes(turn))
    if len(found) < 2:
        turn.say("utter_compare_which")
        return
    if not any(p.risky for p in found):
        found.sort(key=lambda p: p.rate_percent or 0, reverse=found[0].category not in LOANS)
    show_compared(turn, tuple(found[: compare.MOST]))


async def _known(turn: Turn, codes: Sequence[str]) -> list[Product]:
    """Those that the branch has still."""
    return [p for p in await asyncio.gather(*(known(turn, code) for code in codes)) if p]


def show_compared(turn: Turn, products: tuple[Product, ...]) -> None:
    """The card with its table, and the difference."""
    offer_products(turn, products)
    risky = any(p.risky for p in products)
    names = list(dict.fromkeys(p.category_name for p in products))
    shown, said = compare.difference(products)
    turn.say(
        "utter_compare_risky" if risky else "utter_compare",
        cards.product_list(
            products[0].category, "、".join(names), products, compare=compare.table(products)
        ),
        difference=shown,
        difference_spoken=said,
        risk="、".join(dict.fromkeys(p.risk_name for p in products if p.risk_name)),
    )
