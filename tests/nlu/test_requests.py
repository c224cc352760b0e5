"""A number, a person, a complaint: asked for in so many words, whatever is said around it."""

from __future__ import annotations

import pytest

from nlu.requests import requested


def said(words: str, intent: str = "faq", confidence: float = 0.9) -> str | None:
    return requested({"text": words, "intent": {"name": intent, "confidence": confidence}})


@pytest.mark.parametrize(
    "words",
    [
        "我老头走了五年咯，你给我拿个号嘛",
        "那还是柜台吧，给我排个号，零票子多",
        "算了，给我取个对公号",
        "妹儿，号还没给我得嘛",
        "我过去问，号还没给我呢，侬帮我拿一个",
        "排号排号，存现金",
        "行，那我先开我自个儿的，给个号吧",
        "我要取号！换零钱的",
        "咋还不动，给我拿个取款的号",
        "拿个存钱的号",
        "哎你咋回事，我要取号！换零钱的",
        "机器只出整的，柜台的号",
        "那号呢？我站半天了",
        "不用叫人，给个号就行了",
        "哪来的公司啊，我取钱的，你给我个号就行",
        "不是查余额，是卡转不出去，给我个号",
        "证都带了，现在给我一个 number",
        "我退休金没到，给我拿个号",
    ],
)
def test_a_number(words: str) -> None:
    assert said(words) == "take_ticket"


@pytest.mark.parametrize(
    "words",
    [
        "取号要身份证吗",
        "怎么取号",
        "我不取号",
        "我取过号了",
        "手机号换了给我弄一下",
        "叫号叫到几号了",
        "要不要先拿个号",
        "那号得换一个吧",
        "帮我查一下卡号",
        "你给我取的号是哪个窗口",
        "怎么给我个银行卡的号",
        "换成对公的号",
        "这个号退了",
        "我要取号吗",
        "微信公众号呢",
    ],
)
def test_no_number(words: str) -> None:
    assert said(words) != "take_ticket"


@pytest.mark.parametrize(
    "words",
    [
        "后头那个吧，叫他来，俺坐这沙发上等",
        "你喊嘛，喊当官的来",
        "嗯嗯叫个阿姨帮我倒呗，谢谢机器人",
        "行吧那你还是叫人来，我有点怕",
        "那你喊经理来吧，我就问费率",
        "侬叫伊来",
        "你叫个人来吧，最好是女的",
    ],
)
def test_a_person(words: str) -> None:
    assert said(words) == "call_staff"


@pytest.mark.parametrize(
    "words",
    [
        "叫我媳妇儿来领成不",
        "能找人代办吗",
        "先别叫人",
        "人不是都叫了的嘛",
        "叫他来领行不行",
        "找你们经理有用吗",
        "我要找客户经理",
        "等经理来了我跟他说",
        "他叫我喊人去取钱",
    ],
)
def test_nobody(words: str) -> None:
    assert said(words) != "call_staff"


@pytest.mark.parametrize(
    "words",
    [
        "那就取一个吧",
        "你倒是给我拿一个嘛",
        "中，取一个吧。前头还有几个人",
        "要取！快点",
        "取吧取吧",
    ],
)
def test_a_number_that_was_spoken_of(words: str) -> None:
    parsed = {"text": words, "intent": {"name": "affirm", "confidence": 0.9}}
    assert requested(parsed, "换零钱在现金柜台，取一个号就行。") == "take_ticket"
    assert requested(parsed, "取款机一次最多取三千。") is None


@pytest.mark.parametrize(
    "words",
    [
        "先把号给我",
        "你把号先打出来",
        "号呢？",
        "号给我呀",
        "把号给我就行",
        "那给我取吧",
        "你先给我排上",
        "好，排个队",
        "怎么还不给我号",
        "号赶紧给我，车在外头",
    ],
)
@pytest.mark.parametrize("taken_for", ["cancel_ticket", "affirm", "out_of_scope"])
def test_a_number_to_be_handed_over_is_not_given_back(words: str, taken_for: str) -> None:
    assert said(words, taken_for) == "take_ticket"


@pytest.mark.parametrize(
    "words", ["我去外头抽根烟号会不会过", "先走一会儿，号还在不", "会不会过号啊我上个厕所"]
)
def test_who_leaves_asks_whether_the_number_is_kept(words: str) -> None:
    assert said(words, "goodbye") == "ticket_missed"


@pytest.mark.parametrize(
    "words",
    [
        "把号给我退了",
        "号给我取消掉",
        "号不要了",
        "帮我把号消了",
        "手机号给我换一下",
        "我的号让给后面的人",
        "给我取三千",
        "号先给我留着",
        "号给我作废",
    ],
)
def test_what_gives_a_number_back_stays(words: str) -> None:
    assert said(words, "cancel_ticket") is None


def test_what_is_fetched_is_no_number() -> None:
    parsed = {"text": "那我取了", "intent": {"name": "inform", "confidence": 0.9}}
    assert requested(parsed, "取一个号就行。") is None


def test_a_complaint() -> None:
    assert said("我要投诉！前年你们的人说是存款") == "complain"
    assert said("投诉电话多少") is None
    assert said("再不来我要投诉了信不信") is None


@pytest.mark.parametrize("intent", ["emergency", "report_fraud", "complain", "cancel_ticket"])
def test_what_goes_before(intent: str) -> None:
    assert said("快叫人来，有人晕倒了", intent) is None
    assert said("快叫人来", intent, 0.3) == "call_staff"


@pytest.mark.parametrize("words", ["yes 好的，叫一下，谢谢", "行，叫吧", "嗯嗯叫一声，要等多久"])
def test_who_agrees_to_a_person_is_not_asked_again(words: str) -> None:
    parsed = {"text": words, "intent": {"name": "faq", "confidence": 0.9}}
    assert requested(parsed, "我请大堂经理来跟您说，好吗？") == "call_staff"
    assert requested(parsed, "要给您取个号吗？") is None
