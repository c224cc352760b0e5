"""The rate of a term, asked for amid other words."""

from __future__ import annotations

from typing import Any

import pytest

from nlu.term_rates import read


def parse(words: str, *shelves: tuple[str, Any], intent: str = "faq", score: float = 0.6) -> dict:
    return {
        "text": words,
        "intent": {"name": intent, "confidence": 0.8},
        "entities": [],
        "of_products": [{"entity": entity, "value": value} for entity, value in shelves],
        "faq": "time_deposit_renew",
        "faq_ranking": [{"id": "time_deposit_renew", "score": score}],
    }


@pytest.mark.parametrize("intent", ["faq", "out_of_scope", "ask_product", "complain"])
def test_it_is_a_question_of_products(intent: str) -> None:
    asked = parse("那我再存三年，现在利息多少呀", ("term", 36), intent=intent)
    found = read(asked)
    assert found["intent"]["name"] == "ask_product"
    named = {each["entity"]: each["value"] for each in found["entities"]}
    assert named == {"term": 36, "product_category": "time_deposit", "attribute": "rate"}
    assert found["faq"] is None


def test_the_rate_of_today_is_no_entrys_question() -> None:
    asked = parse("定期到期了，现在存三年啥利息", ("term", 36), score=0.95)
    assert read(asked)["intent"]["name"] == "ask_product"


@pytest.mark.parametrize(
    "asked",
    [
        parse("三年的没到期取出来利息多少", ("term", 36)),
        parse("借三年利息多少", ("term", 36)),
        parse("国债三年利率多少", ("term", 36), ("product_category", "treasury_bond")),
        parse("一年和三年利息差多少", ("term", 12), ("term", 36)),
        parse("五万存一年利息多少", ("term", 12), ("amount", 50000)),
        parse("利息多少"),
        parse("三年到了怎么取", ("term", 36)),
        parse("三年利息多少", ("term", 36), intent="calc_interest"),
        parse("到期转存三年利息多少", ("term", 36), score=0.95),
    ],
)
def test_what_is_asked_of_something_else_stays(asked: dict) -> None:
    assert read(asked) == asked
