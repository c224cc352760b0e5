"""What a deposit earns and a loan costs, what is asked for it, and what is never computed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from actions import ask_product, fallback, reply
from actions.calculation import rough_said, yuan_exact, yuan_said
from actions.interest_form import ValidateInterestForm as Form
from actions.terms import months_said
from tests.actions.talking import Visit
from tests.fakes.branch import FakeBranch


async def asked(text: str, visit: Visit | None = None, **entities: Any) -> Visit:
    return await (visit or Visit()).tell(Form, text, intent="calc_interest", entities=entities)


async def answer(visit: Visit, text: str, intent: str = "inform", **entities: Any) -> Visit:
    return await visit.tell(Form, text, intent=intent, entities=entities)


def figures(visit: Visit) -> dict[str, str]:
    return {fact["label"]: fact["value"] for fact in visit.replies[0]["card"]["facts"]}


async def test_all_said_at_once() -> None:
    visit = await asked("十万存一年利息多少", product="td_1y", amount=100000, term=12)
    assert visit.said == ["utter_calc_sum"]
    assert "950元" in visit.replies[0]["text"]
    assert "九百五十元" in visit.replies[0]["speech"]
    assert figures(visit)["本息合计"] == "100,950元"
    assert visit.replies[0]["card"]["disclaimer"]
    assert visit.replies[0]["card"]["code"] == "td_1y"


async def test_what_is_missing_is_asked() -> None:
    visit = await asked("帮我算算")
    assert visit.said == ["utter_ask_interest_item"]
    await answer(visit, "房贷", product_category="mortgage")
    assert visit.said == ["utter_ask_interest_amount"]
    await answer(visit, "一百万", amount=1000000)
    assert visit.said == ["utter_ask_interest_term"]
    await answer(visit, "三十年", term=360)
    assert visit.said == ["utter_calc_loan"]
    assert figures(visit)["等额本息每月"] == "4,270.16元"


@pytest.mark.parametrize(
    ("text", "entities", "expected"),
    [
        ("五万存三年", {"amount": 50000, "term": 36}, "1,875元"),
        ("国债", {"amount": 50000, "term": 60, "product_category": "treasury_bond"}, "4,250元"),
        ("大额存单", {"amount": 200000, "term": 36, "product_category": "large_cd"}, "9,300元"),
        ("通知存款", {"amount": 500000, "term": 0.23, "product": "notice_7d"}, "129.17元"),
        ("活期", {"amount": 100000, "term": 12, "product": "demand"}, "50.70元"),
        ("养老储蓄", {"amount": 50000, "term": 60, "product": "pension_deposit"}, "3,750元"),
    ],
)
async def test_each_deposit_by_its_own_rule(text, entities, expected) -> None:
    visit = await asked(text, **entities)
    assert figures(visit)["利息"] == expected


async def test_the_last_sum_with_one_thing_changed() -> None:
    visit = await asked("十万存一年利息多少", product="td_1y", amount=100000, term=12)
    await asked("换成三年呢", visit, term=36)
    assert figures(visit)["利息"] == "3,750元"
    await answer(visit, "那二十万呢", amount=200000)
    assert figures(visit)["利息"] == "7,500元"
    await visit.hear(
        ask_product.AskProduct, "国债呢", entities={"product_category": "treasury_bond"}
    )
    assert visit.returned[-1]["name"] == Form.form
    await answer(visit, "国债呢", product_category="treasury_bond")
    assert figures(visit)["利息"] == "9,780元"


@pytest.mark.parametrize("flow", [reply.Inform, fallback.Fallback, ask_product.AskProduct])
async def test_a_change_goes_to_the_form_whatever_it_was_understood_as(flow) -> None:
    visit = await asked("十万存一年利息多少", product="td_1y", amount=100000, term=12)
    await visit.hear(flow, "国债呢", entities={"product_category": "treasury_bond"})
    assert visit.returned[-1]["name"] == Form.form


async def test_withdrawn_early_it_earns_the_demand_rate() -> None:
    visit = await asked("十万存一年", product="td_1y", amount=100000, term=12)
    await asked("要是提前取呢", visit)
    assert visit.said == ["utter_calc_early"]
    assert "25.56元" in visit.replies[0]["text"]  # 184 days at 0.05 % / 360
    assert "950元" in visit.replies[0]["text"]
    await asked("那三年的呢", visit, term=36)
    assert visit.said == ["utter_calc_sum"]
    bond = {"product_category": "treasury_bond", "amount": 50000, "term": 36}
    visit = await asked("国债提前取呢", **bond)
    assert visit.said == ["utter_calc_early_rule"]
    assert "分档" in visit.replies[0]["text"]


async def test_a_loan_by_both_methods() -> None:
    visit = await asked("三十万贷二十年月供多少", amount=300000, term=240)
    assert visit.said == ["utter_calc_loan"]
    assert figures(visit)["等额本息每月"] == "1,678.85元"
    await asked("等额本金呢", visit)
    assert visit.said == ["utter_calc_loan_falling"]
    assert "首月还 2,025元" in visit.replies[0]["text"]
    await answer(visit, "好", "affirm")
    visit = await asked("贷五万三年每月还多少", amount=50000, term=36)
    assert visit.replies[0]["card"]["category"] == "personal_loan"


async def test_a_plain_loan_for_a_home_is_a_housing_loan() -> None:
    said = {"product_category": "personal_loan", "amount": 1200000, "term": 360}
    visit = await asked("我想买房，贷款一百二十万三十年月供多少", **said)
    assert visit.replies[0]["card"]["category"] == "mortgage"
    await visit.hear(ask_product.AskProduct, "利率多少", entities={"attribute": "rate"})
    assert visit.said == ["utter_product_fact"]
    await visit.hear(reply.Inform, "二十五年呢", entities={"term": 300})
    await answer(visit, "二十五年呢", term=300)
    assert visit.said == ["utter_calc_loan"]


async def test_a_rule_of_prepayment_asked_in_the_middle_is_left_to_the_faq() -> None:
    visit = await asked("房贷月供多少", product_category="mortgage")
    await answer(visit, "提前还款要违约金吗", "faq")
    assert visit.returned == []


async def test_terms_and_sums_that_there_are_not() -> None:
    visit = await asked("存一年半", amount=10000, term=18)
    assert visit.said == ["utter_calc_no_term"]
    assert "三个月、六个月、一年、两年、三年和五年" in visit.replies[0]["speech"]
    await visit.hear(reply.Inform, "那就两年", entities={"term": 24})
    await answer(visit, "那就两年", term=24)
    assert figures(visit)["利息"] == "210元"
    small = {"product_category": "large_cd", "amount": 50000, "term": 12}
    assert (await asked("大额存单", **small)).said == ["utter_calc_minimum"]
    long = {"product_category": "consumer_loan", "amount": 50000, "term": 240}
    assert (await asked("消费贷", **long)).said == ["utter_calc_too_long"]


@pytest.mark.parametrize("category", ["wealth_management", "fund", "insurance", "precious_metal"])
async def test_nothing_is_computed_of_what_promises_nothing(category: str) -> None:
    visit = await asked("能赚多少", product_category=category, amount=50000, term=12)
    assert visit.said == ["utter_calc_risky"]
    code = visit.replies[0]["card"]["products"][0]["code"]
    visit = await asked("能赚多少", product=code)
    assert visit.said == ["utter_calc_risky"]


async def test_what_cannot_be_worked_out_here() -> None:
    assert (await asked("每月存一千一年多少", amount=1000, term=12)).said == ["utter_calc_regular"]
    assert (await asked("提前还十万月供降多少", amount=100000)).said == ["utter_calc_prepaid"]
    card = {"product_category": "credit_card", "amount": 10000, "term": 12}
    visit = await asked("信用卡分期", **card)
    assert visit.said == ["utter_calc_card"]
    assert "833.33元" in visit.replies[0]["text"]


async def test_misses_no_and_away() -> None:
    visit = await asked("帮我算算")
    await answer(visit, "嗯", "affirm")
    await answer(visit, "啊", "out_of_scope")
    assert visit.said == ["utter_calc_given_up"]
    visit = await asked("帮我算算")
    await answer(visit, "不算了", "deny")
    assert visit.said == ["utter_calc_dropped"]
    visit = await asked("存款", Visit(branch=FakeBranch(away=True)), amount=1000, term=12)
    assert visit.said == ["utter_branch_away"]


async def test_an_absurd_sum_is_asked_again() -> None:
    visit = await asked("存一年", amount=1e12, term=12)
    assert visit.said == ["utter_ask_interest_amount"]
    assert visit.slots["amount"] is None


async def test_an_old_sum_is_no_part_of_a_new_one() -> None:
    visit = await asked("十万存一年", product="td_1y", amount=100000, term=12)
    await asked("房贷月供多少", visit, product_category="mortgage")
    assert visit.said == ["utter_ask_interest_amount"]


async def test_a_sum_told_earlier_for_a_loan_is_kept() -> None:
    visit = Visit()
    told = {"product_category": "mortgage", "amount": 1200000}
    await visit.hear(ask_product.AskProduct, "看中一套二手房想贷一百二十万", entities=told)
    await visit.hear(
        ask_product.AskProduct,
        "五万存哪",
        entities={"product_category": "time_deposit", "amount": 50000},
    )
    await asked("三十年的话一个月要还多少", visit, term=360)
    assert visit.said == ["utter_calc_loan_told"]
    assert "120万元" in visit.replies[0]["text"]
    assert "一百二十万元" in visit.replies[0]["speech"]
    assert figures(visit)["等额本息每月"] == "5,124.20元"
    await asked("那二十五年呢", visit, term=300)
    assert visit.said == ["utter_calc_loan"]
    await asked("要是一百万呢", visit, amount=1000000)
    assert "100万元、二十五年" in visit.replies[0]["text"]


async def test_a_sum_at_hand_is_put_away_and_one_withdrawn_is_not() -> None:
    visit = Visit()
    await visit.hear(reply.Inform, "我手头有三十万", entities={"amount": 300000})
    await visit.hear(reply.Inform, "我要取两万", entities={"amount": 20000})
    await asked("存三年利息多少", visit, term=36)
    assert "30万元" in visit.replies[0]["text"]
    visit = Visit()
    await visit.hear(reply.Inform, "我手头有三十万", entities={"amount": 300000})
    await asked("三年定期多少利息", visit, product="td_3y")
    assert "30万元" in visit.replies[0]["text"]
    visit = Visit()
    await visit.hear(reply.Inform, "我要取两万", entities={"amount": 20000})
    await asked("存三年利息多少", visit, term=36)
    assert visit.said == ["utter_ask_interest_amount"]


async def test_a_bare_sum_is_of_what_was_spoken_of() -> None:
    visit = Visit()
    await visit.hear(ask_product.AskProduct, "我想贷款", entities={"product_category": "mortgage"})
    await visit.hear(reply.Inform, "八十万", entities={"amount": 800000})
    await asked("月供多少", visit, product_category="mortgage", term=240)
    assert "80万元" in visit.replies[0]["text"]


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (3, "三个月"),
        (12, "一年"),
        (18, "一年半"),
        (24, "两年"),
        (30, "两年半"),
        (14, "一年两个月"),
        (240, "二十年"),
    ],
)
def test_a_term_in_words(months: int, said: str) -> None:
    assert months_said(months) == said


def test_sums_in_words() -> None:
    assert yuan_exact(Decimal("1678.83")) == "1,678.83元"
    assert yuan_exact(Decimal("475.00")) == "475元"
    assert yuan_said(Decimal("16.25")) == "十六点二五元"
    assert yuan_said(Decimal("1678.83")) == "一千六百七十九元"
    assert rough_said(Decimal("102924.22")) == "十万两千九百元"
