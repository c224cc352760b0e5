"""Which entry answers a turn in the midst of a talk."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from rasa.shared.core.events import ActiveLoop, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from nlu import component, in_talk
from nlu.in_talk import Context, Scores

FROZEN, STATEMENT = "card_frozen", "statement_how"
ASKS = {"ask": 0.9}


def parsed(intent: str = "faq", faq: str | None = None, **more: Any) -> dict[str, Any]:
    found = {"name": intent, "confidence": 0.8}
    words = {"text": "那要带什么呀", "intent": found, "faq": faq, "entities": [], "acts": ASKS}
    return {**words, "faq_ranking": ranking(bank_certificates=0.2), **more}


def ranking(**scores: float) -> list[dict[str, Any]]:
    return [{"id": entry, "score": score} for entry, score in scores.items()]


def tracker(*said: str) -> DialogueStateTracker:
    return DialogueStateTracker.from_events(
        "visitor",
        [
            UserUttered(
                words,
                parse_data={"intent": {"name": "faq"}, "faq_ranking": ranking(card_frozen=0.8)},
            )
            for words in said
        ],
    )


def test_what_was_said_before_is_found_in_the_tracker() -> None:
    before = in_talk.context(parsed(half=0.9), tracker("我的卡被冻了"))
    assert before is not None
    assert (before.own, before.topic, before.told) == ("我的卡被冻了", "我的卡被冻了", None)
    assert before.before == {FROZEN: pytest.approx(0.8)}


def test_nearness_fades_from_turn_to_turn() -> None:
    talk = tracker("我的卡被冻了")
    talk.update(UserUttered("嗯", parse_data={"intent": {"name": "affirm"}}))
    before = in_talk.context(parsed(half=0.9), talk)
    assert before is not None
    assert before.before == {FROZEN: pytest.approx(0.8 * in_talk.FADING)}


@pytest.mark.parametrize(
    "words",
    [
        parsed("take_ticket"),
        parsed("report_fraud", half=0.99, aspect="papers"),
        parsed(completed=True, half=0.9),
        parsed(faq="statement_how", faq_ranking=ranking(statement_how=0.96)),
        parsed(text="嗯", half=0.9),
    ],
    ids=[
        "a wish",
        "an alarm",
        "of a business",
        "sure by itself",
        "too short",
    ],
)
def test_what_is_understood_stays_as_it_is(words: dict[str, Any]) -> None:
    assert in_talk.context(words, tracker("我的卡被冻了")) is None


@pytest.mark.parametrize(
    "words",
    [parsed(half=0.1), parsed(faq="statement_how", faq_ranking=ranking(statement_how=0.7))],
    ids=["nothing near", "an entry near"],
)
def test_whole_words_are_weighed_too(words: dict[str, Any]) -> None:
    assert in_talk.context(words, tracker("我的卡被冻了")) is not None


def test_what_did_not_answer_may_be_the_matter_all_the_same() -> None:
    before = Context("我的卡被冻了", "我的卡被冻了", FROZEN, "卡被冻结怎么办", {FROZEN: 0.7})
    scores = Scores({STATEMENT: 0.2}, {FROZEN: 0.5}, {FROZEN: 0.5}, {FROZEN: 0.6}, {FROZEN: 3.0})
    plain, doubted = parsed(), parsed(**{component.DOUBTED: [FROZEN]})
    likely = in_talk.chances(doubted, scores, before)[FROZEN]
    assert likely > in_talk.chances(plain, scores, before)[FROZEN] > in_talk.SURE


def test_first_words_and_what_answers_a_form_are_not_weighed() -> None:
    assert in_talk.context(parsed(), None) is None
    assert in_talk.context(parsed(), tracker()) is None
    asking = tracker("我的卡被冻了")
    asking.update(ActiveLoop("ticket_form"))
    assert in_talk.context(parsed("out_of_scope"), asking) is None


def test_words_with_another_reading_keep_it_unless_an_entry_is_likely() -> None:
    asking = tracker("我的卡被冻了")
    asking.update(ActiveLoop("ticket_form"))
    words = [(parsed(), asking), (parsed(act="tell"), tracker("我的卡被冻了"))]
    words.append((parsed("ask_route", half=0.9), tracker("我的卡被冻了")))
    for turn, talk in words:
        before = in_talk.context(turn, talk)
        assert before is not None
        assert before.otherwise
        unlikely = in_talk.read(turn, Scores({STATEMENT: 0.2}), before)
        assert unlikely == turn
        likely = Scores({STATEMENT: 0.9}, {STATEMENT: 0.9}, speaks={STATEMENT: 4.0})
        read = in_talk.read(turn, likely, before)
        assert (read["intent"]["name"], read["faq"], read[component.ACT]) == (
            "faq",
            STATEMENT,
            None,
        )


def test_more_of_the_matter_is_answered_by_what_it_does() -> None:
    turn = parsed(act="tell", half=0.9)
    before = replace(Context("我的卡被冻了"), told=FROZEN, before={FROZEN: 0.9}, otherwise=True)
    likely = Scores({FROZEN: 0.9}, {FROZEN: 0.9}, speaks={FROZEN: 4.0})
    assert in_talk.read(turn, likely, before) == turn


def test_what_is_asked_of_a_case_is_not_weighed() -> None:
    talk = tracker("我钱包丢了")
    talk.slots["answered"] = AnySlot("answered", mappings=[{}])
    talk.update(SlotSet("answered", {"faq": "lost_registered", "words": "", "turn": 1}))
    assert in_talk.context(parsed(half=0.9, aspect="fee"), talk) is None
    named = parsed(half=0.9, aspect="fee", faq_ranking=ranking(statement_how=0.6))
    assert in_talk.context(named, talk) is not None
    assert in_talk.context(parsed(half=0.9), talk) is not None


def test_an_entry_that_talk_and_words_agree_on_answers() -> None:
    scores = Scores({STATEMENT: 0.2}, {FROZEN: 0.7}, {FROZEN: 0.7}, {FROZEN: 0.9}, {FROZEN: 3.0})
    before = Context("我的卡被冻了", "我的卡被冻了", FROZEN, "卡被冻结怎么办", {FROZEN: 0.7})
    read = in_talk.read(parsed(half=0.9, aspect="papers"), scores, before)
    assert (read["intent"]["name"], read["faq"], read[component.STAYS]) == ("faq", FROZEN, True)
    assert read[component.ASPECT] == "papers"
    assert read["intent"]["confidence"] >= in_talk.SURE
    assert read["faq_ranking"][0]["id"] == FROZEN


def test_another_entry_that_the_words_are_near_leaves_the_matter() -> None:
    scores = Scores({STATEMENT: 0.59}, {STATEMENT: 0.6}, {STATEMENT: 0.6}, {}, {STATEMENT: 3.0})
    before = Context("我的卡被冻了", "我的卡被冻了", FROZEN, "卡被冻结怎么办", {FROZEN: 0.2})
    read = in_talk.read(parsed(half=0.1, aspect="papers"), scores, before)
    assert (read["faq"], read[component.STAYS], read[component.ASPECT]) == (STATEMENT, False, None)


def test_where_none_is_likely_the_ranking_offers_what_is_nearest_in_the_talk() -> None:
    scores = Scores({STATEMENT: 0.3}, {FROZEN: 0.3}, {}, {})
    before = Context("我的卡被冻了", None, FROZEN, "", {FROZEN: 0.1})
    read = in_talk.read(parsed(faq=STATEMENT), scores, before)
    assert (read["faq"], read[component.STAYS]) == (None, False)
    assert {row["id"] for row in read["faq_ranking"]} == {STATEMENT, FROZEN}
    assert sum(row["score"] for row in read["faq_ranking"]) < 1


def test_before_any_entry_was_told_it_offers_what_the_words_come_near() -> None:
    before = Context("我的卡被冻了", "我的卡被冻了", None, "", {FROZEN: 0.1})
    read = in_talk.read(parsed(), Scores({STATEMENT: 0.1}, {FROZEN: 0.2}), before)
    assert (read["faq"], read["faq_ranking"]) == (None, ranking(bank_certificates=0.2))


def test_words_that_stand_for_themselves_are_answered_amid_another_matter() -> None:
    before = Context("我的卡被冻了", "我的卡被冻了", FROZEN, "卡被冻结怎么办", {FROZEN: 0.3})
    scores = Scores({STATEMENT: 0.7}, {FROZEN: 0.3}, {FROZEN: 0.3}, {FROZEN: 0.3}, {FROZEN: -3.0})
    words = parsed(faq=STATEMENT, faq_ranking=ranking(statement_how=0.7))
    assert in_talk.chances(words, scores, before)[STATEMENT] < in_talk.SURE
    assert in_talk.read(words, scores, before)["faq"] == STATEMENT
    half = in_talk.read({**words, "half": 0.95}, scores, before)
    assert half["faq"] != STATEMENT


def test_chances_are_those_of_a_choice_among_all_and_none() -> None:
    scores = Scores({STATEMENT: 0.4}, {FROZEN: 0.4})
    found = in_talk.chances(parsed(), scores, Context("我的卡被冻了"))
    assert list(found) == sorted(found, key=lambda entry: -found[entry])
    assert 0 < sum(found.values()) < 1
    assert in_talk.chances(parsed(), Scores({}), Context("你好")) == {}
