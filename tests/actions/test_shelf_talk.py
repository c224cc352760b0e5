"""What is asked of products beside their facts, and what is no longer shown once it was refused."""

from __future__ import annotations

from typing import Any

import pytest

from actions import ask_product, question
from actions.interest_form import ValidateInterestForm as SumForm
from actions.product import rate_said
from actions.recommendation_form import ValidateRecommendationForm as AdviceForm
from tests.actions.talking import Visit

ASKED = ask_product.AskProduct
WEALTH = [{"value": "wealth_management", "words": "理财"}]


def named(entity: str, value: Any) -> dict[str, Any]:
    return {"entity": entity, "value": value}


async def ask(text: str, visit: Visit | None = None, **entities: Any) -> Visit:
    return await (visit or Visit()).hear(ASKED, text, intent="ask_product", entities=entities)


def codes(visit: Visit) -> list[str]:
    return [row["code"] for row in visit.replies[0]["card"]["products"]]


async def test_best_rates_are_those_of_deposits_then_bonds_with_what_they_ask_for() -> None:
    visit = await ask("你们这儿哪个利息最高", attribute="rate")
    assert visit.said == ["utter_best_rates"]
    assert codes(visit)[0] == "large_cd_3y"
    text = visit.replies[0]["text"]
    assert text.index("大额存单1.55%（20万元起") < text.index("国债")
    assert "不保证本金" in text


async def test_best_of_what_is_saved_leaves_bonds_out() -> None:
    visit = await ask("存款啊，哪种最高", attribute="rate")
    assert not any(code.startswith("bond") for code in codes(visit))


async def test_who_refused_what_carries_risk_is_shown_what_is_guaranteed() -> None:
    visit = await Visit().hear(
        question.AnswerFaq, "别给我推理财，要保本的", intent="faq", refuses=WEALTH
    )
    assert visit.said == ["utter_best_without"]
    assert "好，不说理财" in visit.replies[0]["text"]
    assert not any(code.startswith(("wm_", "fund_")) for code in codes(visit))
    visit = await ask("哪个利息最高", visit, attribute="rate")
    assert "理财" not in visit.replies[0]["text"]


async def test_a_refusal_holds_for_later_advice_until_the_category_is_asked_for() -> None:
    said = {"amount": 100000, "term": 36, "risk_level": "growth"}
    visit = await Visit().hear(question.AnswerFaq, "不要理财", intent="faq", refuses=WEALTH)
    await visit.tell(AdviceForm, "推荐个，进取的", intent="recommend_product", entities=said)
    assert visit.said == ["utter_recommend"]  # and no number for the wealth adviser
    fresh = await Visit().tell(
        AdviceForm, "推荐个，进取的", intent="recommend_product", entities=said
    )
    assert fresh.said[0] == "utter_recommend_risky"


async def test_what_is_named_instead_of_what_is_refused() -> None:
    visit = await Visit().hear(
        question.AnswerFaq,
        "说了不要理财，就存定期",
        intent="faq",
        refuses=WEALTH,
        of_products=[named("product_category", "time_deposit")],
    )
    assert visit.said == ["utter_rates"]


async def test_a_credit_loan_is_no_loan_for_a_home() -> None:
    visit = await ask("这个信用贷能买房吗", product_category="personal_loan")
    assert visit.said == ["utter_loan_not_home"]
    assert visit.replies[0]["text"].startswith("不能")
    assert visit.replies[0]["card"]["category"] == "mortgage"


async def test_a_kind_that_there_is_none_of_is_said_to_be_missing() -> None:
    visit = await ask("零存整取你们有没有", product_category="time_deposit")
    assert visit.said == ["utter_kind_none_monthly"]
    assert (await ask("大额存单有没有", product_category="large_cd")).said == ["utter_products"]


async def test_rates_stand_in_the_list_itself() -> None:
    visit = await ask("大额存单", product_category="large_cd")
    reply = visit.replies[0]
    assert "1.55%" in reply["text"]
    assert "20万元起" in reply["text"]
    assert "百分之一点五五" in reply["speech"]


async def test_a_term_names_the_product_of_a_list() -> None:
    visit = await ask("有什么定期", product_category="time_deposit")
    await ask("就一年期那个，利息多少", visit, term=12, attribute="rate")
    assert "一年期整存整取" in visit.replies[0]["text"]
    assert "0.95%" in visit.replies[0]["text"]


async def test_what_was_recommended_is_explained() -> None:
    visit = await ask("啥叫通知存款", product="notice_7d")
    assert visit.said == ["utter_product_explained"]
    assert "0.3%" in visit.replies[0]["text"]


async def test_when_bonds_are_sold_and_that_what_is_left_is_not_known() -> None:
    visit = await ask("国债现在有得买吗", product_category="treasury_bond")
    assert visit.said == ["utter_product_stock"]
    assert "10日" in visit.replies[0]["text"]


async def test_how_to_get_the_deposit_that_was_worked_out() -> None:
    said = {"product": "td_3y", "amount": 150000}
    visit = await Visit().tell(SumForm, "十五万存三年", intent="calc_interest", entities=said)
    await visit.hear(question.AnswerFaq, "就这么办，我要带啥", intent="faq", aspect="papers")
    assert visit.said == ["utter_product_fact"]
    assert "身份证" in visit.replies[0]["text"]


async def test_both_ways_of_repayment_and_which_is_cheaper() -> None:
    loan = {"product_category": "mortgage", "amount": 1000000, "term": 360}
    visit = await Visit().tell(SumForm, "贷一百万三十年", intent="calc_interest", entities=loan)
    await visit.tell(SumForm, "等额本金呢，哪个省", intent="calc_interest")
    assert visit.said == ["utter_calc_loan_both"]
    text = visit.replies[0]["text"]
    assert all(
        part in text for part in ("5,361.11", "2,784.15", "4,270.16", "466,291.30", "537,260.03")
    )


async def test_another_term_is_another_product_and_its_yearly_interest_is_told() -> None:
    visit = await ask("三年国债保本不", product="bond_3y", attribute="risk")
    said = {"amount": 100000, "term": 60}
    await visit.tell(SumForm, "五年的呢，买十万每年给我多少", intent="calc_interest", entities=said)
    assert visit.said == ["utter_calc_yearly"]
    assert "每年利息约 1,700元" in visit.replies[0]["text"]


async def test_a_rate_names_the_product() -> None:
    visit = await ask("大额存单", product_category="large_cd")
    said = {"amount": 500000, "term": 36}
    await visit.tell(SumForm, "一点五五那个，五十万三年", intent="calc_interest", entities=said)
    assert "23,250元" in visit.replies[0]["text"]


@pytest.mark.parametrize(
    ("text", "rate"), [("一点五五那个", 1.55), ("1.3的", 1.3), ("零点三？", 0.3), ("三万", None)]
)
def test_rates_in_figures_and_in_words(text: str, rate: float | None) -> None:
    assert rate_said(text) == rate
