"""What is asked of products beside their facts: which there are none of, what they are for, how to get what was worked out."""

from __future__ import annotations

import re

from actions import cards, spoken, wording
from actions.best_rates import show_best
from actions.bring import ASKS as ASKS_PAPERS
from actions.bring import PAPERS
from actions.matter import ANSWERED
from actions.model import Product
from actions.product import (
    current_code,
    known,
    offer_products,
    show_category,
    show_of_term,
    show_product,
    shown_codes,
    spoken_name,
    spoken_names,
)
from actions.suitability import INVESTMENTS, SAVINGS
from actions.turn import RECENT_TURNS, Turn

KINDS = re.compile(
    "零存整取|整存零取|存本取息|定活两便|教育储蓄|通知存款|协定存款|大额存单|凭证式(?:国债)?|记账式(?:国债)?"
)
"""Kinds of deposits and bonds that banks have, or have not."""
MONTHLY = re.compile("零存整取|教育储蓄")
"""Those that are paid in month by month."""
_EVERY_MONTH = re.compile("(?:每个?月|月月|一个月|按月).{0,5}存(?!款)|月存")
_BY_MONTH = "零存整取"
_EXPLAINS = re.compile("[啥什]么?(?:叫|是|意思)|[叫是](?:啥|什么)|[不没](?:懂|明白)")
_STOCK = re.compile(
    "有得?[买卖]|[能可]以?.{0,4}买|还有(?:没|额|吗)|额度|卖完|抢|今[天儿].{0,4}[买卖有]|在售"
)
_SOLD_BY_ISSUE = frozenset(["treasury_bond", "large_cd"])
"""Categories that are only there while an issue lasts."""
_FOR_HOME = re.compile("买房|首付|买套?房|房款")
_WHETHER = re.compile("能|可以|行|[吗么]|可不可")
_NOT_FOR_HOME = frozenset(["personal_loan", "consumer_loan", "business_loan"])
"""Loans that may not be used to buy a home (个人贷款管理办法, 2024: only for the purpose that was agreed)."""
_WAY = re.compile(
    "(?:在?哪[儿里]?|怎么|咋个?|如何)(?:去|能|可以)?(?:办|买|存|弄|开)|去哪[儿里]?[办买存]"
    "|[哪几]个?号?(?:窗口|柜台|地方)|(?:柜台|窗口|机器|手机|网)(?:银行)?(?:上|里)?(?:去|才|能|可以|也|就|要)*[办买存弄开]"
)
_DENIES_CARD = re.compile("(?:不|没说|没要)[要是想]?(?:办|开)卡")
_INVESTMENTS = frozenset({*INVESTMENTS, "insurance"})
_YEAR = 12


async def answer(turn: Turn) -> bool:
    """Answers what only the kind of product can tell; False where a fact of it, or the list, is asked."""
    if await _not_for_home(turn) or await _kind_missing(turn):
        return True
    return await _explains(turn) or await _in_stock(turn)


async def goes_on(turn: Turn) -> bool:
    """Whether the words go on with products, whatever they were taken for: 不要理财, or 要带啥 of what was worked out."""
    if turn.alarms or turn.form:
        return False
    if turn.refuses:
        return await _without(turn)
    return await _way_to(turn)


async def _without(turn: Turn) -> bool:
    """别推理财: what is named instead, else what is guaranteed; 定期 said of a sum that was worked out is that deposit."""
    named = turn.entities("product") or turn.named_of_products("product")
    categories = [c for c in turn.named_of_products("product_category") if c not in _INVESTMENTS]
    if named or turn.intent in ("recommend_product", "calc_interest", "compare_products"):
        return False
    shelf = str(categories[0]) if categories else None
    if shelf is not None:
        worked_out = await _worked_out(turn)
        if worked_out is not None and worked_out.category == shelf:
            await show_product(turn, worked_out.code, "how_to")
            return True
        await show_category(turn, shelf, "rate")
        return True
    return await show_best(turn)


async def _worked_out(turn: Turn) -> Product | None:
    """The product of the last sum, the one looked at last, or the first of a list, while it is fresh."""
    last = turn.last_offer
    if last is None or last.kind != "products" or turn.turns - last.turn > RECENT_TURNS:
        return None
    current = last.data.get("current")
    if current:
        return await known(turn, str(current))
    calc = last.data.get("calc") or {}
    shelf = await turn.branch.products(str(calc["category"])) if calc.get("category") else ()
    found = next((p for p in shelf if p.term_months == calc.get("term")), None)
    first = current_code(turn)
    return found or (await known(turn, first) if first else None)


async def _way_to(turn: Turn) -> bool:
    """那就这么办，要带啥, 存定期要带啥: how to get the deposit or bond that is named or was worked out."""
    asks = turn.aspect == PAPERS or ASKS_PAPERS.search(turn.text) or _WAY.search(turn.text)
    denies = _DENIES_CARD.search(turn.text)
    if not (asks or denies) or turn.completed:
        return False
    if [b for b in turn.named if b not in ("cash_deposit", "card_opening")]:
        return False
    if "card_opening" in turn.named and not denies:
        return False
    shelf = next(iter(turn.named_of_products("product_category")), None)
    worked_out = await _worked_out(turn)
    if shelf is None:
        newer = turn.slot(ANSWERED)
        if worked_out is None or worked_out.category not in SAVINGS:
            return False
        offer = turn.last_offer
        if newer and offer is not None and int(newer["turn"]) > offer.turn:
            return False
        if denies and not asks:
            return False
        if await _of_other_term(turn, worked_out):
            return True
        await show_product(turn, worked_out.code, "how_to")
        return True
    if shelf not in SAVINGS or (turn.faq and not denies and _surely(turn)):
        return False
    if worked_out is not None and worked_out.category == shelf:
        await show_product(turn, worked_out.code, "how_to")
    else:
        await show_category(turn, str(shelf), "how_to")
    return True


async def _of_other_term(turn: Turn, worked_out: Product) -> bool:
    term = next(iter(turn.named_of_products("term")), None)
    if term is None or worked_out.term_months == int(term):
        return False
    return await show_of_term(turn, worked_out.category, "how_to")


def _surely(turn: Turn) -> bool:
    return any(row["id"] == turn.faq and float(row["score"]) >= 0.6 for row in turn.faq_ranking)


async def _not_for_home(turn: Turn) -> bool:
    """信用贷能买房吗: no, and what is for that."""
    named = [c for c in turn.entities("product_category") if c in _NOT_FOR_HOME]
    product = turn.entity("product")
    of = await known(turn, str(product)) if product else None
    category = named[0] if named else of.category if of else None
    if category not in _NOT_FOR_HOME or not _FOR_HOME.search(turn.text):
        return False
    if not _WHETHER.search(turn.text):
        return False
    loans = await turn.branch.products("mortgage")
    home = next((p for p in loans if p.rate_percent is not None), None)
    if home is None:
        return False
    shelf = await turn.branch.products(str(category))
    offer_products(turn, loans, ticket="loan_consult")
    name = turn.words_of("product") or turn.words_of("product_category") or shelf[0].category_name
    turn.say(
        "utter_loan_not_home",
        cards.product_list("mortgage", home.category_name, loans),
        name=name,
        name_spoken=spoken.fit(name, 8),
        home=home.name,
        home_spoken=spoken_name(home),
        rate=f"{home.rate_percent:g}%",
        rate_spoken=spoken.percent(home.rate_percent or 0),
    )
    return True


async def _kind_missing(turn: Turn) -> bool:
    """零存整取有没有: an honest no where no product is of that kind, and the nearest thing."""
    category, found = turn.entity("product_category"), KINDS.search(turn.text)
    kind = found[0] if found else _BY_MONTH if _EVERY_MONTH.search(turn.text) else None
    if kind is None or category not in SAVINGS or turn.entity("product"):
        return False
    shelf = await turn.branch.products(str(category))
    rated = [p for p in shelf if p.rate_percent is not None]
    words = "".join(p.name + p.category_name + p.summary for p in shelf)
    if not rated or kind[:4] in words:
        return False
    if MONTHLY.search(kind):
        year = next((p for p in rated if p.term_months == _YEAR), rated[0])
        offer_products(turn, shelf)
        turn.say(
            "utter_kind_none_monthly",
            cards.product_list(str(category), rated[0].category_name, shelf),
            kind=kind,
            name=year.name,
            name_spoken=spoken_name(year),
            rate=f"{year.rate_percent:g}%",
            rate_spoken=spoken.percent(year.rate_percent or 0),
        )
        return True
    offer_products(turn, shelf)
    turn.say(
        "utter_kind_none",
        cards.product_list(str(category), rated[0].category_name, shelf),
        kind=kind,
        names=spoken.listed([f"{p.name}（{p.rate_percent:g}%）" for p in rated[:3]]),
        names_spoken=spoken_names(rated, 34),
    )
    return True


async def _explains(turn: Turn) -> bool:
    """啥叫通知存款: what it is, what it pays and how the money is got back."""
    code = turn.entity("product")
    if not code or not _EXPLAINS.search(turn.text) or turn.entity("attribute"):
        return False
    product = await known(turn, str(code))
    if product is None or product.risky or product.category not in SAVINGS:
        return False  # what carries risk is told with its level, as always
    if product.rate_percent is None:
        return False
    more = next((f.value for f in product.facts if f.attribute == "liquidity"), product.term)
    turn.make_offer("products", codes=shown_codes(turn) or [product.code], current=product.code)
    turn.say(
        "utter_product_explained",
        cards.product(product),
        name=product.name,
        name_spoken=spoken_name(product),
        shown=product.summary.rstrip("。"),
        said=spoken.fit(product.summary.rstrip("。"), 28),
        rate=f"{product.rate_percent:g}%",
        rate_spoken=spoken.percent(product.rate_percent),
        more=more.rstrip("。") or wording.phrase("utter_part_why_open"),
    )
    return True


async def _in_stock(turn: Turn) -> bool:
    """国债现在有得买吗: when it is sold; how much is left only the bank's own system tells."""
    category, code = turn.entity("product_category"), turn.entity("product")
    if turn.entity("attribute") not in (None, "how_to") or not _STOCK.search(turn.text):
        return False
    if category not in _SOLD_BY_ISSUE or (code and await known(turn, str(code)) is None):
        return False
    shelf = await turn.branch.products(str(category))
    chosen = [p for p in shelf if p.code == code] or list(shelf)
    fact = next((f for p in chosen for f in p.facts if f.attribute == "how_to"), None)
    if fact is None or any(p.risky for p in chosen):
        return False
    turn.make_offer("products", codes=[p.code for p in chosen], staff=True)
    turn.say(
        "utter_product_stock",
        cards.product_list(str(category), chosen[0].category_name, chosen),
        name=chosen[0].category_name,
        how=fact.value.rstrip("。"),
        how_spoken=spoken.fit(fact.speech.rstrip("。"), 34),
    )
    return True
