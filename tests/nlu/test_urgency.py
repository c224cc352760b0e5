"""Grave illness and a missing person, told from things lost and from a swindler's tale."""

from __future__ import annotations

import pytest

from nlu.urgency import GRAVE, MISSING, needs_money, of_hospital, of_the_dead, signs


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("他现在在ICU，说不了话", [GRAVE]),
        ("我妈在抢救室里头", [GRAVE]),
        ("抢救无效走了", []),
        ("有人打电话说我儿子在抢救，让我打钱", []),
        ("我爷爷刚刚还在这儿，一转眼人不见了", [MISSING]),
        ("找不到我妈妈了", [MISSING]),
        ("我妈的存折找不到了", []),
        ("我孩子的卡不见了", []),
        ("我儿子找不到工作", []),
        ("我爸手机丢了", []),
    ],
)
def test_what_the_words_tell_of(words: str, named: list[str]) -> None:
    assert signs(words) == named


def test_the_need_comes_out_once() -> None:
    assert needs_money("他昏迷了，医院催着交费", ["我老公的卡能取钱吗"])
    assert not needs_money("那要带什么证", ["他在ICU，要取六万"])  # called already
    assert not needs_money("我爸在ICU", ["厕所在哪"])
    assert of_hospital("密码我不晓得", ["我妈在抢救，要取三万"])
    assert not of_hospital("密码我忘了", ["我要取三万"])


@pytest.mark.parametrize(
    ("words", "dead"),
    [
        ("我爸上个月走了，卡里还有钱", True),
        ("我妈去年没了", True),
        ("他人已经不在了", True),
        ("我妈走了一趟没办成", False),
        ("他的卡没了", False),
    ],
)
def test_who_has_died(words: str, dead: bool) -> None:
    assert of_the_dead(words) is dead
