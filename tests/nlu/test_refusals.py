"""What the customer says no to is neither told nor offered again."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from nlu import component, errand, refusals

CHOICES = {"kind": "faq_choices", "ids": ["card_lost", "card_found"], "turn": 1}
TOLD = {"faq": "wealth_not_deposit", "words": "理财和存款不一样", "turn": 1}


def tracker(slot: str, value: object, *more: UserUttered) -> DialogueStateTracker:
    first = UserUttered("卡的事", parse_data={"intent": {"name": "faq"}})
    slots = [AnySlot(name, mappings=[{}]) for name in ("offer", "answered", "matter")]
    events = [first, SlotSet(slot, value), *more]
    return DialogueStateTracker.from_events("visitor", events, slots=slots)


@pytest.mark.parametrize(
    "words", ["都不是，我问里面有没有金子", "不是，我是问年费", "我问的不是这个"]
)
def test_choices_that_were_refused(words: str) -> None:
    assert refusals.refused(words, tracker("offer", CHOICES)) == {"card_lost", "card_found"}


@pytest.mark.parametrize("words", ["不是理财，是保险", "不对，我是说保险", "谁说理财了"])
def test_an_entry_that_was_told_and_refused(words: str) -> None:
    assert refusals.refused(words, tracker("answered", TOLD)) == {"wealth_not_deposit"}


@pytest.mark.parametrize("words", ["不是本人能办吗", "是不是要本人", "不是周末也开门吗", "第二个"])
def test_what_refuses_nothing(words: str) -> None:
    assert refusals.refused(words, tracker("answered", TOLD)) == frozenset()
    assert refusals.refused(words, None) == frozenset()


def test_what_did_not_answer_is_doubted_and_what_is_denied_by_name_is_not() -> None:
    told = tracker("answered", TOLD)
    assert refusals.doubted("我问的是要不要身份证", told) == {"wealth_not_deposit"}
    assert refusals.doubted("不是，我问年费", told) == {"wealth_not_deposit"}
    assert refusals.doubted("啥理财啊，我问存款", told) == frozenset()
    assert refusals.doubted("要不要身份证", told) == frozenset()
    assert refusals.doubted("都不是，我问年费", tracker("offer", CHOICES)) == frozenset()
    assert refusals.doubted("不是", None) == frozenset()


def test_what_is_old_is_not_refused() -> None:
    more = [UserUttered(each, parse_data={"intent": {"name": "faq"}}) for each in ("嗯", "好")]
    assert refusals.refused("不是，我问年费", tracker("answered", TOLD, *more)) == frozenset()


def test_a_refused_entry_leaves_the_parse() -> None:
    ranking = [{"id": "card_lost", "score": 0.6}, {"id": "card_frozen", "score": 0.3}]
    parsed = {"text": "卡", "faq": "card_lost", "faq_ranking": ranking}
    assert refusals.without(parsed, ()) == parsed
    rest = refusals.without(parsed, {"card_lost"})
    assert rest["faq"] is None
    assert rest["faq_ranking"] == ranking[1:]
    assert rest[component.REFUSED] == ["card_lost"]


def test_the_refusal_is_no_part_of_what_is_meant() -> None:
    assert refusals.head_of("都不是，我问里面有没有") == 4
    assert refusals.head_of("都不是") == 0
    assert refusals.head_of("卡都不是我的") == 0


def test_a_number_is_for_what_was_named_last() -> None:
    said = [
        UserUttered("给娃开户", parse_data={"named": ["card_opening"]}),
        UserUttered("好的", parse_data={}),
    ]
    talk = tracker("answered", TOLD, *said)
    assert errand.named(talk)[0] == "card_opening"
    assert errand.told(talk) == TOLD["words"]
    served = tracker("matter", {"business": "transfer", "turn": 3}, *said)
    assert errand.named(served)[0] is None
    assert errand.told(served) is None


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("不是激活，还没卡呢", "还没卡呢"),
        ("俺不换硬币，是机器卡住了", "是机器卡住了"),
        ("哈？我没贷款啊，我说签证没下来", "我说签证没下来"),
        ("我又不是外国人，我就是咱们这边大学的", "我就是咱们这边大学的"),
    ],
)
def test_what_was_told_is_denied_before_what_is_meant(words: str, meant: str) -> None:
    told = tracker("answered", TOLD)
    assert words[refusals.head_of(words, told) :] == meant
    assert refusals.head_of(words) == 0
    assert refusals.refused(words, told) == {"wealth_not_deposit"}


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("啥微信啊，我问你用不用取号", "用不用取号"),
        ("我问的是工本费几块", "工本费几块"),
        ("算了算了。那我买本支票总行吧", "那我买本支票总行吧"),
        ("算了太麻烦", "算了太麻烦"),
        ("算了", "算了"),
        ("我说你们几点关门", "我说你们几点关门"),
    ],
)
def test_what_goes_before_a_new_start_is_over(words: str, meant: str) -> None:
    assert words[refusals.head_of(words) :] == meant
    assert not refusals.refused("我问你几天能好", tracker("answered", TOLD))


@pytest.mark.parametrize(
    "words", ["不是本人，能办吗", "我没带身份证，我能办吗", "没身份证，我咋办", "不过节，就今儿个"]
)
def test_a_condition_is_no_denial(words: str) -> None:
    assert refusals.head_of(words, tracker("answered", TOLD)) == 0


@pytest.mark.parametrize(
    ("words", "title", "denied"),
    [
        ("啥充话费啊", "手机话费怎么充", True),
        ("没人拖欠我啦", "老板拖欠工资怎么办", True),
        ("我没带身份证", "身份证过期了怎么办", False),
        ("我没贷款证明", "贷款怎么提前还", False),
        ("密码忘了", "修改银行卡密码", False),
    ],
)
def test_a_matter_denied_by_its_name(words: str, title: str, denied: bool) -> None:
    told = tracker("answered", {"faq": "told", "words": title, "turn": 1})
    assert refusals.refused(words, told) == ({"told"} if denied else frozenset())


def test_what_was_denied_stays_so_for_some_turns_unless_it_is_named() -> None:
    denial = UserUttered(
        "不是激活，还没卡呢",
        parse_data={"intent": {"name": "faq"}, component.REFUSED: ["social_security_activate"]},
    )
    after = tracker("answered", TOLD, denial)
    assert refusals.refused("要带啥", after) == {"social_security_activate"}
    ranking = [{"id": "social_security_activate", "score": 0.9}]
    parsed = {"text": "社保卡怎么激活", "faq": "social_security_activate", "faq_ranking": ranking}
    assert refusals.without(parsed, {"social_security_activate"}) == parsed


@pytest.mark.parametrize(
    ("words", "corrected"),
    [("都不是，我问里面有没有金子", True), ("不是，我是问年费", True), ("年费多少", False)],
)
def test_what_was_not_asked_for_is_corrected(words: str, corrected: bool) -> None:
    assert refusals.corrects(words, tracker("offer", CHOICES)) is corrected
    more = UserUttered("嗯", parse_data={"intent": {"name": "faq"}})
    assert not refusals.corrects(words, tracker("offer", CHOICES, more, more))
    assert not refusals.corrects(words, None)
