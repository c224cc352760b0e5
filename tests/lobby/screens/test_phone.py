"""Pages for phones and the codes that lead there."""

from __future__ import annotations

import dataclasses
from datetime import date

import cv2
import numpy as np
import pytest
import segno
from django.conf import LazySettings
from django.test import Client

from lobby.branch.models import Branch
from lobby.cases.models import Case
from lobby.knowledge.models import Product
from lobby.screens import addresses
from lobby.tickets import holding, issuing
from lobby.tickets.models import Ticket

pytestmark = pytest.mark.usefixtures("seeded")


@pytest.fixture
def ticket() -> Ticket:
    row, _ = issuing.issue("cash", by="device", customer_class="normal", key="a-customer")
    return row


def test_a_ticket_s_page_shows_number_and_place(client: Client, ticket: Ticket) -> None:
    response = client.get(f"/t/{ticket.page_token}")
    page = response.content.decode()
    assert response.status_code == 200
    assert ticket.number in page
    assert "个人现金业务" in page
    assert 'name="robots" content="noindex' in page
    assert "no-store" in response["Cache-Control"]
    assert "unsafe" not in response["Content-Security-Policy"]


def test_a_cancelled_ticket_has_its_page_still(client: Client, ticket: Ticket) -> None:
    holding.cancel(ticket.id, by="customer")
    page = client.get(f"/t/{ticket.page_token}").content.decode()
    assert 'data-state="cancelled"' in page


@pytest.mark.parametrize(
    "path", ["/t/unknown", "/t/unknown/qr.svg", "/case/unknown", "/p/unknown", "/p/unknown/qr.svg"]
)
def test_what_is_unknown_is_answered_kindly(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "没有找到" in response.content.decode()
    assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_a_product_s_page_never_lacks_its_disclaimer(client: Client) -> None:
    risky = Product.objects.filter(category__risky=True, enabled=True)
    assert risky.count() > 3
    for product in risky.select_related("category", "risk_level"):
        page = client.get(f"/p/{product.code}").content.decode()
        assert product.category.disclaimer_text in page
        assert product.risk_level is not None
        assert product.risk_level.name in page


def test_a_rate_has_its_date(client: Client) -> None:
    product = Product.objects.exclude(rate_as_of=None).filter(enabled=True)[0]
    page = client.get(f"/p/{product.code}").content.decode()
    assert f"数据日期：{product.rate_as_of}" in page


def test_a_product_taken_off_the_shelf_has_no_page(client: Client) -> None:
    product = Product.objects.filter(enabled=True)[0]
    Product.objects.filter(pk=product.pk).update(enabled=False)
    assert client.get(f"/p/{product.code}").status_code == 404


def test_a_case_s_page_tells_its_state_and_not_what_was_said(client: Client) -> None:
    row = Case.objects.create(
        branch=Branch.current(), day=date(2026, 3, 4), serial=7, kind="complaint", summary="等太久"
    )
    page = client.get(f"/case/{row.token}").content.decode()
    assert "0304-007" in page
    assert "待处理" in page
    assert "等太久" not in page


@pytest.mark.parametrize("kind", ["ticket", "case", "product"])
def test_a_code_leads_to_its_page(client: Client, ticket: Ticket, kind: str) -> None:
    case = Case.objects.create(branch=Branch.current(), day=date(2026, 3, 4), serial=8, kind="help")
    product = Product.objects.filter(enabled=True)[0]
    path = {
        "ticket": f"/t/{ticket.page_token}",
        "case": f"/case/{case.token}",
        "product": f"/p/{product.code}",
    }[kind]
    response = client.get(f"{path}/qr.svg", headers={"host": "127.0.0.1"})
    assert response["Content-Type"] == "image/svg+xml"
    assert response.content == addresses.qr_svg(f"http://127.0.0.1{path}")


def test_the_code_can_be_read_by_a_scanner() -> None:
    address = "http://192.0.2.8:8000/t/AbCdEfGhIjKlMnOpQrStUv"
    code = segno.make(address, error="m", micro=False)
    rows = list(code.matrix_iter(scale=8, border=addresses.QUIET_ZONE))
    picture = np.where(np.array(rows, dtype=bool), 0, 255).astype(np.uint8)
    text, _, _ = cv2.QRCodeDetectorAruco().detectAndDecode(picture)
    assert text == address
    assert addresses.qr_svg(address).startswith(b"<?xml")


def test_a_configured_address_goes_into_the_code(
    client: Client, ticket: Ticket, settings: LazySettings
) -> None:
    settings.JIAOJIAO = dataclasses.replace(settings.JIAOJIAO, url="http://192.0.2.8:8000")
    response = client.get(f"/t/{ticket.page_token}/qr.svg")
    assert response.content == addresses.qr_svg(f"http://192.0.2.8:8000/t/{ticket.page_token}")


@pytest.mark.parametrize(
    ("url", "reachable"),
    [
        ("http://127.0.0.1:8000", False),
        ("http://localhost:8000", False),
        ("http://[::1]:8000", False),
        ("http://192.0.2.8:8000", True),
        ("https://lobby.example", True),
    ],
)
def test_an_address_of_this_machine_alone_is_no_use_to_a_phone(url: str, reachable: bool) -> None:
    assert addresses.is_reachable_by_others(url) is reachable
