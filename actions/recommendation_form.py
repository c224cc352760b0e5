"""The three questions before anything is recommended: how much, for how long, with how much risk."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from actions import wishes
from actions.form import BARE_ANSWERS, DECLINED, Ask, Form, Values
from actions.form_slots import MISSES, OUTCOME
from actions.suitability import INVESTMENTS, LEVELS, SAVINGS
from actions.turn import RECENT_TURNS, Turn
from actions.understood import as_number

FORM = "recommendation_form"

SHOWN = "shown"
"""Outcome: what was asked for is on the screen already, or is no matter of spare money."""

SPARE_MONEY = frozenset({*SAVINGS, *INVESTMENTS, "insurance", "pension"})
"""Categories that money is put into; a loan or a credit card is not recommended by appetite for risk."""

SAFEST = LEVELS[0]
MORE_THAN_SAFEST = CALMER = LEVELS[1]

_OF_IT = (
    ("how_to", re.compile("^.{0,4}(怎么|如何|咋|在哪)(办理?|买|开|申请).{0,2}$")),
    ("eligibility", re.compile("^.{0,6}适合.{0,8}[吗么]")),
)
"""Asked of what is on the screen, though it sounds like a wish for advice: attribute, words."""

DROPS = re.compile("不用|算了|不推荐|不要推荐|不看|不买|下次|改天|先不")
"""A no that means the whole matter, not the risk that was asked about."""

_MISHEARD = frozenset(
    {"report_fraud", "emergency", "learn_finance", "faq", "ask_product", "chitchat", "ask_facility"}
)
"""Intents that 这是救命钱 or 几个月 may be taken for; in the form they answer its question."""


def attribute_of_shown(turn: Turn) -> str | None:
    """The fact that is asked of the product on the screen; None when none is."""
    named = turn.entity("attribute")
    return str(named) if named else next((a for a, w in _OF_IT if w.search(turn.text)), None)


class ValidateRecommendationForm(Form):
    """Asks for sum, term and appetite; what was said already is not asked."""

    form = FORM
    answers = BARE_ANSWERS | {"recommend_product"}

    async def settle(self, turn: Turn, asked: str | None, given: Values) -> Values | None:
        """怎么办理 of a product on the screen, or a loan, needs no questions."""
        if asked:
            return None
        category = turn.entity("product_category")
        if category and category not in SPARE_MONEY:
            return {"category": category, OUTCOME: SHOWN}
        named = any(turn.entities(n) for n in ("amount", "term", "risk_level", "product_category"))
        offer = turn.last_offer
        on_screen = offer is not None and offer.kind == "products"
        return {OUTCOME: SHOWN} if attribute_of_shown(turn) and not named and on_screen else None

    def listens(self, turn: Turn, asked: str) -> bool:
        if super().listens(turn, asked):
            return True
        if turn.intent in ("emergency", "report_fraud"):
            # 这是救命钱 sounds like both; 老人晕倒了 must never be taken for an answer.
            return wishes.own_money(turn.text)
        named = turn.entities("product_category") or turn.entities("product")
        if turn.intent == "ask_product" and named and turn.entities("attribute"):
            return False  # 大额的要几万起
        return turn.intent in _MISHEARD and bool(self._words(turn, asked))

    async def read(self, turn: Turn, asked: str | None, given: Values) -> Values:
        found = self._words(turn, asked)
        if asked is None:
            found = {**_said_before(turn), **found}
        if wishes.safer(turn.text) and (shown := shown_appetite(turn)) is not None:
            found["risk"] = CALMER if LEVELS.index(shown) > LEVELS.index(CALMER) else SAFEST
        category = turn.entity("product_category")
        if category in SPARE_MONEY:
            found["category"] = category
        if asked == "risk" and "risk" not in found and not DROPS.search(turn.text):
            # 亏一点能接受吗: a yes is a little risk, a no is none.
            if turn.intent == "deny":
                found["risk"] = SAFEST
            elif turn.intent == "affirm" and turn.slot(MISSES):
                found["risk"] = MORE_THAN_SAFEST
        return found

    def _words(self, turn: Turn, asked: str | None) -> dict[str, Any]:
        """Sum, term, appetite and kind of money, from entities and from words."""
        text = turn.text
        amount = turn.number("amount") or wishes.sum_at_least(text)
        term = turn.number("term")
        months = wishes.months(text) if term is None else int(term)
        risk = turn.entity("risk_level") or wishes.appetite(text)
        found: dict[str, Any] = {
            "amount": amount if amount and amount > 0 else None,
            "term": months,
            "risk": risk if risk in LEVELS else None,
            "money": wishes.money(text),
        }
        if asked == "term" and months is None and wishes.undecided(text):
            found["term"] = 0
        if asked == "risk" and risk is None and wishes.undecided(text):
            found["risk"] = SAFEST
        if asked == "amount" and amount is None:
            found["term"] = months if term is not None else None
        return {name: value for name, value in found.items() if value is not None}

    def declined(self, turn: Turn, asked: str) -> Values | None:
        return {OUTCOME: DECLINED}

    async def next_question(self, turn: Turn, known: Values) -> str | None:
        if as_number(known["amount"]) is None:
            return "amount"
        if known["term"] is None:
            return "term"
        return "risk" if known["risk"] is None and not known["money"] else None


def _said_before(turn: Turn) -> dict[str, Any]:
    """有没有更稳的, after a recommendation: sum, term and kind of money are still known."""
    offer = turn.last_offer
    need = offer.data.get("need") or _computed(offer.data) if offer is not None else None
    recent = offer is not None and turn.turns - offer.turn <= RECENT_TURNS
    kept = (need or {}) if recent else {}
    return {name: value for name, value in kept.items() if value is not None and name != "risk"}


def _computed(offer: Mapping[str, Any]) -> dict[str, Any] | None:
    """Sum and term of the last calculation: 存五万一年多少利息, then 有没有更稳的."""
    calc = offer.get("calc")
    return {"amount": calc.get("amount"), "term": calc.get("term")} if calc else None


def shown_appetite(turn: Turn) -> str | None:
    """The appetite for risk that what is on the screen was recommended for."""
    offer = turn.last_offer
    need = offer.data.get("need") if offer is not None else None
    risk = need.get("risk") if need else None
    return str(risk) if risk in LEVELS else None


class AskRecommendationAmount(Ask):
    """How much money is it, roughly."""

    form = FORM
    slot = "amount"
    response = "utter_ask_recommendation_amount"


class AskRecommendationTerm(Ask):
    """How long is it not needed."""

    form = FORM
    slot = "term"
    response = "utter_ask_recommendation_term"


class AskRecommendationRisk(Ask):
    """How much up and down is bearable."""

    form = FORM
    slot = "risk"
    response = "utter_ask_recommendation_risk"
