"""Exchange rates as the dialogue asks for them and the manager writes them every morning."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from rest_framework.test import APIClient

from lobby.knowledge.models import ExchangeRate

pytestmark = pytest.mark.django_db

CHANGE = "/admin/knowledge/exchangerate/USD/change/"
PRICES = {"cash_buy": "690", "spot_buy": "695", "spot_sell": "699", "cash_sell": "700"}


def test_every_rate_with_its_date(device: APIClient) -> None:
    found = {one["code"]: one for one in device.get("/api/v1/fx").json()}
    assert len(found) == 8
    assert found["USD"] == {
        "code": "USD",
        "name": "美元",
        "unit": 100,
        "spot_buy": "697.6000",
        "cash_buy": "692.0500",
        "spot_sell": "700.5500",
        "cash_sell": "700.5500",
        "as_of": "2026-01-05",
    }


def test_one_currency_and_one_that_is_not_kept(device: APIClient) -> None:
    assert [one["code"] for one in device.get("/api/v1/fx", {"currency": "eur"}).json()] == ["EUR"]
    assert device.get("/api/v1/fx", {"currency": "VND"}).json() == []
    assert device.get("/api/v1/fx", {"currency": "DOLLAR"}).status_code == 422


def test_what_is_switched_off_is_not_told(device: APIClient) -> None:
    ExchangeRate.objects.filter(code="USD").update(enabled=False)
    assert "USD" not in {one["code"] for one in device.get("/api/v1/fx").json()}


def test_the_manager_writes_the_day(manager: Client, device: APIClient) -> None:
    values = {"name": "美元", "as_of": "2026-03-04", "enabled": "on", **PRICES}
    assert manager.post(CHANGE, values).status_code == 302
    (found,) = device.get("/api/v1/fx", {"currency": "USD"}).json()
    assert (found["cash_buy"], found["as_of"]) == ("690.0000", "2026-03-04")
    assert ExchangeRate.objects.get(pk="USD").history.count() == 2


def test_prices_in_the_wrong_box_are_refused(manager: Client) -> None:
    values = {"name": "美元", "as_of": "2026-03-04", "enabled": "on", **PRICES, "cash_buy": "701"}
    refused = manager.post(CHANGE, values)
    assert refused.status_code == 200
    assert "填错了格" in refused.content.decode()
    refused = manager.post(CHANGE, {**values, "cash_buy": "0"})
    assert "大于零" in refused.content.decode()
    assert ExchangeRate.objects.get(pk="USD").cash_buy == Decimal("692.05")


def test_a_new_currency_has_a_proper_code(manager: Client) -> None:
    values = {"name": "人民币", "as_of": "2026-03-04", "enabled": "on", **PRICES}
    add = "/admin/knowledge/exchangerate/add/"
    assert "大写字母" in manager.post(add, {**values, "code": "CNY"}).content.decode()
    assert manager.post(add, {**values, "code": "KRW", "name": "韩元"}).status_code == 302
