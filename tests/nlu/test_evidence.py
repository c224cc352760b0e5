"""A guess that costs somebody something needs a word of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.evidence import NEEDS, borne_out, likeliest


@pytest.mark.parametrize(
    ("intent", "confidence", "text"),
    [
        ("lost_item", 0.9, "那得带啥东西我身上就一个身份证一个手机"),
        ("emergency", 0.37, "奶奶带我办行不行妈妈上班去了"),
        ("adjust_voice", 0.42, "缺一半那种呢就剩这么大点儿"),
        ("report_fraud", 0.52, "这个卡可以用微信和支付宝吗我同学都扫码"),
        ("report_fraud", 0.67, "我问个事啊不是我的是我爸的"),
    ],
)
def test_a_guess_without_a_word_of_it_is_not_taken(
    intent: str, confidence: float, text: str
) -> None:
    ranking = [(intent, confidence), ("faq", (1 - confidence) / 2)]
    assert likeliest(ranking, text, "out_of_scope") == ("faq", pytest.approx(0.5))


@pytest.mark.parametrize(
    ("intent", "confidence", "text"),
    [
        ("lost_item", 0.6, "我老花镜刚才还在手上现在没了"),
        ("emergency", 0.3, "我真想死"),
        ("emergency", 0.3, "奶奶摔了"),
        ("report_fraud", 0.3, "不能告诉别人"),
        ("report_fraud", 0.3, "有人让我扫这个"),
        ("adjust_voice", 0.3, "大点儿"),
    ],
)
def test_a_guess_with_a_word_of_it_is(intent: str, confidence: float, text: str) -> None:
    assert borne_out(intent, confidence, text)


@given(st.sampled_from(sorted(NEEDS)), st.text(max_size=20))
def test_a_sure_intent_needs_no_word(intent: str, text: str) -> None:
    assert borne_out(intent, 0.96, text)


def test_refused_words_are_passed_over_as_ever() -> None:
    assert likeliest([("out_of_scope", 0.9), ("faq", 0.1)], "x", "out_of_scope") == ("faq", 0.1)
