"""Exchange rates and conversions: at the posted price of the right side, with its date, towards a number."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions import decode, reply
from actions.conversion import convert
from actions.errors import BranchGarbled
from actions.exchange import AskFxRate
from actions.model import ExchangeRate
from content.model import ExchangeRate as Posted
from tests.actions.talking import Visit
from tests.fakes.branch import FakeBranch, sample

USD, EUR = (
    ExchangeRate(r.code, r.name, r.spot_buy, r.cash_buy, r.spot_sell, r.cash_sell, r.as_of)
    for r in sample().fx[:2]
)


async def ask(text: str, visit: Visit | None = None, **named: str) -> Visit:
    """`named` are the words of the text that entities stand for: usd="美元", amount="一千"."""
    visit = visit or Visit()
    amounts = {"一千": 1000, "五百": 500, "一万人民币": 10000, "一万块": 10000, "两千": 2000}
    entities: list[dict[str, Any]] = []
    for name, words in named.items():
        start = text.index(words)
        entity = "amount" if name == "amount" else "currency"
        value: Any = amounts[words] if name == "amount" else name.upper()
        entities.append(
            {"entity": entity, "value": value, "start": start, "end": start + len(words)}
        )
    visit.events += [{"event": "user", "text": text}]
    intent = {"name": "ask_fx_rate"}
    return await visit.run(AskFxRate, {"text": text, "intent": intent, "entities": entities})


async def test_a_rate_with_both_sides_and_its_date() -> None:
    visit = await ask("今天美元汇率多少", usd="美元")
    assert visit.said == ["utter_fx_rate"]
    for words in ("692.05", "697.6", "700.55", "2026年1月5日", "参考价", "柜台"):
        assert words in visit.replies[0]["text"]
    assert "一月五号参考价" in visit.replies[0]["speech"]
    assert visit.cards == ["notice"]


@pytest.mark.parametrize(
    ("text", "named", "given_", "got"),
    [
        ("一千美元能换多少人民币", {"usd": "美元", "cny": "人民币", "amount": "一千"}, "1,000美元", "6,920.50元人民币"),
        ("换五百欧元要多少人民币", {"eur": "欧元", "cny": "人民币", "amount": "五百"}, "4,111元人民币", "500欧元"),
        ("一万人民币能换多少日元", {"jpy": "日元", "amount": "一万人民币"}, "10,000元人民币", "223,264.12日元"),
        ("我想用一万块买美元", {"usd": "美元", "amount": "一万块"}, "10,000元人民币", "1,427.44美元"),
        ("一千美元是多少钱", {"usd": "美元", "amount": "一千"}, "1,000美元", "6,920.50元人民币"),
        ("一千美元能换多少欧元", {"usd": "美元", "eur": "欧元", "amount": "一千"}, "1,000美元", "841.70欧元"),
    ],
)  # fmt: skip
async def test_a_sum_either_way(text: str, named: dict[str, str], given_: str, got: str) -> None:
    visit = await ask(text, **named)
    assert visit.said == ["utter_fx_converted"]
    assert f"{given_}约合 {got}" in visit.replies[0]["text"]
    assert len(visit.replies[0]["speech"]) <= 60


@pytest.mark.parametrize(
    ("before", "bought"),
    [
        ("我给孩子汇学费", True),
        ("下个月要去美国旅游", True),
        ("我去美国旅游刚回来，剩了点", False),
        ("儿子从国外汇来的", False),
        ("今天人多吗", False),
    ],
)
async def test_what_was_said_before_tells_who_has_the_money(before: str, bought: bool) -> None:
    visit = Visit(events=[{"event": "user", "text": before}])
    await ask("一千美元", visit, usd="美元", amount="一千")
    sum_ = "7,005.50元人民币约合 1,000美元" if bought else "1,000美元约合 6,920.50元人民币"
    assert sum_ in visit.replies[0]["text"]


async def test_the_next_currency_and_the_next_sum() -> None:
    visit = await ask("今天美元汇率多少", usd="美元")
    await visit.hear(reply.Inform, "欧元呢", entities={"currency": "EUR"})
    assert "100欧元" in visit.replies[0]["text"]
    await visit.hear(reply.Inform, "那两千呢", entities={"amount": 2000})
    assert "2,000欧元约合" in visit.replies[0]["text"]


async def test_yes_takes_a_number() -> None:
    visit = await ask("今天美元汇率多少", usd="美元")
    await visit.hear(reply.Affirm, "好", intent="affirm")
    assert visit.replies[0]["card"]["service"] == "fx"


async def test_which_currencies_there_are() -> None:
    visit = await ask("今天汇率多少")
    assert visit.said == ["utter_fx_which"]
    assert visit.replies[0]["card"]["choices"][0]["text"] == "美元汇率多少"
    visit = await ask("越南盾能换吗", vnd="越南盾")
    assert visit.said == ["utter_fx_not_kept"]
    assert "美元、欧元、英镑和港币" in visit.replies[0]["text"]


async def test_a_branch_that_posts_none() -> None:
    branch = FakeBranch(content=replace(sample(), fx=()))
    visit = await ask("今天美元汇率多少", Visit(branch=branch), usd="美元")
    assert visit.said == ["utter_fx_none"]


prices = st.decimals("0.01", "1000", places=4)


@st.composite
def rates(draw: st.DrawFn) -> ExchangeRate:
    low, mid, high, top = sorted(draw(st.lists(prices, min_size=4, max_size=4)))
    return replace(USD, cash_buy=low, spot_buy=mid, spot_sell=high, cash_sell=top)


@given(st.decimals("1", "10000000", places=2), rates())
def test_there_and_back_never_gains(amount: Decimal, rate: ExchangeRate) -> None:
    bought = convert(amount, held=None, wanted=rate)
    assert bought.got >= 0
    back = convert(bought.got, held=rate, wanted=None)
    assert back.got <= amount


@given(st.decimals("1", "1000000", places=2), rates())
def test_what_is_wanted_costs_what_would_buy_it(amount: Decimal, rate: ExchangeRate) -> None:
    cost = convert(amount, held=None, wanted=rate, of_wanted=True).given
    enough = convert(cost + Decimal("0.01"), held=None, wanted=rate).got
    assert enough >= amount - Decimal("0.01")


def test_cents_and_codes() -> None:
    found = convert(Decimal(1000), held=USD, wanted=EUR)
    assert (found.held, found.wanted, found.got) == ("USD", "EUR", Decimal("841.70"))
    with pytest.raises(ValueError, match="CNY"):
        convert(Decimal(1), held=None, wanted=None)


def row(rate: Posted) -> dict[str, Any]:
    return {
        "code": rate.code,
        "name": rate.name,
        "unit": 100,
        **{n: str(getattr(rate, n)) for n in ("spot_buy", "cash_buy", "spot_sell", "cash_sell")},
        "as_of": rate.as_of.isoformat(),
    }


def test_reading_what_the_branch_says() -> None:
    good = row(sample().fx[0])
    assert decode.exchange_rate(good) == USD
    for name, value in (("unit", 1), ("cash_buy", "seven"), ("as_of", "gestern"), ("code", "")):
        with pytest.raises(BranchGarbled):
            decode.exchange_rate({**good, name: value})
