"""What is masked, what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lobby.conversations.privacy import ID_CHECKS, ID_WEIGHTS, luhn, mask, resident_id


def card_number(body: str) -> str:
    """`body` with the digit that makes it pass Luhn."""
    return next(body + d for d in "0123456789" if luhn(body + d))


def id_number(body: str) -> str:
    total = sum(int(d) * w for d, w in zip(body, ID_WEIGHTS, strict=True))
    return body + ID_CHECKS[total % 11]


def spoken(digits: str) -> str:
    return digits.translate(str.maketrans("0123456789", "零一二三四五六七八九"))


digits_15 = st.text("0123456789", min_size=15, max_size=15)


@given(digits_15)
def test_a_card_number_is_masked_written_grouped_and_spoken(body: str) -> None:
    number = card_number("6" + body[1:] + "000")[:19]
    number = card_number(number[:-1])
    for form in (number, " ".join([number[i : i + 4] for i in range(0, 19, 4)]), spoken(number)):
        masked = mask(f"我的卡号是{form}查一下")
        assert number not in masked.text.replace(" ", "")
        assert form not in masked.text
        assert masked.kinds[0] in ("card", "id")


@given(st.integers(0, 999), st.integers(0, 9999))
def test_an_id_number_is_masked(area: int, serial: int) -> None:
    number = id_number(f"110{area:03d}1990010{serial:04d}"[:17].ljust(17, "1"))
    assert resident_id(number)
    masked = mask(f"身份证{number}")
    assert masked.text == "身份证[证件号]"
    assert masked.kinds == ("id",)


@pytest.mark.parametrize(
    "text",
    ["我手机13800138000", "我手机138 0013 8000", "打幺三八零零幺三八零零零给我", "+86 13800138000"],
)
def test_a_mobile_number_is_masked(text: str) -> None:
    masked = mask(text)
    assert "[手机号]" in masked.text
    assert "0013" not in masked.text


@pytest.mark.parametrize(
    "text",
    ["密码是123456", "我的密码 一二三四五六", "验证码：839201", "验证码是 8 3 9 2 0 1"],
)
def test_codes_and_passwords_are_masked(text: str) -> None:
    masked = mask(text)
    assert masked.kinds == ("secret",)
    assert not any(d in masked.text for d in ("123456", "839201", "一二三四五六", "8 3"))


@pytest.mark.parametrize(
    "text",
    [
        "我要取三万五千块",
        "存 100000 元",
        "A012号到了吗",
        "2026年11月23号几点开门",
        "一二三四五上山打老虎",
        "九五零零零是你们电话吗",
        "密码忘了怎么办",
        "五万存一年三年五年哪个好",
        "",
    ],
)
def test_ordinary_talk_is_left_alone(text: str) -> None:
    masked = mask(text)
    assert masked.text == text
    assert masked.kinds == ()


@given(st.text(max_size=200))
def test_any_text_survives_and_masking_is_stable(text: str) -> None:
    once = mask(text).text
    assert mask(once).text == once
