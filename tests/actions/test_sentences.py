"""What of an entry is told to who asks for something within it."""

from __future__ import annotations

import pytest

from actions.sentences import LEAST, told
from nlu.answer_speaker import examples
from nlu.speaking import Speaking, sentences
from nlu.talks import talks

TEXT = "补卡请本人带身份证到柜台。补卡一般当场拿到新卡。补卡的工本费以公示为准；本人走不动的可以上门。户口本也可以证明身份。"
AT_ONCE, COSTS = "补卡一般当场拿到新卡", "补卡的工本费以公示为准"


@pytest.fixture(scope="module")
def speaking() -> Speaking:
    return Speaking.fit(list(examples(talks())), {})


def picked(speaking: Speaking, text: str, side: str, asked: str) -> str | None:
    answer = speaking.prepared(sentences(text))
    chances = speaking.chances(asked, answer)
    speaks = [(answer.sentences[n], float(chances[n])) for n in chances.argsort()[::-1]]
    return told(speaks, text, LEAST, side, asked)


@pytest.mark.parametrize(
    ("side", "asked", "sentence"),
    [
        ("time", "要几天", AT_ONCE),
        ("fee", "收钱不", COSTS),
        ("unable", "她瘫了", "本人走不动的可以上门"),
        ("papers", "带啥", "补卡请本人带身份证到柜台"),
        ("papers", "户口本呢", "户口本也可以证明身份"),
        ("limit", "一天几回", None),
        ("detail", "昨天丢的", None),
    ],
)
def test_it_speaks_of_the_side_and_is_near_the_words(
    speaking: Speaking, side: str, asked: str, sentence: str | None
) -> None:
    assert picked(speaking, TEXT, side, asked) == sentence


def test_who_does_it_is_told_before_whom_one_may_send(speaking: Speaking) -> None:
    text = "家人可以代领。找到了由大堂经理告诉您。登记以后不用签字。"
    assert picked(speaking, text, "person", "谁通知我") == "找到了由大堂经理告诉您"
    assert picked(speaking, text, "person", "我儿子去行吗") == "家人可以代领"


def test_a_thing_that_is_named_goes_before_the_side(speaking: Speaking) -> None:
    text = "家人可以代领。登记以后不用签字。"
    assert picked(speaking, text, "person", "要不要我签字") == "登记以后不用签字"


def test_ordinary_words_that_hold_a_marker_do_not_count(speaking: Speaking) -> None:
    text = "次日再来一起办。消费记录在手机上看。"
    assert picked(speaking, text, "limit", "最多几次") is None
    assert picked(speaking, "消费记录在手机上看。", "fee", "多少钱") is None


def test_a_word_is_explained_by_the_sentence_that_has_it(speaking: Speaking) -> None:
    text = "一类户能办各种业务。二类户每天有限额。"
    assert picked(speaking, text, "meaning", "啥叫二类户") == "二类户每天有限额"
    assert picked(speaking, text, "meaning", "啥意思") is None


def test_the_likeliest_sentence_is_told() -> None:
    assert told([(COSTS, 0.8), (AT_ONCE, 0.1)], TEXT, LEAST, None, "收费不") == COSTS


def test_one_that_is_nearly_as_likely_is_told_too_in_the_order_of_the_answer() -> None:
    speaks = [(COSTS, 0.4), (AT_ONCE, 0.3)]
    assert told(speaks, TEXT, LEAST, None, "收费不") == f"{AT_ONCE}；{COSTS}"


def test_none_is_told_that_is_not_likely() -> None:
    assert told([(COSTS, 0.1), (AT_ONCE, 0.1)], TEXT, LEAST, None, "收费不") is None
    assert told([], TEXT, LEAST, None, "收费不") is None


def test_an_answer_that_was_changed_in_the_meantime_is_not_quoted() -> None:
    assert told([("补卡不要钱", 0.9)], TEXT, LEAST, None, "收费不") is None


def test_empty_ends_are_no_sentences() -> None:
    assert sentences("。；办好了！") == ("办好了",)
