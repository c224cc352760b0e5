"""What is asked before a recommendation, what is not, and what is shown in the end."""

from __future__ import annotations

from typing import Any

import pytest

from actions import ask_product, reply
from actions.recommendation_form import ValidateRecommendationForm as Form
from tests.actions.talking import Visit
from tests.fakes.branch import FakeBranch

START = {"intent": "recommend_product"}


async def asked(text: str, visit: Visit | None = None, **entities: Any) -> Visit:
    return await (visit or Visit()).tell(Form, text, intent="recommend_product", entities=entities)


async def answer(visit: Visit, text: str, intent: str = "inform", **entities: Any) -> Visit:
    return await visit.tell(Form, text, intent=intent, entities=entities)


def codes(visit: Visit) -> list[str]:
    card = next(r["card"] for r in visit.replies if r["card"]["type"] == "product_list")
    return [row["code"] for row in card["products"]]


async def test_three_questions_then_what_fits_and_why() -> None:
    visit = await asked("想理财")
    assert visit.said == ["utter_ask_recommendation_amount"]
    await answer(visit, "五万", amount=50000)
    assert visit.said == ["utter_ask_recommendation_term"]
    await answer(visit, "一年", term=12)
    assert visit.said == ["utter_ask_recommendation_risk"]
    await answer(visit, "求稳", risk_level="steady")
    assert visit.said == ["utter_recommend_risky", "utter_recommend_assessed"]
    assert codes(visit)[0] == "td_1y"
    text = visit.replies[0]["text"]
    assert "5万元，能放1年，求稳" in text
    assert "期限1年，50元起，属于存款" in text
    rows = visit.replies[0]["card"]["products"]
    assert all(row["why"] for row in rows)
    assert "客户经理" in visit.replies[1]["text"]
    assert [b["text"] for b in visit.replies[1]["card"]["choices"]] == [
        "我要买理财",
        "帮我叫客户经理",
    ]


async def test_what_was_said_at_once_is_not_asked_again() -> None:
    said = {"amount": 100000, "term": 12, "risk_level": "conservative"}
    visit = await asked("十万放一年求保险", **said)
    assert visit.said[0] == "utter_recommend_risky"
    assert not {"wm_steady_6m", "fund_bond"} & set(codes(visit))
    assert not any(visit.slots.get(slot) for slot in ("amount", "term", "risk", "money", "outcome"))


async def test_answers_out_of_order_count() -> None:
    visit = await asked("推荐一下")
    await answer(visit, "我求稳", risk_level="steady")
    assert visit.said == ["utter_ask_recommendation_amount_again"]
    await answer(visit, "三万能放半年", amount=30000, term=6)
    assert visit.said[0] == "utter_recommend_risky"


@pytest.mark.parametrize("words", ["不知道", "随便吧", "你看着办"])
async def test_no_opinion_is_the_safest(words: str) -> None:
    visit = await asked("十万放一年", amount=100000, term=12)
    await answer(visit, words)
    assert "不想担风险" in visit.replies[0]["text"]
    assert not {"wm_steady_6m", "fund_bond"} & set(codes(visit))


@pytest.mark.parametrize(
    ("words", "intent", "shown"),
    [
        ("急用", "inform", "随时可能要用"),
        ("说不准", "deny", "随时可能要用"),
        ("放着不用", "deny", "能放3年"),
        ("几个月", "ask_product", "能放3个月"),
        ("不急用", "inform", "能放1年"),
        ("两三年吧", "inform", "能放2年"),
    ],
)
async def test_a_term_in_words(words: str, intent: str, shown: str) -> None:
    visit = await asked("十万求稳", amount=100000, risk_level="conservative")
    attribute = {"attribute": "term"} if intent == "ask_product" else {}
    await answer(visit, words, intent, **attribute)
    assert shown in visit.replies[0]["text"]


async def test_money_at_call_is_not_tied_up() -> None:
    visit = await asked("两万随时要用", amount=20000)
    await answer(visit, "不怕亏", risk_level="aggressive")
    branch = {p.code: p for p in await visit.branch.products()}
    assert all(branch[code].term_months is None for code in codes(visit))
    assert set(codes(visit)) <= {"demand", "wm_cash", "fund_money"}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("我有点养老钱想放着", "pension"),
        ("这是给老伴看病的救命钱", "lifesaving"),
        ("跟朋友借的钱想赚点", "borrowed"),
        ("我都七十岁了存点啥好", "pension"),
    ],
)
async def test_money_that_must_not_be_lost_gets_the_safest_and_a_word_of_care(words, kind) -> None:
    visit = await asked(words, amount=200000, term=36, risk_level="aggressive")
    assert visit.said[:2] == [f"utter_recommend_care_{kind}", "utter_recommend"]
    assert not any(row.get("risk_level") for row in visit.replies[1]["card"]["products"])


async def test_whose_money_it_is_may_come_late_and_is_heard_whatever_it_was_taken_for() -> None:
    visit = await asked("二十万", amount=200000)
    await answer(visit, "这是救命钱", "emergency")
    assert visit.said == ["utter_ask_recommendation_term_again"]
    await answer(visit, "一年", term=12)
    assert visit.said[0] == "utter_recommend_care_lifesaving"


@pytest.mark.parametrize(
    ("words", "intent"), [("老人晕倒了", "emergency"), ("我的养老钱被骗了", "report_fraud")]
)
async def test_an_emergency_is_never_taken_for_an_answer(words: str, intent: str) -> None:
    visit = await asked("二十万", amount=200000)
    await answer(visit, words, intent)
    assert visit.returned == []


async def test_risky_things_asked_for_with_protected_money_are_not_shown() -> None:
    visit = await asked("养老钱买点基金", amount=50000, term=36, product_category="fund")
    assert visit.said[:2] == ["utter_recommend_care_pension", "utter_recommend"]
    assert "fund" not in {row["code"].split("_")[0] for row in visit.replies[1]["card"]["products"]}


async def test_nothing_that_fits_is_said_honestly() -> None:
    said = {"amount": 50000, "term": 12, "risk_level": "steady", "product_category": "large_cd"}
    visit = await asked("五万买大额存单", **said)
    assert visit.said == ["utter_recommend_nothing"]
    assert "起点要20万元" in visit.replies[0]["text"]
    await visit.hear(reply.Affirm, "好", intent="affirm")
    assert visit.replies[0]["card"]["service"] == "wealth"
    gold = said | {"product_category": "precious_metal"}
    assert "风险都比您说的高" in (await asked("买金子", **gold)).replies[0]["text"]
    short = said | {"product_category": "treasury_bond"}
    assert "时间都比您说的长" in (await asked("买国债", **short)).replies[0]["text"]


async def test_two_misses_lead_to_the_manager() -> None:
    visit = await asked("推荐一下")
    await answer(visit, "嗯", "affirm")
    assert visit.said == ["utter_ask_recommendation_amount_again"]
    await answer(visit, "嗯嗯", "affirm")
    assert visit.said == ["utter_recommend_manager"]
    await visit.hear(reply.Affirm, "好", intent="affirm")
    assert visit.cards[0] == "ticket"


async def test_no_is_taken_for_an_answer() -> None:
    visit = await asked("推荐一下")
    await answer(visit, "算了不用了", "deny")
    assert visit.said == ["utter_recommend_dropped"]


async def test_yes_and_no_to_a_little_loss() -> None:
    visit = await asked("十万放一年", amount=100000, term=12)
    await answer(visit, "嗯哪", "affirm")
    assert visit.said == ["utter_ask_recommendation_risk_again"]
    await answer(visit, "能接受", "affirm")
    assert "求稳" in visit.replies[0]["text"]
    visit = await asked("十万放一年", amount=100000, term=12)
    await answer(visit, "不能", "deny")
    assert "不想担风险" in visit.replies[0]["text"]


async def test_a_loan_is_not_recommended_by_appetite() -> None:
    visit = await asked("推荐个信用卡", product_category="credit_card")
    assert visit.said == ["utter_products"]


async def test_how_to_get_it_is_of_the_product_on_the_screen() -> None:
    visit = await Visit().hear(ask_product.AskProduct, entities={"product": "td_1y"})
    await asked("怎么办理", visit, attribute="how_to")
    assert visit.said == ["utter_product_fact"]


async def test_another_appetite_after_the_list_keeps_sum_and_term() -> None:
    visit = await asked("十万放一年", amount=100000, term=12, risk_level="growth")
    await asked("有没有更稳的", visit)
    assert visit.said[0] == "utter_recommend_risky"
    assert "10万元，能放1年，求稳" in visit.replies[0]["text"]
    assert not {"wm_balanced_1y", "wm_growth_18m"} & set(codes(visit))


async def test_whom_it_suits_is_asked_of_the_product_on_the_screen() -> None:
    visit = await Visit().hear(ask_product.AskProduct, entities={"product": "loan_home"})
    await asked("适合年轻人吗", visit)
    assert visit.said == ["utter_product_fact"]
    assert "装修合同" in visit.replies[0]["text"]


async def test_yes_after_the_list_takes_a_number_for_the_wealth_office() -> None:
    visit = await asked("十万放一年", amount=100000, term=12, risk_level="steady")
    await visit.hear(reply.Affirm, "好", intent="affirm")
    assert visit.slots["business"] == "wealth_purchase"


async def test_the_branch_away_is_one_apology() -> None:
    said = {"amount": 50000, "term": 12, "risk_level": "steady"}
    visit = await asked("五万", Visit(branch=FakeBranch(away=True)), **said)
    assert visit.said == ["utter_branch_away"]
