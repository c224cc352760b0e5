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
    assert errand.named(talk) == "card_opening"
    assert errand.told(talk) == TOLD["words"]
    served = tracker("matter", {"business": "transfer", "turn": 3}, *said)
    assert errand.named(served) is None
    assert errand.told(served) is None
