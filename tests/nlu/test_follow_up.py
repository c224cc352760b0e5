"""多久到账, right after 我要转账."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from nlu import follow_up
from nlu.ellipsis import aspect_alone

BUSINESS = {"business": "transfer", "words": "转账汇款", "amount": 5000, "turn": 1}
ENTRY = {"faq": "pin_locked", "words": "密码输错被锁", "turn": 1}


@pytest.mark.parametrize(
    ("said", "aspect"),
    [
        ("要带什么", "papers"), ("要身份证吗", "papers"), ("护照可以吗", "papers"), ("都要准备些什么材料", "papers"),
        ("需要本人来吗", "person"), ("能让我儿子代办吗", "person"), ("一定要我本人来吗", "person"),
        ("要手续费吗", "fee"), ("手续费几多", "fee"), ("收费吗", "fee"), ("要多少钱", "fee"), ("免费的吗", "fee"),
        ("多久到账", "time"), ("几天到", "time"), ("今天能弄好吗", "time"), ("今天能拿到卡吗", "time"), ("多久能下来", "time"),
        ("一天最多能取多少", "limit"), ("有限额吗", "limit"), ("机器上办还是窗口办", "way"), ("那咋办呢", "how"),
        ("换卡要带什么", None), ("没带身份证", None), ("转账要手续费吗", None), ("要等多久", None), ("取三万块钱", None),
        ("我要投诉", None), ("今天星期几", None), ("有没有热水", None), ("怎么走", None),
    ],
)  # fmt: skip
def test_the_side_that_is_asked_about(said: str, aspect: str | None) -> None:
    assert aspect_alone(said) == aspect


def tracker(turns: int, **slots: Any) -> DialogueStateTracker:
    made = DialogueStateTracker("visitor", [AnySlot(name, mappings=[]) for name in slots])
    for name, value in slots.items():
        made.update(SlotSet(name, value), Domain.empty())
    for _ in range(turns):
        made.update(UserUttered("我要转账"), Domain.empty())
    return made


def asked(text: str, aspect: str | None) -> dict[str, Any]:
    return {
        "text": text,
        "aspect": aspect,
        "intent": {"name": "ask_product", "confidence": 0.9},
        "entities": [],
    }


def ranking(**scores: float) -> dict[str, Any]:
    return {"faq_ranking": [{"id": id, "score": score} for id, score in scores.items()]}


def whole(turns: int, **slots: Any) -> list[str]:
    return [q for _, q in follow_up.questions(asked("多久到账", "time"), tracker(turns, **slots))]


def test_the_question_is_read_with_its_matter() -> None:
    assert whole(1, matter=BUSINESS) == ["转账汇款多久到账"]
    assert whole(1, answered=ENTRY) == ["密码输错被锁多久到账"]


def test_the_business_goes_before_an_entry_answered_in_passing() -> None:
    assert whole(2, matter=BUSINESS, answered={**ENTRY, "turn": 2}) == [
        "转账汇款多久到账",
        "密码输错被锁多久到账",
    ]


def test_what_was_spoken_of_long_ago_is_over() -> None:
    assert whole(follow_up.FAQ_TURNS + 1, answered=ENTRY) == []
    assert whole(follow_up.BUSINESS_TURNS + 1, matter=BUSINESS) == []


def test_a_question_that_says_of_what_stands_alone() -> None:
    named = {**asked("换卡要多久", "time"), "entities": [{"entity": "business", "value": "x"}]}
    assert follow_up.questions(named, tracker(1, matter=BUSINESS)) == []
    assert follow_up.questions(asked("我要投诉", None), tracker(1, matter=BUSINESS)) == []
    assert follow_up.questions(asked("多久到账", "time"), None) == []


def test_a_sure_entry_answers_it() -> None:
    read = follow_up.completed(
        asked("多久到账", "time"), BUSINESS, ranking(transfer_arrival=0.9, transfer_fee=0.4)
    )
    assert read is not None
    assert (read["intent"]["name"], read["faq"], read["completed"]) == (
        "faq",
        "transfer_arrival",
        True,
    )


@pytest.mark.parametrize(
    ("aspect", "matter", "other"),
    [
        ("time", BUSINESS, {"transfer_arrival": 0.7}),
        ("papers", BUSINESS, {"transfer_fee": 0.99}),
        ("time", ENTRY, {"pin_locked": 0.3}),
        ("time", ENTRY, {"pin_change": 0.5}),
        ("time", ENTRY, {}),
    ],
)
def test_an_unsure_one_does_not(aspect: str, matter: Any, other: dict[str, float]) -> None:
    assert follow_up.completed(asked("多久", aspect), matter, ranking(**other)) is None


def test_the_same_entry_needs_less() -> None:
    read = follow_up.completed(asked("那咋办呢", "how"), ENTRY, ranking(pin_locked=0.45))
    assert read is not None
    assert read["faq"] == "pin_locked"
