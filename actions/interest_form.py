"""The questions before a sum is worked out: of what, how much, for how long."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Tracker

from actions.form import BARE_ANSWERS, Ask, Form, Values
from actions.form_slots import OUTCOME
from actions.matter import of_visit
from actions.model import Product
from actions.product import known, of_rate
from actions.suitability import INVESTMENTS
from actions.told import Told, earlier_turns
from actions.turn import RECENT_TURNS, Turn
from actions.understood import as_number

FORM = "interest_form"

REGULAR = "regular"
"""Outcome: a sum paid in every month, which no product of ours takes."""
PREPAID = "prepaid"
"""Outcome: a loan repaid early, which only its contract can tell."""

SAVED = "time_deposit"
DEPOSITS = frozenset(["demand_deposit", "time_deposit", "large_cd", "treasury_bond", "pension"])
LOANS = frozenset(["personal_loan", "mortgage", "consumer_loan", "business_loan"])
RISKY = frozenset([*INVESTMENTS, "insurance"])
CATEGORIES = DEPOSITS | LOANS | RISKY | {"credit_card"}
LONGEST_CONSUMER_LOAN = 60
"""Months: a loan for longer, without a word of what for, is one for a home."""
LARGEST = 1e9
"""CNY: more is a slip of the ear."""

EQUAL_PRINCIPAL = "principal"
"""In the method slot: 等额本金, the repayment that falls from month to month."""
BOTH = "both"
"""In the method slot: both ways of repayment, side by side."""
EARLY = "early"
"""In the method slot: withdrawn before its time."""
KEPT = "kept"
"""In the method slot: kept, or repaid, as agreed and in equal instalments."""

_HOME = re.compile("房|按揭|公积金")
_LOAN = re.compile("贷|按揭|月供|等额|(每个?月|一个月|每期).{0,3}[还供]")
_SAVING = re.compile("存|定期|到期|本息|连本带利|死期|整取")
_EARNS = re.compile("利息|变成?多|多出|生多少|赚多少|收益")
_BORROWED = re.compile("贷|借|欠|还|信用卡|分期|逾期|罚息")
PAID_IN = "cash_deposit"
"""Business code (dialogue contract): money brought to be put away."""
LENT = "loan_consult"
"""Business code (dialogue contract): a loan is asked for."""
BORROWED, PUT_AWAY, MOVED = "borrowed", "put_away", "moved"
"""What a sum that was told is for."""
BARE = 12
"""Characters: a sum in so few, without a word on what it is for, goes on with what was spoken of."""
BARE_ITEM = 5
"""Characters of an answer that may name a deposit or a loan by a word of it alone."""
_MOVES = re.compile("[取转汇换花买]|首付|总价|房价")
_AT_HAND = re.compile("手[头里上边].{0,3}有|[我咱俺们家].{0,2}有|攒|闲钱|积蓄|余额")
_ONLY = re.compile("(?:才|就|只有|只得)[^，,。]{0,8}(?:块|元|毛)")
"""What comes of it, and too little."""
_REGULAR = re.compile("(每个?月|月月|每月底).{0,2}[存攒]|零存整取|月存")
_PREPAID = re.compile("提前还|提前结清|还掉一部分|缩短年限")
_EARLY = re.compile(
    "(提前|中途|没到期|不到期|半路|半道|中间|万一).{0,4}[取支拿出用]|没到期|(半路|半道|中间|万一).{0,8}(取|用钱|急用)|(急用|用钱).{0,6}[取拿]"
)
_CHANGES = re.compile("呢|换|改|要是|如果|那|多少|等额|按|^.{1,6}$")
"""A change of the last calculation; longer sentences without these words are a matter of their own."""
_OF_STOCK = re.compile("有没有|还有(?!多少)|有吗|卖|发行|在售|哪里买|怎么买")
"""国债还有没有: whether it is to be had, not what it would bring."""
_METHODS = (
    (
        BOTH,
        re.compile("等额.*(?:哪|区别|差多少|差别|比|省|划算|合算|两种|都)|(?:哪|区别|比).*等额"),
    ),
    (EQUAL_PRINCIPAL, re.compile("等额本金|本金还")),
    (EARLY, _EARLY),
    (KEPT, re.compile("等额本息|本息还|不提前|到期取")),
)


def method_of(text: str) -> str | None:
    """How it is paid back, by the words; None when they do not say."""
    return next((method for method, words in _METHODS if words.search(text)), None)


def named_item(turn: Turn) -> str | None:
    """The product or category that is named; a plain 贷款 to buy a home is one for a home."""
    product, category = turn.entity("product"), turn.entity("product_category")
    if product:
        return str(product)
    if category == "personal_loan" and guessed_item(turn.text, turn.number("term")) == "mortgage":
        return "mortgage"
    return str(category) if category in CATEGORIES else None


def guessed_item(text: str, months: float | None) -> str | None:
    """The category that words such as 月供 or 存 mean; None when there are none."""
    if _LOAN.search(text):
        home = _HOME.search(text) or (months or LONGEST_CONSUMER_LOAN + 1) > LONGEST_CONSUMER_LOAN
        return "mortgage" if home else "personal_loan"
    return SAVED if _SAVING.search(text) else None


class ValidateInterestForm(Form):
    """Asks for what is missing; what was worked out a moment ago fills the gaps."""

    form = FORM
    answers = BARE_ANSWERS | {"calc_interest"}

    async def settle(self, turn: Turn, asked: str | None, given: Values) -> Values | None:
        if asked and not self.listens(turn, asked):
            return None
        if _REGULAR.search(turn.text):
            return {OUTCOME: REGULAR}
        return {OUTCOME: PREPAID} if _PREPAID.search(turn.text) else None

    def listens(self, turn: Turn, asked: str) -> bool:
        named = turn.entity("product_category") or turn.entity("product")
        short = turn.intent == "ask_product" and not turn.entity("attribute")
        bare = len(turn.text) <= BARE_ITEM and guessed_item(turn.text, None) is not None
        return super().listens(turn, asked) or (
            asked == "sum_of" and (bare or (short and bool(named)))  # 存款 is like a wish to pay in
        )

    async def read(self, turn: Turn, asked: str | None, given: Values) -> Values:
        amount, months = turn.number("amount"), turn.number("term")
        if _ONLY.search(turn.text) and months is not None:
            amount = None  # 才九块五啊，那三年呢: what was earned, no new sum
        said: dict[str, Any] = {
            "sum_of": named_item(turn),
            "amount": amount if amount and 0 < amount <= LARGEST else None,
            "term": months if months and months > 0 else None,
            "method": method_of(turn.text),
        }
        if not turn.entity("product") and (meant := await of_rate(turn)) is not None:
            said["sum_of"] = meant.code  # 一点五五那个
            if said["term"] is None and "一年" in turn.text:
                said["term"] = 12
        said = {name: value for name, value in said.items() if value is not None}
        guess = guessed_item(turn.text, months)
        before = _worked_out_before(turn, said, guess) if asked is None else {}
        if guess and asked in (None, "sum_of") and not before:
            before = {"sum_of": guess}
        if asked is None and not before and "sum_of" not in said:
            before = await _of_the_shown(turn, said)
        if asked is None and not before and "sum_of" not in said:
            before = earns(turn) or _of_the_money(turn, said) or _spoken_of(turn, said)
        return {**before, **await _of_term_said(turn, before, said), **said}

    async def recalled(self, turn: Turn, tracker: Tracker, known: Values) -> Values:
        """The sum that was told last for the same kind of thing: 想贷一百二十万, then 三十年一个月还多少."""
        item = known["sum_of"]
        if item is None or as_number(known["amount"]) is not None:
            return {}
        category = item if item in CATEGORIES else (await turn.branch.product(str(item))).category
        if category not in LOANS | DEPOSITS:
            return {}
        amount = _told_last(tracker, BORROWED if category in LOANS else PUT_AWAY)
        return {} if amount is None else {"amount": amount}

    async def next_question(self, turn: Turn, known: Values) -> str | None:
        item = known["sum_of"]
        if item is None:
            return "sum_of"
        product = None if item in CATEGORIES else await turn.branch.product(str(item))
        if (product.category if product else item) in RISKY or (product and product.risky):
            return None  # nothing is computed of what promises nothing
        if as_number(known["amount"]) is None:
            return "amount"
        return "term" if known["term"] is None and not _has_term(product) else None


def changes_last(turn: Turn) -> bool:
    """换成三年呢, 那二十万呢, just after a sum was worked out: the same once more with one thing changed."""
    offer = turn.offer
    if offer is None or not _CHANGES.search(turn.text) or _OF_STOCK.search(turn.text):
        return False
    if not offer.data.get("calc"):
        # 五万呢, at one product: what it brings.
        return bool(offer.data.get("current")) and turn.number("amount") is not None
    entities = ("amount", "term", "product", "product_category")
    return any(turn.entities(name) for name in entities) or method_of(turn.text) is not None


def earns(turn: Turn) -> dict[str, Any]:
    """利息多少, of the product on the screen, by who came to pay in a sum: what that sum brings; empty otherwise."""
    offer, about = turn.last_offer, of_visit(turn)
    if offer is None or turn.turns - offer.turn > RECENT_TURNS or "利息" not in turn.text:
        return {}
    shown = offer.data.get("current")
    if not shown or about is None or about.business != PAID_IN or not about.amount:
        return {}
    return {"sum_of": str(shown), "amount": about.amount}


def _has_term(product: Product | None) -> bool:
    """Whether the product itself says for how long; of a loan it says only the longest."""
    return product is not None and product.term_months is not None and product.category in DEPOSITS


def _worked_out_before(turn: Turn, said: Values, guess: str | None) -> dict[str, Any]:
    """The last calculation, when the turn changes a part of it; else nothing."""
    offer = turn.last_offer
    before = offer.data.get("calc") if offer is not None else None
    if offer is not None and not before and changes_last(turn) and "sum_of" not in said:
        return {"sum_of": str(offer.data["current"])}
    if offer is None or not before or turn.turns - offer.turn > RECENT_TURNS or not said:
        return {}
    other = said.get("sum_of") or guess
    if other is not None and (other in LOANS) != (before["category"] in LOANS):
        return {}  # a loan after a deposit is another matter
    kept = {name: before[name] for name in ("sum_of", "amount", "term", "method")}
    if "term" in said:
        # 换成三年: the product of one year is no longer meant, its category is.
        kept["sum_of"] = before["category"]
    if kept["method"] == EARLY:
        kept["method"] = None
    return {name: value for name, value in kept.items() if value is not None}


async def _of_the_shown(turn: Turn, said: Values) -> dict[str, Any]:
    """五年的呢，买十万, at a list of bonds: of their kind, where the list is of one kind alone."""
    offer = turn.last_offer
    if offer is None or offer.kind != "products" or not said.get("term"):
        return {}
    if turn.turns - offer.turn > RECENT_TURNS:
        return {}
    shown = [await known(turn, str(code)) for code in offer.data.get("codes") or ()]
    kinds = {product.category for product in shown if product is not None}
    kind = kinds.pop() if len(kinds) == 1 else None
    return {"sum_of": kind} if kind in DEPOSITS else {}


async def _of_term_said(turn: Turn, before: Values, said: Values) -> dict[str, Any]:
    """五年的呢，买十万, after one of three years: the kind of that term; what was looked at is not meant."""
    item, months = before.get("sum_of"), said.get("term")
    if "sum_of" in said or months is None or item is None or item in CATEGORIES:
        return {}
    shown = await known(turn, str(item))
    if shown is None or shown.term_months in (None, int(months)) or shown.category not in DEPOSITS:
        return {}
    return {"sum_of": shown.category}


def _told_last(tracker: Tracker, kind: str) -> float | None:
    """The last sum (CNY) of the kind that the visitor named before this turn; a bare sum is of the kind at hand."""
    amount, at_hand = None, ""
    for told in earlier_turns(tracker):
        named = _kind_of(told)
        at_hand = named or (at_hand if len(told.text) <= BARE else "")
        if told.amount and 0 < told.amount <= LARGEST and at_hand == kind:
            amount = told.amount
    return amount


def _kind_of(told: Told) -> str:
    """What the turn speaks of: money borrowed, put away, or moved otherwise; empty when it does not say."""
    category, business = told.value("product_category"), told.value("business")
    guess = guessed_item(told.text, None)
    if _REGULAR.search(told.text):
        return MOVED  # a sum of every month
    if told.intent == "report_fraud" or (business and business not in (LENT, PAID_IN)):
        return MOVED
    if category in LOANS or business == LENT or guess in LOANS:
        return BORROWED
    if category or business == PAID_IN or guess or told.intent == "recommend_product":
        return PUT_AWAY
    if _MOVES.search(told.text):
        return MOVED
    return PUT_AWAY if _AT_HAND.search(told.text) else ""


def _of_the_money(turn: Turn, said: Values) -> dict[str, Any]:
    """一年多少利息, 一百块一年变多少: of money put away, with the sum that was to be paid in a moment ago."""
    if not _EARNS.search(turn.text) or _BORROWED.search(turn.text):
        return {}
    offer = turn.recent_business
    paid_in = offer.data.get("amount") if offer and offer.data["business"] == PAID_IN else None
    # 一年多少利息 says for how long, though 一年多少钱 is a price.
    known = {"amount": paid_in, "term": 12 if "一年" in turn.text else None}
    found = {name: value for name, value in known.items() if value}
    return {"sum_of": SAVED, **found} if found or said else {}


def _spoken_of(turn: Turn, said: Values) -> dict[str, Any]:
    """两万，半年, after talk of saving or of a loan: interest of that."""
    if "amount" not in said or "term" not in said:
        return {}
    guess = guessed_item("，".join(turn.texts_heard(RECENT_TURNS)), turn.number("term"))
    return {"sum_of": guess} if guess else {}


class AskInterestItem(Ask):
    """Interest of which deposit, or instalments of which loan."""

    form = FORM
    slot = "sum_of"
    response = "utter_ask_interest_item"


class AskInterestAmount(Ask):
    """How much money."""

    form = FORM
    slot = "amount"
    response = "utter_ask_interest_amount"


class AskInterestTerm(Ask):
    """For how long."""

    form = FORM
    slot = "term"
    response = "utter_ask_interest_term"
