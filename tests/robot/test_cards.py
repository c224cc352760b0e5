"""Every card type of the contract is drawn, and none breaks the shell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robot.shell.cards import DRAWERS, draw

CONTRACT = {
    "ticket", "route", "product_list", "product", "choices", "quiz", "case", "qr", "wait", "notice",
}  # fmt: skip


def test_every_type_of_the_contract_has_a_drawing() -> None:
    assert set(DRAWERS) == CONTRACT


def test_a_ticket_shows_number_place_in_line_and_wait() -> None:
    card = {
        "type": "ticket",
        "number": "A012",
        "service_name": "现金业务",
        "area": "现金区",
        "ahead": 3,
        "wait": {"low_min": 5, "high_min": 10},
        "page_url": "/t/x",
    }
    text = "\n".join(draw(card))
    for part in ("A012", "现金业务", "现金区", "前面 3 位", "约 5-10 分钟", "/t/x"):
        assert part in text


def test_the_disclaimer_of_a_risky_product_is_drawn() -> None:
    card = {"type": "product_list", "products": [{"name": "稳健理财"}], "disclaimer": "理财非存款"}
    assert "理财非存款" in draw(card)


def test_a_rate_is_drawn_as_the_branch_words_it() -> None:
    products = [{"name": "一年期", "rate": "0.95%（挂牌年利率）"}]
    card = {"type": "product_list", "products": products}
    assert "1. 一年期  0.95%（挂牌年利率）" in draw(card)


def test_a_type_from_the_future_is_named() -> None:
    assert draw({"type": "hologram"}) == ["[hologram]"]


@pytest.mark.parametrize("kind", sorted(CONTRACT))
def test_an_empty_card_does_not_break(kind: str) -> None:
    assert all(isinstance(line, str) for line in draw({"type": kind}))


@given(st.sampled_from(sorted(CONTRACT)), st.text(max_size=50))
def test_any_text_survives(kind: str, text: str) -> None:
    card = {"type": kind, "actions": [{"label": text, "text": text}], "title": text}
    assert all(isinstance(line, str) for line in draw(card))
