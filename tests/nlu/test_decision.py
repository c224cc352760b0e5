"""Weighing intent, FAQ ranking and refusal."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from nlu.bare_answer import is_bare_answer
from nlu.decision import Decision, Thresholds, Verdict, decide

LIMITS = Thresholds(
    reject=0.2, faq_sure=0.4, faq_overrule=0.9, faq_overrule_intent=0.6, faq_rescue=0.6
)


def verdict(intent: str, confidence: float, **given: Any) -> Verdict:
    settings: dict[str, Any] = {"exact": None, "ranking": [], "bare": False, "thresholds": LIMITS}
    return decide(intent, confidence, **{**settings, **given})


def test_a_known_phrasing_wins_over_all() -> None:
    assert verdict("take_ticket", 0.99, exact="card_lost") == Verdict("faq", 1.0, "card_lost")


def test_a_bare_answer_is_inform() -> None:
    assert verdict("out_of_scope", 0.5, bare=True).intent == "inform"


def test_a_sure_intent_stays() -> None:
    ranking = [("holiday_hours", 0.95)]
    assert verdict("ask_hours", 0.9, ranking=ranking) == Verdict("ask_hours", 0.9)


def test_a_sure_question_wins_over_an_unsure_intent() -> None:
    assert verdict("ask_hours", 0.4, ranking=[("coffee", 0.95)]).faq == "coffee"


def test_a_question_is_answered_when_sure_and_offered_when_not() -> None:
    assert verdict("faq", 0.8, ranking=[("a", 0.5)]) == Verdict("faq", 0.8, "a")
    assert verdict("faq", 0.8, ranking=[("a", 0.3)]) == Verdict("faq", 0.8, None)
    assert verdict("faq", 0.8) == Verdict("faq", 0.8, None)


def test_an_unsure_intent_is_refused_unless_a_question_fits() -> None:
    assert verdict("take_ticket", 0.1, ranking=[("a", 0.5)]).intent == "out_of_scope"
    assert verdict("take_ticket", 0.1, ranking=[("a", 0.7)]).faq == "a"
    assert verdict("out_of_scope", 0.9, ranking=[("a", 0.7)]).faq == "a"
    assert verdict("out_of_scope", 0.9, ranking=[("a", 0.5)]) == Verdict("out_of_scope", 0.9)


@pytest.mark.parametrize("said", ["五万", "大概半年吧", "第二个", "三万左右", "一年期", "两千块钱"])
def test_bare_answers(said: str) -> None:
    assert is_bare_answer(said)


@pytest.mark.parametrize(
    "said", ["存五万", "取三万", "五万存一年多少利息", "第二个窗口在哪", "好的", "要取五万"]
)
def test_more_than_a_bare_answer(said: str) -> None:
    assert not is_bare_answer(said)


def message(text: str, **data: Any) -> Message:
    made = Message.build(text)
    for key, value in data.items():
        made.set(key, value)
    return made


def test_entities_stay_where_they_mean_something() -> None:
    component = Decision({"entities": {"business": ["take_ticket"]}})
    entities = [{"entity": "business", "value": "transfer"}, {"entity": "amount", "value": 5}]
    kept = component.process(
        [
            message(
                "转账五块", intent={"name": "take_ticket", "confidence": 0.9}, entities=entities
            ),
            message("转账五块", intent={"name": "complain", "confidence": 0.9}, entities=entities),
        ]
    )
    assert [len(m.get("entities")) for m in kept] == [2, 1]


def test_no_words_are_out_of_scope() -> None:
    (answer,) = Decision({}).process(
        [message("？？？", intent={"name": "greet", "confidence": 0.9})]
    )
    assert answer.get("intent")["name"] == "out_of_scope"
    assert answer.get("faq") is None


def test_an_unknown_threshold_is_refused() -> None:
    with pytest.raises(TypeError):
        Decision({"thresholds": {"reject_all": 1}})
