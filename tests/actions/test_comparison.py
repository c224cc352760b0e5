"""What is compared, the table on the screen, and the difference that is said."""

from __future__ import annotations

from typing import Any

import pytest

from actions import ask_product, reply
from actions.comparison import CompareProducts
from tests.actions.talking import Visit


async def compare(text: str, visit: Visit | None = None, **entities: Any) -> Visit:
    return await (visit or Visit()).hear(
        CompareProducts, text, intent="compare_products", entities=entities
    )


def columns(visit: Visit) -> list[str]:
    card = visit.replies[0]["card"]
    assert [c["code"] for c in card["compare"]["columns"]] == [p["code"] for p in card["products"]]
    return [column["code"] for column in card["compare"]["columns"]]


async def test_two_products_in_a_table_and_the_difference_aloud() -> None:
    visit = await compare(
        "一年定期和三年定期", product=["td_1y", "td_3y"], product_category="time_deposit"
    )
    assert visit.said == ["utter_compare"]
    assert columns(visit) == ["td_1y", "td_3y"]
    rows = {row["label"]: row["values"] for row in visit.replies[0]["card"]["compare"]["rows"]}
    assert rows["期限"] == ["1年", "3年"]
    assert rows["起点"] == ["50元", "50元"]
    assert all(len(values) == 2 and all(values) for values in rows.values())
    assert "三年期整存整取年利率高零点三个百分点，不过要放三年" in visit.replies[0]["speech"]


async def test_two_categories_are_compared_at_one_term() -> None:
    visit = await compare("定期和大额存单哪个好", product_category=["time_deposit", "large_cd"])
    assert columns(visit) == ["td_1y", "large_cd_1y"]
    assert "大额存单年利率高零点二五个百分点，不过要二十万元起" in visit.replies[0]["speech"]
    visit = await compare("定期和国债", product_category=["time_deposit", "treasury_bond"])
    assert columns(visit) == ["td_3y", "bond_3y"]


async def test_three() -> None:
    visit = await compare("一年两年三年定期比一比", product=["td_1y", "td_2y", "td_3y"])
    assert columns(visit) == ["td_1y", "td_2y", "td_3y"]
    assert "三年期整存整取年利率最高，百分之一点二五，不过要放三年" in visit.replies[0]["speech"]


@pytest.mark.parametrize("text", ["大额存单和这个比呢", "刚才那个和大额存单哪个好"])
async def test_this_one_is_the_one_on_the_screen(text: str) -> None:
    visit = await Visit().hear(ask_product.AskProduct, entities={"product": "td_1y"})
    await compare(text, visit, product_category="large_cd")
    assert columns(visit) == ["td_1y", "large_cd_1y"]


async def test_those_that_are_counted_and_these() -> None:
    deposits = {"product_category": "time_deposit"}
    visit = await Visit().hear(ask_product.AskProduct, entities=deposits)
    await compare("第一个和第三个哪个好", visit)
    assert columns(visit) == ["td_3m", "td_1y"]
    await compare("这两个哪个好", visit)
    assert columns(visit) == ["td_3m", "td_1y"]


async def test_the_first_of_a_list_are_counted_and_months_are_not() -> None:
    deposits = {"product_category": "time_deposit"}
    visit = await Visit().hear(ask_product.AskProduct, entities=deposits)
    await compare("头两个哪个好点", visit)
    assert columns(visit) == ["td_3m", "td_6m"]
    visit = await Visit().hear(ask_product.AskProduct, entities=deposits)
    await visit.hear(reply.Inform, "前三个哪个划算", intent="inform")
    assert columns(visit) == ["td_3m", "td_6m", "td_1y"]
    visit = await Visit().hear(ask_product.AskProduct, entities=deposits)
    await visit.hear(reply.Inform, "前三个月能取吗", intent="inform")
    assert "utter_compare" not in visit.said


async def test_the_other_one_is_the_one_on_the_screen() -> None:
    visit = await Visit().hear(ask_product.AskProduct, entities={"product": "wm_steady_6m"})
    named = {"product": "td_3m", "product_category": "time_deposit"}
    await compare("和三个月定期比呢", visit, **named)
    assert columns(visit) == ["wm_steady_6m", "td_3m"]
    assert visit.said == ["utter_compare_risky"]


async def test_the_most_of_several_is_no_single_one() -> None:
    shelf = {"product_category": "time_deposit"}
    visit = await Visit().hear(ask_product.AskProduct, entities=shelf)
    await visit.hear(ask_product.AskProduct, "利率最高的是哪个", entities={"attribute": "rate"})
    assert columns(visit) == ["td_5y", "td_3y", "td_2y"]
    visit = await Visit().hear(ask_product.AskProduct, entities={"product_category": "fund"})
    await visit.hear(ask_product.AskProduct, "收益最高的是哪个", entities={"attribute": "rate"})
    assert visit.said == ["utter_compare_risky"]
    assert "最高" not in visit.replies[0]["speech"]


async def test_a_deposit_beside_what_carries_risk() -> None:
    visit = await compare("定期和理财", product_category=["time_deposit", "wealth_management"])
    assert visit.said == ["utter_compare_risky"]
    assert columns(visit) == ["td_1y", "wm_balanced_1y"]
    assert "利率定好，另一类是中风险，收益不固定" in visit.replies[0]["speech"]
    assert "年利率高" not in visit.replies[0]["text"]


async def test_two_risks() -> None:
    visit = await compare("哪个好", product=["fund_stock", "fund_money"])
    assert "示范货币基金是低风险，示范成长股票基金是高风险" in visit.replies[0]["speech"]
    visit = await compare("哪个好", product=["wm_cash", "fund_money"])
    assert "都是低风险" in visit.replies[0]["speech"]


async def test_loans_by_the_lower_rate_and_cards_without_a_rate_to_win() -> None:
    visit = await compare("哪个好", product=["loan_personal", "loan_salary"])
    assert "示范薪享贷年利率低零点三个百分点" in visit.replies[0]["speech"]
    visit = await compare("哪个好", product=["cc_standard", "cc_young"])
    assert visit.said == ["utter_compare"]
    assert len(visit.replies[0]["speech"]) <= 60


async def test_less_than_two() -> None:
    assert (await compare("哪个", product_category="large_cd")).said == ["utter_products"]
    assert (await compare("哪个", product="demand")).said == ["utter_product"]
    assert (await compare("哪个")).said == ["utter_compare_which"]
    assert (await compare("哪个", product=["demand", "gone"])).said == ["utter_product"]
