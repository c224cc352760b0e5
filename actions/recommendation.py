"""What is recommended after the questions: only what fits, why it fits, and who assesses it formally."""

from __future__ import annotations

from typing import Any

from actions import cards, risk, spoken, wishes, wording
from actions.form import DECLINED, GIVEN_UP, Completion, Values
from actions.form_slots import OUTCOME
from actions.model import Product
from actions.product import of_the_shown, show_category, spoken_names
from actions.recommendation_form import FORM, SAFEST, SHOWN, attribute_of_shown, shown_appetite
from actions.suitability import INVESTMENTS, Need, recommended, risk_fits, term_fits
from actions.turn import Turn
from actions.understood import as_number

BUSINESS = "wealth_purchase"

QUESTIONS = 4
"""Turns in which the questions are answered, about."""
RISKY = frozenset({*INVESTMENTS, "insurance"})
"""Who has said no to one of these is shown none that carries risk."""
OWN_NATURE = frozenset(["treasury_bond", "pension"])
"""Categories without risk that are no ordinary deposits."""


class RecommendProduct(Completion):
    """After the recommendation form."""

    action = "action_recommend_product"
    form = FORM

    async def complete(self, turn: Turn, values: Values) -> None:
        outcome = values[OUTCOME]
        if outcome == SHOWN:
            await _show(turn, values["category"])
        elif outcome == DECLINED:
            turn.drop_offer()
            self.say_dropped(turn, "utter_recommend_dropped")
        elif outcome == GIVEN_UP:
            _offer_manager(turn, "utter_recommend_manager")
        else:
            await _recommend(turn, _need(turn, values), values["money"])


def _need(turn: Turn, values: Values) -> Need:
    return Need(
        amount=as_number(values["amount"]) or 0,
        months=int(as_number(values["term"]) or 0),
        appetite=str(values["risk"] or SAFEST),
        protected=bool(values["money"])
        or _refused_risk(turn, values["category"])
        or (not values["category"] and _may_lose_nothing(turn))
        or (wishes.safer(turn.text) and shown_appetite(turn) == SAFEST),
        category=values["category"],
    )


def _refused_risk(turn: Turn, category: str | None) -> bool:
    """Whether what carries risk was said no to; 那基金呢 asks for it all the same."""
    return category not in RISKY and bool(RISKY & turn.refused_categories.keys())


def _may_lose_nothing(turn: Turn) -> bool:
    return any(map(wishes.NO_LOSS.search, turn.texts_heard(QUESTIONS)))


async def _show(turn: Turn, category: str | None) -> None:
    attribute = attribute_of_shown(turn)
    if category:
        await show_category(turn, category, attribute)
    elif not await of_the_shown(turn, attribute):
        turn.say("utter_product_which")


async def _recommend(turn: Turn, need: Need, money: str | None) -> None:
    offered = await turn.branch.products(need.category)
    products = recommended(offered, need)
    if money:
        turn.say(f"utter_recommend_care_{money}")
        if not products:
            # Something risky was asked for: what is safe is shown instead.
            need = Need(need.amount, need.months, need.appetite, protected=True)
            products = recommended(await turn.branch.products(), need)
    if not products:
        name = offered[0].category_name if offered else ""
        _offer_manager(turn, "utter_recommend_nothing", why=_misfit(offered, need), of=name)
        return
    said = {"amount": need.amount, "term": need.months, "money": money, "risk": need.appetite}
    codes = [p.code for p in products]
    no_risk = _refused_risk(turn, need.category)
    ticket = None if no_risk else BUSINESS  # 别推理财: nor the adviser's number
    first = products[0]
    turn.make_offer("products", codes=codes, words=first.category_name, ticket=ticket, need=said)
    risky = any(p.risky for p in products)
    reasons = {p.code: _why(p) for p in products}
    turn.say(
        "utter_recommend_risky" if risky else "utter_recommend",
        cards.product_list(first.category, _category_name(products), products, why=reasons),
        wish=_wish(need),
        names=spoken.listed([f"{p.name}（{reasons[p.code]}）" for p in products]),
        names_spoken=spoken_names(products, 34),
    )
    if not no_risk:
        turn.say("utter_recommend_assessed")


def _offer_manager(turn: Turn, response: str, **values: Any) -> None:
    turn.make_offer("counter", business=BUSINESS)
    turn.say(response, **values)


def _category_name(products: tuple[Product, ...]) -> str:
    names = list(dict.fromkeys(p.category_name for p in products))
    return "、".join(names)


def _wish(need: Need) -> str:
    """What the customer said, in a few words: 5万元，能放1年，谨慎."""
    months = need.months
    left = "any_time" if months == 0 else "years" if months % 12 == 0 else "months"
    term = wording.phrase(f"utter_part_left_{left}", months=months, years=months // 12)
    level = SAFEST if need.protected else need.appetite
    appetite = wording.phrase(f"utter_part_appetite_{level}")
    amount = spoken.yuan_shown(need.amount)
    return wording.phrase("utter_part_wish", amount=amount, term=term, risk=appetite)


def _why(product: Product) -> str:
    """Why it fits: when the money is free again, from how much, and its risk."""
    held = "term" if product.term_months is not None else "open"
    term = wording.phrase(f"utter_part_why_{held}", term=product.term)
    minimum = spoken.yuan_shown(product.minimum_amount or 0)
    kind = product.category if product.category in OWN_NATURE else "deposit"
    nature = wording.phrase(
        f"utter_part_why_{'risk' if product.risky else kind}", risk=risk.shown(product.risk_name)
    )
    return wording.phrase("utter_part_why", term=term, minimum=minimum, risk=nature)


def _misfit(products: tuple[Product, ...], need: Need) -> str:
    """What stands in the way of the category's nearest product."""
    if not products:
        return wording.phrase("utter_part_misfit_none")
    if not any(risk_fits(p, need) for p in products):
        return wording.phrase("utter_part_misfit_risk")
    bearable = [p for p in products if risk_fits(p, need)]
    if not any(term_fits(p, need) for p in bearable):
        return wording.phrase("utter_part_misfit_term")
    least = min(p.minimum_amount or 0 for p in bearable if term_fits(p, need))
    return wording.phrase("utter_part_misfit_minimum", minimum=spoken.yuan_shown(least))
