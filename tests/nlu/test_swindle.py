"""A tale of fraud is heard bit by bit; an errand that only sounds like one raises no alarm."""

from __future__ import annotations

import pytest

from content.loading import load
from nlu import swindle

TALES = (
    ("我要取钱汇走", "账号是对方给的", "他还催我说今天必须汇"),
    ("有个公安打电话给我", "说我名下的卡涉嫌洗钱"),
    ("手机转不出去，说对方账户有风险", "是网上认识的，没见过面"),
    ("领导在微信群里让我先垫一笔钱", "他不让我跟别人说"),
    ("帮老板取钱", "取一次给我三百"),
)
ERRANDS = (
    ("我给儿子转二十五万买房", "售楼处催得急", "派出所寄了张纸说我卡冻了"),
    ("密码不要告诉别人对吧", "我妈让我转两千"),
    ("警察让我来打流水", "要盖红章"),
    ("老板让我来存营业款", "十二万"),
)


@pytest.mark.parametrize("tale", TALES)
def test_signs_add_up(tale: tuple[str, ...]) -> None:
    *before, last = tale
    assert swindle.adds_up(last, before)
    assert not swindle.adds_up(tale[0], [])


@pytest.mark.parametrize("errand", ERRANDS)
def test_an_honest_errand_is_left_in_peace(errand: tuple[str, ...]) -> None:
    for number, words in enumerate(errand):
        assert not swindle.adds_up(words, errand[:number])
        assert not swindle.surely(words)


def test_words_without_a_sign_finish_no_tale() -> None:
    assert not swindle.adds_up("要等多久", ["他让我做任务，先垫付", "网上认识的"])


def test_hardly_any_question_of_the_branch_is_taken_for_a_tale() -> None:
    phrasings = [(faq.id, words) for faq in load().faqs for words in faq.phrasings]
    alarms = [
        entry for entry, words in phrasings if swindle.adds_up(words, []) or swindle.surely(words)
    ]
    assert len(phrasings) > 10000
    assert len(alarms) <= 10
    assert set(alarms) <= {"scam_call", "scam_refund", "proxy_others", "payee_risk", "account_rent"}
