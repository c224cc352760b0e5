"""What was not caught is held against the branch's own words; what was caught never is."""

from __future__ import annotations

from robot.voice.news import Event
from tests.robot.voice.hall import GREETING, Hall


def hall(*words: str) -> Hall:
    made = Hall()
    made.branch.words = words
    return made.run(1)


def test_a_product_that_was_mumbled_is_known_by_the_branchs_words() -> None:
    mumbled = hall("大额存单", "洗手间").greeted().hear("大额存单", confidence=0.2)
    assert mumbled.branch.heard == [("v1", "大额存单")]
    # Afterwards it hears everything again.
    mumbled.hear("我要取三万块钱")
    assert mumbled.branch.heard[-1] == ("v1", "我要取三万块钱")


def test_what_is_no_word_of_the_branch_is_asked_for_again() -> None:
    mumbled = hall("大额存单").greeted().hear("我要取号", confidence=0.2)
    assert mumbled.branch.heard == []
    assert len(mumbled.said) > 1


def test_what_was_heard_well_is_left_alone() -> None:
    clear = hall("大额存单").greeted().hear("我要取号")
    assert clear.branch.heard == [("v1", "我要取号")]


def test_a_model_that_takes_no_words_goes_without() -> None:
    mumbled = hall("大额存单")
    mumbled.recognizer.takes_grammar = False
    mumbled.greeted().hear("大额存单", confidence=0.2)
    assert mumbled.branch.heard == []


def test_a_word_that_a_manager_adds_is_known_at_once() -> None:
    mumbled = hall("洗手间").greeted()
    mumbled.branch.words = ("洗手间", "大额存单")
    mumbled.news.append(Event("content.changed", {"kinds": ["product"], "version": "2"}))
    mumbled.run(1).hear("大额存单", confidence=0.2)
    assert mumbled.branch.heard == [("v1", "大额存单")]


def test_a_branch_that_was_away_is_asked_again() -> None:
    mumbled = Hall()
    mumbled.branch.away = True
    mumbled.run(1)
    mumbled.branch.away, mumbled.branch.words = False, ("大额存单",)
    mumbled.run(31).greeted().hear("大额存单", confidence=0.2)
    assert mumbled.said[0] == GREETING
    assert mumbled.branch.heard == [("v1", "大额存单")]
