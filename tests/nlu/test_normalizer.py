"""The plain form of a customer's words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.normalizer import normalize


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("呃，那个，请问一下我想取钱啊", "我想取钱"),
        ("麻煩幫我轉帳", "帮我转账"),
        ("你好，我要存三万块钱，谢谢", "我要存三万块钱"),
        ("１，０００元", "1000元"),
        ("Ａ００１号", "a001号"),
        ("利率2.75%吗？？？", "利率2.75%吗"),
        ("我要我要取钱取钱", "我要取钱"),
        ("哈哈哈哈哈", "哈"),
        ("请问厕所在哪儿呀", "厕所在哪儿"),
        ("我想问问厕所在哪儿", "厕所在哪儿"),
        ("姑娘，麻烦问下厕所在哪儿", "厕所在哪儿"),
        ("麻烦问一下厕所在哪儿啊谢谢", "厕所在哪儿"),
        ("wifi  password 是什么", "wifi password是什么"),
        ("唔，我想取钱", "我想取钱"),
        ("唔该帮我攞个号", "帮我攞个号"),
        ("我想 open 一个 account", "我想开户"),
        ("我有 cash, US dollar 三百", "我有现金,美元三百"),
        ("passport 要吗", "护照要吗"),
        ("I need a number please", "i need a number please"),
    ],
)
def test_fillers_courtesy_and_form_go(said: str, plain: str) -> None:
    assert normalize(said).text == plain


@pytest.mark.parametrize(
    "said",
    [
        "嗯",
        "唔要",
        "唔该",
        "你好",
        "谢谢",
        "太麻烦了",
        "那个呢",
        "你好厉害",
        "诶零一二",
        "额度是多少",
        "机器人是谁做的",
        "美女给个微信",
    ],
)
def test_what_carries_the_meaning_stays(said: str) -> None:
    assert normalize(said).text == said


@pytest.mark.parametrize("number", ["100000", "九九九", "零零零"])
def test_repeated_numerals_stay(number: str) -> None:
    assert normalize(number).text == number


def test_a_span_leads_back_to_the_customers_words() -> None:
    said = "呃，請問，我要取３萬塊"
    plain = normalize(said)
    start = plain.text.index("3万")
    begin, end = plain.span(start, start + 2)
    assert said[begin:end] == "３萬"


def test_a_span_of_a_word_put_into_chinese_is_the_word() -> None:
    said = normalize("要 passport 吗")
    start = said.text.index("护照")
    assert said.original[slice(*said.span(start, start + 2))] == "passport"


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        normalize("取钱").span(0, 9)


@given(st.text(max_size=60))
def test_any_text_is_taken_and_every_origin_lies_in_it(said: str) -> None:
    plain = normalize(said)
    assert plain.original == said
    assert len(plain.origin) == len(plain.text)
    assert list(plain.origin) == sorted(plain.origin)
    assert all(0 <= index < len(said) for index in plain.origin)


@given(st.text(alphabet="我要取钱存一下那个嗯呃请问谢你好,。?!", min_size=1, max_size=25))
def test_a_plain_form_is_plain_already(said: str) -> None:
    once = normalize(said).text
    assert normalize(once).text == once


def test_markup_is_not_what_is_said() -> None:
    assert normalize("<script>alert(1)</script>我要取号").text == "我要取号"
    assert normalize("<b>我要</b>取号").text.replace(",", "") == "我要取号"
    assert normalize("三<五").text != ""
