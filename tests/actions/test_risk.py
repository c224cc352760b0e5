"""Risk level and the sentence on risk, in text, speech and card, on every path that can show such a product."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from actions import ask_product, comparison, control, question, reply, risk, wording
from actions.interest_form import ValidateInterestForm
from actions.recommendation_form import ValidateRecommendationForm
from content.codes import ATTRIBUTES
from content.model import FaqCard, Product
from tests.actions.talking import Visit
from tests.fakes.branch import FakeBranch, sample

SENTENCE = "理财非存款、产品有风险、投资须谨慎"
RISKY = [p for p in sample().products if p.risk_level]
CATEGORIES = sorted({p.category for p in RISKY})


def shown_with_risk(visit: Visit) -> list[dict[str, Any]]:
    """The replies whose cards show a product with risk; the caution of the next reply belongs to each."""
    return [r for r in visit.replies if r["card"] and _rows(r["card"])]


def _rows(card: dict[str, Any]) -> list[dict[str, Any]]:
    rows = card.get("products", []) if card["type"] == "product_list" else [card]
    codes = {p.code for p in RISKY}
    return [row for row in rows if row.get("code") in codes]


def heeds(visit: Visit, *, shows: bool = True) -> None:
    """Everything that this turn said and showed carries its risk."""
    cards = shown_with_risk(visit)
    assert cards or not shows, visit.said
    if not cards:
        return
    text = "\n".join(r["text"] for r in visit.replies)
    speech = "\n".join(r["speech"] for r in visit.replies)
    assert SENTENCE in text
    assert SENTENCE in speech
    assert all(len(r["speech"]) <= 60 for r in visit.replies)
    for reply_ in cards:
        card = reply_["card"]
        assert card["disclaimer"]
        assert "不是存款" in card["disclaimer"] or "非存款" in card["disclaimer"]
        for row in _rows(card):
            assert row["risk_level"]
            assert row["risk_name"]
    assert "风险" in speech.replace(SENTENCE, "")
    assert any(
        risk.shown(row["risk_name"]) in text or row["risk_name"] in text
        for r in cards
        for row in _rows(r["card"])
    )


@pytest.mark.parametrize("product", RISKY, ids=lambda p: p.code)
async def test_every_product_on_every_path(product: Product) -> None:
    for attribute in (None, *ATTRIBUTES):
        asked = {"product": product.code, **({"attribute": attribute} if attribute else {})}
        visit = await Visit().hear(ask_product.AskProduct, entities=asked)
        heeds(visit)
        # Asked of what is on the screen, and said again.
        await visit.hear(
            ask_product.AskProduct, "这个呢", entities={"attribute": attribute or "risk"}
        )
        heeds(visit)
        await visit.hear(control.Repeat, "没听清", intent="repeat")
        heeds(visit)
    heeds(await Visit().hear(reply.Inform, product.name, entities={"product": product.code}))
    for other in (RISKY[0].code, RISKY[-1].code, "td_1y"):
        pair = {"product": [product.code, other]}
        heeds(await Visit().hear(comparison.CompareProducts, "哪个好", entities=pair))
    for extra in ({}, {"amount": 50000, "term": 12}):
        asked = {"product": product.code, **extra}
        heeds(
            await Visit().tell(
                ValidateInterestForm, "能赚多少", intent="calc_interest", entities=asked
            )
        )


@pytest.mark.parametrize("category", CATEGORIES)
async def test_every_category_on_every_path(category: str) -> None:
    for attribute in (None, *ATTRIBUTES):
        asked = {"product_category": category, **({"attribute": attribute} if attribute else {})}
        visit = await Visit().hear(ask_product.AskProduct, entities=asked)
        heeds(visit)
        codes = [row["code"] for row in visit.replies[0]["card"]["products"]]
        for word, _ in zip(("一", "二", "三", "四"), codes, strict=False):
            await visit.hear(reply.Inform, f"第{word}个")
            heeds(visit)
        await visit.hear(reply.Inform, "最后一个")
        heeds(visit)
    heeds(await Visit().hear(reply.Inform, "看看", entities={"product_category": category}))
    for other in (*CATEGORIES, "time_deposit"):
        if other != category:
            pair = {"product_category": [category, other]}
            heeds(await Visit().hear(comparison.CompareProducts, "哪个好", entities=pair))
    visit = await Visit().tell(
        ValidateInterestForm,
        "能赚多少",
        intent="calc_interest",
        entities={"product_category": category},
    )
    heeds(visit)


@pytest.mark.parametrize("level", ["conservative", "steady", "balanced", "growth", "aggressive"])
@pytest.mark.parametrize("category", [None, *CATEGORIES])
async def test_every_recommendation(category: str | None, level: str) -> None:
    for amount in (100, 5000, 300000):
        for months in (1, 6, 12, 60, 240):
            said = {"amount": amount, "term": months, "risk_level": level}
            named = said | ({"product_category": category} if category else {})
            visit = await Visit().tell(
                ValidateRecommendationForm, "推荐", intent="recommend_product", entities=named
            )
            heeds(visit, shows=False)


@pytest.mark.parametrize("product", RISKY, ids=lambda p: p.code)
async def test_an_answer_that_a_manager_gave_the_card_of_a_product(product: Product) -> None:
    faq = replace(sample().faqs[0], card=FaqCard("product", product.code))
    branch = FakeBranch(content=replace(sample(), faqs=(faq,)))
    visit = await Visit(branch=branch).hear(question.AnswerFaq, "问", faq=faq.id)
    assert visit.said == ["utter_faq_answer", "utter_risk_reminder"]
    heeds(visit)
    visit = await Visit(branch=branch).hear(
        question.AnswerFaq, "问", faq_ranking=[{"id": faq.id, "score": 0.5}]
    )
    await visit.hear(reply.Inform, "第一个")
    heeds(visit)


def responses_with_a_caution() -> Iterator[str]:
    yield from (name for name in wording.responses() if name.endswith("_risky"))


@pytest.mark.parametrize("response", [*responses_with_a_caution(), "utter_risk_reminder"])
def test_a_caution_says_the_sentence_and_the_level_in_every_wording(response: str) -> None:
    assert wording.warns(response)
    for one in wording.responses()[response]:
        assert "{risk" in one["text"] or "{names}" in one["text"]
        speech = one["custom"]["speech"]
        assert any(
            f"{{{value}}}" in speech
            for value in ("risk_spoken", "names_spoken", "level", "difference_spoken")
        )


def test_the_risk_of_several_in_one_breath() -> None:
    low = ("conservative", "谨慎型（R1，低风险）")
    high = ("growth", "进取型（R4，中高风险）")
    assert risk.span([high, low, low]) == "低到中高风险"
    assert risk.span([low]) == "低风险"
    assert risk.span([]) == ""
    assert risk.shown("自定的名字") == "自定的名字"
    assert risk.spoken("自定的名字（说明）") == "自定的名字"
