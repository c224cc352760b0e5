"""Businesses wished for in so many words."""

from __future__ import annotations

from functools import lru_cache

import pytest

from nlu.heard import hear
from nlu.matcher import LexiconMatcher
from nlu.mentions import mentions
from nlu.snapshot import sample_lexicon
from nlu.wishes import wished_for


@lru_cache(maxsize=1)
def matcher() -> LexiconMatcher:
    return LexiconMatcher(sample_lexicon())


def wished(said: str) -> bool:
    heard = hear(said)
    return wished_for(heard.text, mentions(matcher(), heard))


@pytest.mark.parametrize(
    "said",
    [
        "你好，我想开张卡，我头一回来",
        "我要转账啊快着点儿",
        "我来打个流水，中介催着要",
        "师傅我要取钱，孩子住校等着用",
    ],
)
def test_a_wish_with_more_around_it(said: str) -> None:
    assert wished(said)


@pytest.mark.parametrize(
    "said",
    [
        "我想转账要手续费吗",
        "我要转账能不能撤回来",
        "转账多久到账",
        "我不想办卡了",
        "我来问开卡的事",
        "昨天转账没到",
        "我要投诉你们",
        "我想知道转账限额",
        "要单位开存款证明啊还是身份证就行",
        "我要去接孩子顺便转账",
    ],
)
def test_a_question_or_a_tale_is_no_wish(said: str) -> None:
    assert not wished(said)
