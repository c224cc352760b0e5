"""Products as they are shown, with what must not be left out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from rest_framework.test import APIClient

from lobby.knowledge import products
from lobby.knowledge.models import Category, Product

PRODUCTS = "/api/v1/products"
RISKY = {"wealth_management", "fund", "insurance", "precious_metal"}


@pytest.fixture
def shelf(device: APIClient) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = device.get(PRODUCTS).json()
    return rows


def test_every_category_has_something_on_the_shelf(shelf: list[dict[str, object]]) -> None:
    assert len(shelf) >= 20
    assert {row["category"] for row in shelf} == set(
        Category.objects.values_list("code", flat=True)
    )


def test_a_card_has_all_its_fields(shelf: list[dict[str, object]]) -> None:
    for row in shelf:
        for field in ("code", "name", "category_name", "summary", "page_url", "qr_url"):
            assert row[field], (row["code"], field)
        assert row["facts"]
        for fact in row["facts"]:  # type: ignore[attr-defined]
            assert set(fact) == {"attribute", "label", "value", "speech"}
            assert len(fact["speech"]) <= 60
        if "rate" in row:
            assert row["rate_date"]


def test_risky_products_never_come_without_their_warning(shelf: list[dict[str, object]]) -> None:
    risky = [row for row in shelf if row["category"] in RISKY]
    assert len(risky) >= 4
    for row in risky:
        assert row["risk_level"]
        assert row["risk_name"]
        for field in ("disclaimer", "disclaimer_speech"):
            text = str(row[field])
            assert "产品有风险" in text
            assert "非存款" in text or "不是存款" in text
    plain = next(row for row in shelf if row["code"] == "td_1y")
    assert "disclaimer" not in plain
    assert plain["caveat"]


def test_one_product(local: APIClient) -> None:
    body = local.get(f"{PRODUCTS}/td_1y").json()
    assert body["name"] == "一年期整存整取"
    assert body["term"] == "1年"
    assert body["term_months"] == 12
    assert body["rate"].startswith(f"{body['rate_percent']:.2f}%（")
    assert body["minimum_amount"] == 50
    assert body["qr_url"] == "/p/td_1y/qr.svg"
    assert local.get(f"{PRODUCTS}/moon_bond").status_code == 404


def test_by_category_and_appetite(device: APIClient) -> None:
    wealth = device.get(PRODUCTS, {"category": "wealth_management"}).json()
    assert wealth
    assert {row["category"] for row in wealth} == {"wealth_management"}
    order = ["conservative", "steady", "balanced", "growth", "aggressive"]
    for appetite in order:
        rows = device.get(PRODUCTS, {"risk": appetite}).json()
        levels = {row["risk_level"] for row in rows if "risk_level" in row}
        assert levels <= set(order[: order.index(appetite) + 1])
        assert any("risk_level" not in row for row in rows)
    assert device.get(PRODUCTS, {"category": "horses"}).status_code == 422
    assert device.get(PRODUCTS, {"risk": "wild"}).status_code == 422


def test_what_is_switched_off_is_gone(device: APIClient) -> None:
    Product.objects.filter(pk="td_1y").update(enabled=False)
    assert device.get(f"{PRODUCTS}/td_1y").status_code == 404
    assert "td_1y" not in {row["code"] for row in device.get(PRODUCTS).json()}


def test_strangers_need_a_token(stranger: APIClient) -> None:
    assert stranger.get(PRODUCTS).status_code == 401


def test_a_product_of_a_risky_category_needs_its_level(seeded: None) -> None:
    product = Product.objects.filter(category="fund").first()
    assert product is not None
    product.full_clean()
    product.risk_level = None
    with pytest.raises(ValidationError, match="风险等级"):
        product.full_clean()


def test_a_rate_needs_its_date_and_basis(seeded: None) -> None:
    product = Product.objects.get(pk="td_1y")
    product.rate_as_of, product.rate_basis = None, ""
    with pytest.raises(ValidationError) as caught:
        product.full_clean()
    assert set(caught.value.message_dict) == {"rate_as_of", "rate_basis"}


def test_facts_are_checked(seeded: None) -> None:
    product = Product.objects.get(pk="td_1y")
    product.facts = [
        {"attribute": "rate", "text": "x"},
        {"attribute": "colour", "text": "x", "speech": "x"},
        {"attribute": "rate", "text": "x", "speech": "长" * 61},
        {"attribute": "rate", "text": " ", "speech": "x"},
    ]
    with pytest.raises(ValidationError) as caught:
        product.full_clean()
    assert len(caught.value.message_dict["facts"]) == 4


def test_the_warning_cannot_be_edited_away(seeded: None) -> None:
    category = Category.objects.get(pk="fund")
    category.full_clean()
    category.disclaimer_text = "稳赚不赔。"
    with pytest.raises(ValidationError, match="产品有风险"):
        category.full_clean()


def test_all_sample_products_and_categories_pass_the_consoles_checks(seeded: None) -> None:
    for product in Product.objects.all():
        product.full_clean()
    for category in Category.objects.all():
        category.full_clean()


@pytest.mark.parametrize(
    ("months", "said"),
    [(3, "3个月"), (12, "1年"), (18, "1年半"), (15, "15个月"), (60, "5年"), (6, "6个月")],
)
def test_terms_as_they_are_written(months: int, said: str) -> None:
    assert products.term(months) == said


@pytest.mark.parametrize(
    ("value", "written"),
    [("0.9500", "0.95%"), ("2.6000", "2.60%"), ("1.1250", "1.125%"), ("3", "3.00%")],
)
def test_rates_as_they_are_written(value: str, written: str) -> None:
    assert products.percent(Decimal(value)) == written


def test_rates_carry_their_date(device: APIClient) -> None:
    Product.objects.filter(pk="td_1y").update(rate_as_of=date(2026, 3, 1))
    assert device.get(f"{PRODUCTS}/td_1y").json()["rate_date"] == "2026-03-01"
