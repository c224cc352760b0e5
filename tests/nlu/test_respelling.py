"""Slips of the ear in numerals and their units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.respelling import respelt


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("三完五", "三万五"), ("五前块", "五千块"), ("两白块", "两百块"), ("十快钱", "十块钱"), ("两万快", "两万块"),
        ("贰拾伍万", "二十五万"), ("存三粘", "存三年"), ("办年的", "半年的"), ("三个约", "三个月"), ("一年办", "一年半"),
    ],
)  # fmt: skip
def test_numerals_are_mended(said: str, meant: str) -> None:
    assert respelt(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "玩完了",
        "三天前",
        "拾到钱包",
        "两个月前",
        "快点",
        "五个人前面",
        "办年卡",
        "三完全不同",
        "二楼白墙",
        "给我两钱",
    ],
)
def test_other_words_stay(said: str) -> None:
    assert respelt(said) == said


@given(st.text(max_size=30))
def test_the_length_stays(said: str) -> None:
    assert len(respelt(said)) == len(said)
