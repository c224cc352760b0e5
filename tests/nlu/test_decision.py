"""Weighing intent, FAQ ranking and refusal."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from nlu.bare_answer import is_bare_answer
from nlu.decision import Decision, Thresholds, Verdict, decide
from nlu.text_normalizer import TextNormalizer

LIMITS = Thresholds(refuse=0.4, faq_sure=0.4, faq_overrule=0.9, faq_overrule_intent=0.6)


def verdict(intent: str, confidence: float, **given: Any) -> Verdict:
    settings: dict[str, Any] = {
        "foreign": 0.0,
        "exact": None,
        "fresh": False,
        "ranking": [],
        "bare": False,
        "thresholds": LIMITS,
    }
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


def test_a_question_newer_than_the_model_wins_over_a_sure_intent() -> None:
    given: dict[str, Any] = {"ranking": [("dance", 0.99)], "fresh": True}
    assert verdict("ask_facility", 0.98, **given) == Verdict("faq", 0.99, "dance")
    assert verdict("ask_facility", 0.3, foreign=0.9, **given).faq == "dance"
    assert verdict("ask_facility", 0.98, ranking=[("dance", 0.5)], fresh=True).faq is None


def test_a_question_is_answered_when_sure_and_offered_when_not() -> None:
    assert verdict("faq", 0.8, ranking=[("a", 0.5)]) == Verdict("faq", 0.8, "a")
    assert verdict("faq", 0.8, ranking=[("a", 0.3)]) == Verdict("faq", 0.8, None)
    assert verdict("faq", 0.8) == Verdict("faq", 0.8, None)


def test_a_guess_gives_way_to_a_near_question_but_no_alarm_is_dropped() -> None:
    limits = Thresholds(guess=0.35, faq_guess=0.45)
    near = [("coins", 0.7)]
    assert verdict("insult", 0.3, ranking=near, thresholds=limits).faq == "coins"
    assert verdict("insult", 0.3, thresholds=limits).intent == "out_of_scope"
    assert verdict("insult", 0.4, thresholds=limits).intent == "insult"
    assert verdict("emergency", 0.3, ranking=near, thresholds=limits).intent == "emergency"


def test_foreign_words_are_refused_unless_they_are_a_known_phrasing() -> None:
    sure = [("a", 0.99)]
    assert verdict("take_ticket", 0.3, foreign=0.5, ranking=sure) == Verdict("out_of_scope", 0.5)
    assert verdict("take_ticket", 0.3, foreign=0.3) == Verdict("take_ticket", 0.3)
    assert verdict("take_ticket", 0.3, foreign=0.99, exact="a").faq == "a"


@pytest.mark.parametrize(
    "said",
    [
        "五万",
        "大概半年吧",
        "第二个",
        "三万左右",
        "一年期",
        "两千块钱",
        "俩月就够了",
        "放个五年没问题",
        "二十四期",
    ],
)
def test_bare_answers(said: str) -> None:
    assert is_bare_answer(said)


@pytest.mark.parametrize(
    "said", ["存五万", "取三万", "五万存一年多少利息", "第二个窗口在哪", "好的", "要取五万"]
)
def test_more_than_a_bare_answer(said: str) -> None:
    assert not is_bare_answer(said)


def message(text: str, **data: Any) -> Message:
    (made,) = TextNormalizer().process([Message.build(text)])
    for key, value in data.items():
        made.set(key, value)
    return made


def test_entities_stay_where_they_mean_something() -> None:
    component = Decision({"entities": {"business": ["take_ticket"]}})

    def ranked(intent: str) -> list[dict[str, Any]]:
        return [{"name": intent, "confidence": 0.9}]

    entities = [{"entity": "business", "value": "transfer"}, {"entity": "amount", "value": 5}]
    kept = component.process(
        [
            message("转账五块", intent_ranking=ranked("take_ticket"), entities=entities),
            message("转账五块", intent_ranking=ranked("complain"), entities=entities),
        ]
    )
    assert [len(m.get("entities")) for m in kept] == [2, 1]


def test_words_that_are_not_refused_are_the_best_of_our_intents() -> None:
    ranking = [
        {"name": "out_of_scope", "confidence": 0.3},
        {"name": "ask_hours", "confidence": 0.25},
    ]
    near, far = Decision({"thresholds": {"refuse": 0.6}}).process(
        [
            message("礼拜六来人不", intent_ranking=ranking, foreign=0.55),
            message("礼拜六来人不", intent_ranking=ranking, foreign=0.65),
        ]
    )
    assert near.get("intent")["name"] == "ask_hours"
    assert far.get("intent")["name"] == "out_of_scope"


def test_no_words_are_out_of_scope() -> None:
    (answer,) = Decision({}).process(
        [message("？？？", intent={"name": "greet", "confidence": 0.9})]
    )
    assert answer.get("intent")["name"] == "out_of_scope"
    assert answer.get("faq") is None


def test_an_unknown_threshold_is_refused() -> None:
    with pytest.raises(TypeError):
        Decision({"thresholds": {"reject_all": 1}})
