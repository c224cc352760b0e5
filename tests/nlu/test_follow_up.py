"""多久到账, right after 我要转账."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from nlu import follow_up

BUSINESS = {"business": "transfer", "words": "转账汇款", "amount": 5000, "turn": 1}
ENTRY = {"faq": "pin_locked", "words": "密码输错被锁", "turn": 1}


def tracker(turns: int, said: str = "我要转账", **slots: Any) -> DialogueStateTracker:
    made = DialogueStateTracker("visitor", [AnySlot(name, mappings=[]) for name in slots])
    for name, value in slots.items():
        made.update(SlotSet(name, value), Domain.empty())
    for _ in range(turns):
        made.update(UserUttered(said, {"name": "take_ticket"}), Domain.empty())
    return made


def asked(text: str, aspect: str | None, **more: Any) -> dict[str, Any]:
    intent = {"name": "ask_product", "confidence": 0.9}
    return {"text": text, "aspect": aspect, "half": 0.9, "intent": intent, "entities": [], **more}


def ranking(**scores: float) -> dict[str, Any]:
    return {"faq_ranking": [{"id": id, "score": score} for id, score in scores.items()]}


def whole(made: DialogueStateTracker, aspect: str = "fee") -> list[str]:
    return [question.words for question in follow_up.questions(asked("收钱不", aspect), made)]


def test_the_side_is_asked_in_the_usual_words_of_what_the_customer_said() -> None:
    assert whole(tracker(1)) == ["我要转账要手续费吗"]


def test_and_of_the_branchs_names_for_it() -> None:
    made = tracker(2, matter=BUSINESS, answered={**ENTRY, "turn": 2})
    assert whole(made) == ["我要转账要手续费吗", "转账汇款要手续费吗", "密码输错被锁要手续费吗"]


def test_a_half_and_a_bare_answer_in_between_do_not_count() -> None:
    made = tracker(1)
    made.update(UserUttered("五千", {"name": "inform"}), Domain.empty())
    half = UserUttered(
        "几天到", {"name": "faq"}, parse_data={"aspect": "time", "intent": {"name": "faq"}}
    )  # type: ignore[typeddict-item, typeddict-unknown-key]
    made.update(half, Domain.empty())
    assert whole(made) == ["我要转账要手续费吗"]


def test_what_was_spoken_of_long_ago_is_over() -> None:
    made = tracker(1, matter=BUSINESS)
    for _ in range(follow_up.BUSINESS_TURNS):
        made.update(UserUttered("你好", {"name": "greet"}), Domain.empty())
    assert whole(made) == []


@pytest.mark.parametrize(
    "parsed",
    [
        asked("换卡要多久", "time", entities=[{"entity": "business", "value": "x"}]),
        asked("我要投诉", None),
        asked("为啥呀", "why"),
        asked("短信要收费吗", "fee", faq="card_sms_fee", half=0.7, **ranking(card_sms_fee=0.9)),
    ],
)
def test_what_needs_no_completion_has_none(parsed: dict[str, Any]) -> None:
    assert follow_up.questions(parsed, tracker(1, matter=BUSINESS)) == []
    assert follow_up.questions(asked("多久到账", "time"), None) == []


def test_what_to_bring_the_branch_knows_of_each_business() -> None:
    assert whole(tracker(1, matter=BUSINESS), "papers") == []
    assert whole(tracker(1), "papers") == ["我要转账要带什么"]


def test_a_sure_entry_answers_it() -> None:
    question = follow_up.Question("转账汇款多久到账", 0.8)
    parsed = asked("多久到账", "time")
    read = follow_up.completed(parsed, question, ranking(transfer_arrival=0.9, transfer_fee=0.4))
    assert read is not None
    assert (read["intent"]["name"], read["faq"], read["completed"]) == (
        "faq",
        "transfer_arrival",
        True,
    )
    assert follow_up.completed(parsed, question, ranking(transfer_arrival=0.7)) is None
    assert follow_up.completed(parsed, question, {}) is None


def test_the_entry_that_was_just_said_is_not_said_again() -> None:
    question = follow_up.Question("密码输错被锁多久能办好", 0.5, "pin_locked")
    assert follow_up.completed(asked("几天", "time"), question, ranking(pin_locked=0.9)) is None
    made = tracker(1, answered=ENTRY)
    assert follow_up.questions(asked("收钱不", "fee"), made)[0].said == "pin_locked"
