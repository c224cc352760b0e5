"""What is masked, what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lobby.conversations.privacy import ID_CHECKS, ID_WEIGHTS, LABELS, luhn, mask, resident_id


def card_number(body: str) -> str:
    """`body` with the digit that makes it pass Luhn."""
    return next(body + d for d in "0123456789" if luhn(body + d))


def id_number(body: str) -> str:
    total = sum(int(d) * w for d, w in zip(body, ID_WEIGHTS, strict=True))
    return body + ID_CHECKS[total % 11]


def spoken(digits: str) -> str:
    return digits.translate(str.maketrans("0123456789", "零一二三四五六七八九"))


def wide(digits: str) -> str:
    return digits.translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def arabic(digits: str) -> str:
    return digits.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))


def circled(digits: str) -> str:
    return digits.translate(str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨"))


def fours(digits: str, gap: str) -> str:
    return gap.join(digits[i : i + 4] for i in range(0, len(digits), 4))


FORMS = (
    str,
    wide,
    arabic,
    circled,
    spoken,
    lambda n: spoken(n).replace("一", "幺"),
    lambda n: fours(n, " "),
    lambda n: fours(n, "-"),
    lambda n: fours(spoken(n), "，"),
    lambda n: fours(n, "、"),
    lambda n: " ".join(n),
)
BEFORE = ("", "我的卡号是", "帮我查查", "卡号：", "这张")
BEHIND = ("", "查一下", "，取两千", "。")

digits = st.text("0123456789", min_size=18, max_size=18)


@given(
    digits,
    st.integers(15, 18),
    st.sampled_from(FORMS),
    st.sampled_from(BEFORE),
    st.sampled_from(BEHIND),
)
def test_a_card_number_is_masked_however_it_is_said(
    body: str, length: int, form, before: str, behind: str
) -> None:
    number = card_number(("62" + body)[:length])
    said = f"{before}{form(number)}{behind}"
    masked = mask(said)
    assert form(number) not in masked.text
    assert any(LABELS[kind] in masked.text for kind in ("card", "id"))
    assert masked.text.startswith(before)
    assert masked.text.endswith(behind)


@given(
    st.integers(0, 999),
    st.integers(1, 12),
    st.integers(1, 28),
    st.integers(0, 999),
    st.sampled_from(FORMS),
)
def test_an_id_number_is_masked(area: int, month: int, day: int, serial: int, form) -> None:
    number = id_number(f"110{area:03d}1990{month:02d}{day:02d}{serial:03d}")
    assert resident_id(number)
    masked = mask(f"身份证{form(number)}")
    assert masked.text == "身份证[证件号]"
    assert masked.kinds == ("id",)


def test_the_last_character_of_an_id_may_be_said() -> None:
    number = next(n for s in range(999) if (n := id_number(f"11010119900101{s:03d}"))[-1] == "X")
    for said in (number, number.lower(), spoken(number[:-1]) + "叉", spoken(number[:-1]) + " X"):
        assert mask(f"身份证号是{said}").text == "身份证号是[证件号]"


@given(digits, st.integers(12, 19))
def test_a_long_number_that_passes_no_check_is_masked_all_the_same(body: str, length: int) -> None:
    number = ("9" + body + "1")[:length]
    masked = mask(f"号码{number}")
    assert number not in masked.text
    assert masked.kinds


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("我手机13800138000", "[手机号]"),
        ("我手机138 0013 8000", "[手机号]"),
        ("打幺三八零零幺三八零零零给我", "[手机号]"),
        ("+86 13800138000", "[手机号]"),
        ("家里电话是0571-88600100", "[电话]"),
        ("座机零五七幺，八八六零零幺零零", "[电话]"),
    ],
)
def test_a_telephone_number_is_masked(text: str, label: str) -> None:
    masked = mask(text)
    assert label in masked.text
    assert not any(part in masked.text for part in ("0013", "8860", "零零幺"))


@pytest.mark.parametrize(
    "text",
    [
        "密码是123456",
        "我的密码 一二三四五六",
        "验证码：839201",
        "验证码是 8 3 9 2 0 1",
        "验证码 八八六六",
        "密码设的是qwerty99",
        "登录密码改成Ab12cd34",
        "密码是qwerty",
        "my password is dragon7",
        "CVV 123",
        "123456是我的取款密码",
        "八八六六九九就是验证码",
        "口令是，七七八八九九",
        "卡背面三位数是123",
        "密码是壹贰叁肆伍陆",
    ],
)
def test_codes_and_passwords_are_masked(text: str) -> None:
    masked = mask(text)
    assert masked.kinds == ("secret",)
    secrets = ("123", "壹贰", "839201", "一二三", "8 3", "八八", "qwerty", "Ab12", "dragon", "七七")
    assert not any(secret in masked.text for secret in secrets)


@pytest.mark.parametrize(
    ("before", "text", "kinds"),
    [
        ("我的密码是", "八八六六", ("secret",)),
        ("验证码是", "839201", ("secret",)),
        ("密码是[密码]", "后面还有 77", ()),
        ("密码是[密码]", "后面还有 778", ("secret",)),
        ("我的卡号是[号码]", "然后是 0200 1234", ("number",)),
        ("[号码]", "五六七八九零一二", ("number",)),
        ("卡号", "6222 02", ("number",)),
        ("身份证号是", "110101", ("number",)),
        ("手机号是[号码]", "1234", ("number",)),
        ("短信验证码", "572913", ("secret",)),
        ("验证码发过来了", "五七二九", ("secret",)),
        ("手机银行登录密码", "572913", ("secret",)),
        ("验证码收不到", "取5000块", ()),
        ("我的手机号是[手机号]", "500", ()),
        ("我要取号", "三万五", ()),
        ("帮我改密码", "取5000块", ()),
        ("我的卡号是[卡号]", "取5000块", ()),
        ("我的卡号是[卡号]", "A012", ()),
    ],
)
def test_a_number_in_two_turns(before: str, text: str, kinds: tuple[str, ...]) -> None:
    masked = mask(text, before)
    assert masked.kinds == kinds
    if kinds:
        assert not any(c.isdigit() for c in masked.text)


@pytest.mark.parametrize(
    "parts",
    [
        ("我手机号是138", "0013", "8000"),
        ("手机1380013", "8000"),
        ("电话一三八，零零", "一三八零零零"),
    ],
)
def test_a_telephone_number_in_pieces_that_nobody_asked_for(parts: tuple[str, ...]) -> None:
    before = ""
    for part in parts:
        before = mask(part, before).text
        assert not any(digit in before for digit in "0138零一三八"), before


@pytest.mark.parametrize("number", ["E12345678", "护照号EJ1234567", "我的通行证是h12345678"])
def test_a_passport_is_an_identity_too(number: str) -> None:
    masked = mask(number)
    assert masked.kinds == ("id",)
    assert "1234567" not in masked.text


@given(digits)
def test_a_card_number_said_in_two_halves_leaves_neither(body: str) -> None:
    number = card_number("6222" + body[:14])
    first = mask(f"卡号是{spoken(number[:9])}")
    second = mask(spoken(number[9:]), first.text)
    for text in (first.text, second.text):
        assert not any(digit in text for digit in "零一二三四五六七八九")


def test_the_beginning_of_a_card_number_alone() -> None:
    assert mask("622202").kinds == ("number",)
    assert mask("六二二二零二零零").kinds == ("number",)


@pytest.mark.parametrize(
    "text",
    [
        "我要取三万五千块",
        "存 100000 元",
        "取20000",
        "转1,234,567.89元",
        "A012号到了吗",
        "2026年11月23号几点开门",
        "2026-11-28下午三点",
        "一二三四五上山打老虎",
        "一二三四五六七八九十",
        "九五零零零是你们电话吗",
        "95000",
        "96110",
        "打110还是120",
        "密码忘了怎么办",
        "密码忘了，我要取20000",
        "密码输错三次锁了",
        "改密码要带什么",
        "验证码收不到",
        "身份证到期了，2026年的",
        "身份证丢了要不要挂失",
        "卡号是什么",
        "账号里有50000块",
        "尾号1234的卡",
        "五万存一年三年五年哪个好",
        "前面还有12个人，等了40分钟",
        "利率百分之一点九五",
        "62块钱",
        "买手机1500块",
        "手机1380",
        "话费150",
        "电话费150元",
        "手机号码尾号变了",
        "电话159块一个月",
        "打电话12378",
        "E012号",
        "6200块",
        "我今年六十二岁",
        "",
    ],
)
def test_ordinary_talk_is_left_alone(text: str) -> None:
    masked = mask(text)
    assert masked.text == text
    assert masked.kinds == ()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("发到li.ming+bank@example.com吧", "发到[邮箱]吧"),
        ("我邮箱13800138000@mail.example.cn", "我邮箱[邮箱]"),
        ("ZHANG_3@Example.COM.cn，别发错", "[邮箱]，别发错"),
        ("我的邮箱是ｗ", "我的邮箱是ｗ"),
        ("@我一下", "@我一下"),
        ("3@5号窗口", "3@5号窗口"),
    ],
)
def test_an_address_for_mail_is_masked(text: str, left: str) -> None:
    masked = mask(text)
    assert masked.text == left
    assert masked.kinds == (("email",) if left != text else ())


@given(
    st.integers(1, 99_999_999),
    st.sampled_from(["取{}", "存{}元", "{}块", "前面{}位", "转 {:,} 元"]),
)
def test_a_sum_is_never_masked(amount: int, sentence: str) -> None:
    text = sentence.format(amount)
    assert mask(text).text == text


@given(st.text(max_size=200), st.text(max_size=40))
def test_any_text_survives_and_masking_is_stable(text: str, before: str) -> None:
    once = mask(text, before).text
    assert mask(once, before).text == once


@given(st.text("密码卡号是一二三0123456789 ,-xX[]的我", max_size=60))
def test_masking_is_stable_where_it_matters(text: str) -> None:
    once = mask(text).text
    assert mask(once).text == once
