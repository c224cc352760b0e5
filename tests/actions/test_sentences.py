"""The sentence of an entry that speaks of what was asked."""

from __future__ import annotations

import pytest

from actions.sentences import explaining, sentences, speaking

TEXT = "补卡请本人带身份证到柜台。补卡一般当场拿到新卡。补卡的工本费以公示为准；本人走不动的可以上门。户口本也可以证明身份。"


@pytest.mark.parametrize(
    ("side", "asked", "sentence"),
    [
        ("time", "要几天", "补卡一般当场拿到新卡"),
        ("fee", "收钱不", "补卡的工本费以公示为准"),
        ("unable", "她瘫了", "本人走不动的可以上门"),
        ("papers", "带啥", "补卡请本人带身份证到柜台"),
        ("papers", "户口本呢", "户口本也可以证明身份"),
        ("limit", "一天几回", None),
        ("detail", "昨天丢的", None),
    ],
)
def test_it_speaks_of_the_side_and_is_near_the_words(
    side: str, asked: str, sentence: str | None
) -> None:
    assert speaking(TEXT, side, asked) == sentence


def test_who_does_it_is_told_before_whom_one_may_send() -> None:
    text = "家人可以代领。找到了由大堂经理告诉您。登记以后不用签字。"
    assert speaking(text, "person", "谁通知我") == "找到了由大堂经理告诉您"
    assert speaking(text, "person", "我儿子去行吗") == "家人可以代领"


def test_a_thing_that_is_named_goes_before_the_side() -> None:
    text = "家人可以代领。登记以后不用签字。"
    assert speaking(text, "person", "要不要我签字") == "登记以后不用签字"


def test_what_was_said_gives_way() -> None:
    said = ["补卡请本人带身份证到柜台。"]
    assert speaking(TEXT, "papers", "带啥", said) == "户口本也可以证明身份"


def test_ordinary_words_that_hold_a_marker_do_not_count() -> None:
    assert speaking("次日再来一起办。消费记录在手机上看。", "limit", "最多几次") is None
    assert speaking("消费记录在手机上看。", "fee", "多少钱") is None


def test_a_word_is_explained_by_the_sentence_that_has_it() -> None:
    text = "一类户能办各种业务。二类户每天有限额。"
    assert explaining(text, "啥叫二类户") == "二类户每天有限额"
    assert explaining(text, "啥意思") is None


def test_empty_ends_are_no_sentences() -> None:
    assert sentences("。；办好了！") == ["办好了"]
