"""Sums worked out: interest of deposits and bonds, instalments of loans; of what carries risk, none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from actions import cards, deposits, spoken, wording
from actions.errors import BranchUnknown
from actions.form import DECLINED, GIVEN_UP, Completion, Values
from actions.form_slots import OUTCOME
from actions.instalments import equal_instalments, equal_principal
from actions.interest_form import (
    BOTH,
    CATEGORIES,
    DEPOSITS,
    EARLY,
    EQUAL_PRINCIPAL,
    FORM,
    LOANS,
    PREPAID,
    REGULAR,
    RISKY,
)
from actions.model import Product
from actions.product import offer_products, show_products, spoken_name
from actions.terms import months_said
from actions.turn import Turn
from actions.understood import as_number

TICKET = "loan_consult"
_A_YEAR = re.compile("每年|一年(?:给|能|有|拿|多少)|年年")
SMALLEST_TERM = 1
"""Months; shorter is asked in days, which only notice deposits bear."""


@dataclass(frozen=True)
class Wish:
    """What is to be worked out: a product or category code, CNY, months (None: the product's own)."""

    item: str
    amount: Decimal
    months: int | None
    method: str | None = None


class CalcInterest(Completion):
    """After the interest form."""

    action = "action_calc_interest"
    form = FORM

    async def complete(self, turn: Turn, values: Values) -> None:
        outcome = values[OUTCOME]
        if outcome == DECLINED:
            turn.drop_offer()
            self.say_dropped(turn, "utter_calc_dropped")
        elif outcome == GIVEN_UP:
            turn.make_offer("staff")
            turn.say("utter_calc_given_up")
        elif outcome in (REGULAR, PREPAID):
            turn.make_offer("staff")
            turn.say(f"utter_calc_{outcome}")
        else:
            await _work_out(turn, values)


async def _work_out(turn: Turn, values: Values) -> None:
    item = str(values["sum_of"])
    months = as_number(values["term"])
    products = await _products(turn, item)
    if not products or any(p.risky for p in products) or products[0].category in RISKY:
        show_products(turn, item, products, "utter_calc")
        return
    wish = Wish(
        item=item,
        amount=Decimal(str(as_number(values["amount"]) or 0)),
        months=None if months is None else max(SMALLEST_TERM, round(months)),
        method=values["method"],
    )
    category = products[0].category
    if category in LOANS:
        _say_loan(turn, wish, products)
    elif category in DEPOSITS:
        await _say_deposit(turn, wish, products)
    else:
        _say_card(turn, wish, products)


async def _products(turn: Turn, item: str) -> tuple[Product, ...]:
    if item in CATEGORIES:
        return await turn.branch.products(item)
    try:
        return (await turn.branch.product(item),)
    except BranchUnknown:
        return ()


# deposits


async def _say_deposit(turn: Turn, wish: Wish, products: Sequence[Product]) -> None:
    product = _of_term(products, wish.months)
    if product is None:
        _say_no_term(turn, wish, products)
        return
    if wish.amount < Decimal(str(product.minimum_amount or 0)):
        _remember(turn, wish, product)
        turn.say(
            "utter_calc_minimum",
            cards.product(product),
            name=product.name,
            name_spoken=spoken_name(product),
            minimum=spoken.yuan_shown(product.minimum_amount or 0),
            minimum_spoken=spoken.yuan(product.minimum_amount or 0),
        )
        return
    months = product.term_months or wish.months or 12
    if wish.method == EARLY:
        await _say_early(turn, wish, product, months)
        return
    earned = _earned(turn, product, wish.amount, months)
    _remember(turn, wish, product)
    figures = [
        cards.figure(wording.phrase("utter_part_calc_interest"), yuan_exact(earned)),
        cards.figure(wording.phrase("utter_part_calc_total"), yuan_exact(wish.amount + earned)),
        cards.figure(
            wording.phrase("utter_part_calc_how"),
            wording.phrase(f"utter_part_calc_{_rule(product)}"),
        ),
    ]
    years = months // 12
    # 每年给我多少, of what pays every year
    yearly = _rule(product) == "bond" and years > 1 and bool(_A_YEAR.search(turn.text))
    turn.say(
        "utter_calc_yearly" if yearly else "utter_calc_sum",
        cards.product(product, figures),
        yearly=yuan_exact(earned / max(1, years)),
        yearly_spoken=yuan_said(earned / max(1, years)),
        name=product.name,
        name_spoken=spoken_name(product),
        amount=spoken.yuan_shown(wish.amount),
        amount_spoken=spoken.yuan(wish.amount),
        term=months_said(months),
        rate=product.rate.split("（")[0],
        rate_spoken=spoken.percent(product.rate_percent or 0),
        interest=yuan_exact(earned),
        interest_spoken=yuan_said(earned),
        total=yuan_exact(wish.amount + earned),
    )


def _of_term(products: Sequence[Product], months: int | None) -> Product | None:
    """The product kept for exactly so long; one without a term of its own takes any.

    A single product was named itself, and with it its term.
    """
    rated = [p for p in products if p.rate_percent]
    if len(products) == 1 and rated:
        return rated[0]
    exact = next((p for p in rated if p.term_months == months), None)
    return exact or next((p for p in rated if p.term_months is None), None)


def _rule(product: Product) -> str:
    """Which convention works it out (actions/deposits.py)."""
    if product.category == "treasury_bond":
        return "bond"
    if product.term_months is not None:
        return "months"
    # A notice deposit is paid with its principal, a demand deposit by the quarter.
    return "demand" if (product.minimum_amount or 0) < 100 else "days"


def _earned(turn: Turn, product: Product, amount: Decimal, months: int) -> Decimal:
    rate = Decimal(str(product.rate_percent))
    rule = _rule(product)
    start = turn.now().date()
    end = deposits.months_later(start, months)
    if rule == "bond":
        return deposits.bond_interest(amount, rate, months)
    if rule == "months":
        return deposits.term_interest(amount, rate, months)
    if rule == "days":
        return deposits.days_interest(amount, rate, (end - start).days)
    return deposits.demand_interest(amount, rate, start, end)


async def _say_early(turn: Turn, wish: Wish, product: Product, months: int) -> None:
    """Half the term as an example, at the demand rate; a bond's own rule is told instead."""
    demand = next((p for p in await turn.branch.products("demand_deposit") if p.rate_percent), None)
    _remember(turn, wish, product)
    fact = next((f for f in product.facts if f.attribute == "liquidity"), None)
    if product.category == "treasury_bond" or product.term_months is None or demand is None:
        turn.say(
            "utter_calc_early_rule",
            cards.product(product),
            name=product.name,
            name_spoken=spoken_name(product),
            rule=(fact.value if fact else product.summary).rstrip("。"),
            rule_spoken=spoken.fit((fact.speech if fact else product.summary).rstrip("。"), 34),
        )
        return
    held = max(1, months // 2)
    start = turn.now().date()
    days = (deposits.months_later(start, held) - start).days
    earned = deposits.days_interest(wish.amount, Decimal(str(demand.rate_percent)), days)
    turn.say(
        "utter_calc_early",
        cards.product(product),
        amount=spoken.yuan_shown(wish.amount),
        amount_spoken=spoken.yuan(wish.amount),
        held=months_said(held),
        rate=demand.rate.split("（")[0],
        interest=yuan_exact(earned),
        interest_spoken=yuan_said(earned),
        full=yuan_exact(_earned(turn, product, wish.amount, months)),
    )


def _say_no_term(turn: Turn, wish: Wish, products: Sequence[Product]) -> None:
    """There is no such term: which there are."""
    first = products[0]
    terms = [p.term_months for p in products if p.term_months and p.rate_percent]
    turn.make_offer("products", codes=[p.code for p in products], calc=_kept(wish, first))
    turn.say(
        "utter_calc_no_term",
        cards.product_list(first.category, first.category_name, products),
        category_name=first.category_name,
        term=months_said(wish.months or 0),
        terms=spoken.listed([months_said(months) for months in terms] or [first.category_name]),
    )


# loans and cards


def _say_loan(turn: Turn, wish: Wish, products: Sequence[Product]) -> None:
    rated = [p for p in products if p.rate_percent]
    months = wish.months or 12
    product = next((p for p in rated if (p.term_months or months) >= months), None)
    if product is None:
        longest = max((p.term_months or 0 for p in products), default=0)
        turn.make_offer(
            "products",
            codes=[p.code for p in products],
            calc=_kept(wish, products[0]),
            ticket=TICKET,
        )
        turn.say(
            "utter_calc_too_long",
            cards.product_list(products[0].category, products[0].category_name, products),
            category_name=products[0].category_name,
            longest=months_said(longest),
        )
        return
    rate = Decimal(str(product.rate_percent))
    response = "utter_calc_loan_told" if _told_before(turn, wish) else "utter_calc_loan"
    equal = equal_instalments(wish.amount, rate, months)
    falling = equal_principal(wish.amount, rate, months)
    _remember(turn, wish, product)
    if wish.method == BOTH:
        response = "utter_calc_loan_both"
    chosen = falling if wish.method in (EQUAL_PRINCIPAL, BOTH) else equal
    if wish.method == EQUAL_PRINCIPAL:
        response = "utter_calc_loan_falling"
    label = wording.phrase
    figures = [
        cards.figure(label("utter_part_calc_equal"), yuan_exact(equal.first)),
        cards.figure(label("utter_part_calc_equal_interest"), yuan_exact(equal.interest)),
        cards.figure(
            label("utter_part_calc_falling"),
            label(
                "utter_part_calc_first_last",
                first=yuan_exact(falling.first),
                last=yuan_exact(falling.last),
            ),
        ),
        cards.figure(label("utter_part_calc_falling_interest"), yuan_exact(falling.interest)),
    ]
    turn.say(
        response,
        cards.product(product, figures),
        name=product.name,
        amount=spoken.yuan_shown(wish.amount),
        amount_spoken=spoken.yuan(wish.amount),
        term=months_said(months),
        rate=product.rate.split("（")[0],
        first=yuan_exact(chosen.first),
        first_spoken=yuan_said(chosen.first),
        last=yuan_exact(chosen.last),
        last_spoken=yuan_said(chosen.last),
        interest=yuan_exact(chosen.interest),
        interest_spoken=rough_said(chosen.interest),
        equal=yuan_exact(equal.first),
        equal_interest=yuan_exact(equal.interest),
        gap=yuan_exact(equal.interest - falling.interest),
        gap_spoken=rough_said(equal.interest - falling.interest),
    )


def _told_before(turn: Turn, wish: Wish) -> bool:
    """Whether the sum was told a while ago, so that it is said which one it is."""
    last = turn.last_offer
    calc = (last.data.get("calc") if last is not None else None) or {}
    fresh = turn.number("amount") is not None or calc.get("amount") == float(wish.amount)
    return turn.form_began and not fresh


def _say_card(turn: Turn, wish: Wish, products: Sequence[Product]) -> None:
    """The principal of an instalment; the fee depends on the offer of the day, so it is not invented."""
    first, months = products[0], wish.months or 12
    share = deposits.cents(wish.amount / months)
    offer_products(turn, products, ticket="credit_card")
    turn.say(
        "utter_calc_card",
        cards.product_list(first.category, first.category_name, products),
        amount=spoken.yuan_shown(wish.amount),
        amount_spoken=spoken.yuan(wish.amount),
        count=months,
        count_spoken=spoken.count(months),
        share=yuan_exact(share),
        share_spoken=yuan_said(share),
    )


# what is kept, how it is said


def _remember(turn: Turn, wish: Wish, product: Product) -> None:
    ticket = TICKET if product.category in LOANS else None
    turn.make_offer(
        "products",
        codes=[product.code],
        current=product.code,
        ticket=ticket,
        calc=_kept(wish, product),
    )


def _kept(wish: Wish, product: Product) -> dict[str, object]:
    """For 换成三年呢, 那二十万呢: the calculation with its parts."""
    return {
        "sum_of": wish.item,
        "category": product.category,
        "amount": float(wish.amount),
        "term": wish.months or product.term_months,
        "method": wish.method,
    }


def yuan_exact(amount: Decimal) -> str:
    """A sum to the cent for the screen: 1,678.83元, 475元."""
    return f"{amount:,.2f}".removesuffix(".00") + "元"


def yuan_said(amount: Decimal) -> str:
    """A sum aloud: cents only where they weigh (below a hundred), whole CNY else."""
    if amount < 100:
        return spoken.yuan(amount)
    return spoken.yuan(amount.quantize(Decimal(1), ROUND_HALF_UP))


def rough_said(amount: Decimal) -> str:
    """A large sum aloud, to the hundred: 十万两千九百元."""
    if amount < 10000:
        return yuan_said(amount)
    return spoken.yuan((amount / 100).quantize(Decimal(1), ROUND_HALF_UP) * 100)
