"""Words of products in a talk: what is refused is out, what was shown or worked out is what they lean on."""

from __future__ import annotations

from typing import Any

import pytest

from nlu import component, product_talk
from nlu.product_talk import cleared
from tests.nlu.test_refusals import tracker


def named(text: str, *words: tuple[str, str, str]) -> dict[str, Any]:
    """A parse that names these: (entity, value, the words for it)."""
    entities = [
        {
            "entity": entity,
            "value": value,
            "start": text.index(said),
            "end": text.index(said) + len(said),
        }
        for entity, value, said in words
    ]
    return {
        "text": text,
        "intent": {"name": "faq", "confidence": 0.5},
        "entities": entities,
        component.OF_PRODUCTS: entities,
    }


WEALTH = ("product_category", "wealth_management", "理财")
DEPOSIT = ("product_category", "time_deposit", "定期")


@pytest.mark.parametrize(
    "text", ["别给我推理财", "理财我不要", "不敢再买理财了", "不要理财，就存个稳的"]
)
def test_a_refused_category_is_out(text: str) -> None:
    parsed = cleared(named(text, WEALTH))
    assert [each["value"] for each in parsed[component.REFUSES]] == ["wealth_management"]
    assert parsed["entities"] == []


@pytest.mark.parametrize("text", ["要不要买点理财", "不想要理财了，想赎回", "理财怎么买"])
def test_who_asks_or_gets_rid_of_it_refuses_nothing(text: str) -> None:
    parsed = cleared(named(text, WEALTH))
    assert component.REFUSES not in parsed
    assert [each["value"] for each in parsed["entities"]] == ["wealth_management"]


def test_what_is_wished_for_instead_stays() -> None:
    parsed = cleared(named("不要理财，存定期", WEALTH, DEPOSIT))
    assert [each["value"] for each in parsed["entities"]] == ["time_deposit"]
    assert product_talk.read(parsed, tracker("offer", None)) is not None


def test_a_loan_said_of_a_home_is_the_mortgage() -> None:
    text = "房贷，首套贷款利率"
    parsed = cleared(
        named(
            text,
            ("product_category", "mortgage", "房贷"),
            ("product_category", "personal_loan", "贷款"),
        )
    )
    assert [each["value"] for each in parsed["entities"]] == ["mortgage"]


def test_the_instalments_go_on_with_the_loan_that_was_worked_out() -> None:
    shown = {"kind": "products", "turn": 0, "calc": {"category": "mortgage"}}
    parsed = cleared(_plain("等额本金呢，哪个省"))
    read = product_talk.read(parsed, tracker("offer", shown))
    assert read is not None
    assert read[0] == "calc_interest"
    assert product_talk.read(parsed, tracker("offer", None)) is None


def _plain(text: str) -> dict[str, Any]:
    return {"text": text, "intent": {"name": "out_of_scope", "confidence": 0.6}, "entities": []}
