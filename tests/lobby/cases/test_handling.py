"""A named person takes a case, answers and closes it; the visitor hears of each."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from rest_framework.test import APIClient

from lobby.cases import handling, telling
from lobby.cases.models import Case, CaseStep
from lobby.conversations import talking
from lobby.conversations.dialogue import Answer
from lobby.conversations.models import Conversation
from lobby.events.models import Event
from lobby.problems import Conflict, Invalid, Stale


def last_event() -> Event:
    found = Event.objects.filter(type="case.changed").last()
    assert found is not None
    return found


def test_who_takes_it_answers_for_it(case: Case, wang: User, li: User) -> None:
    taken = handling.take(case.id, wang)
    assert (taken.state, taken.owner_name) == ("taken", "王敏")
    assert "王敏" in last_event().data["replies"][0]["speech"]
    with pytest.raises(Conflict):
        handling.take(case.id, li)
    handling.release(case.id, wang)
    assert handling.take(case.id, li).owner_name == "李强"


def test_an_answer_takes_an_open_case_and_reaches_the_visitor(case: Case, wang: User) -> None:
    answered = handling.answer(case.id, wang, " 三号窗口\n马上为您办理 ")
    assert (answered.state, answered.owner_name) == ("taken", "王敏")
    event = last_event()
    assert event.data["conversation"] == str(case.conversation)
    reply = event.data["replies"][0]
    assert "三号窗口 马上为您办理" in reply["text"]
    assert reply["card"]["number"] == case.number


def test_a_long_answer_is_short_when_spoken(case: Case, wang: User) -> None:
    handling.answer(case.id, wang, "请您放心" * 40)
    reply = last_event().data["replies"][0]
    assert len(reply["speech"]) <= 60
    assert reply["text"].count("请您放心") == 40


def test_closing_is_the_end(case: Case, wang: User) -> None:
    closed = handling.close(case.id, wang, "explained", "已当面说明")
    assert (closed.state, closed.outcome, closed.answer) == ("closed", "explained", "已当面说明")
    for step in (handling.take, handling.release, handling.close):
        with pytest.raises(Conflict):
            step(case.id, wang)
    with pytest.raises(Conflict):
        handling.answer(case.id, wang, "还有")
    with pytest.raises(Conflict):
        handling.add(case.id, "还有")


def test_the_history_only_grows(case: Case, wang: User) -> None:
    handling.add(case.id, "还是没人来")
    handling.take(case.id, wang)
    handling.answer(case.id, wang, "来了")
    handling.close(case.id, wang)
    steps = [(step.did, step.by) for step in case.steps.all()]
    assert steps == [
        ("opened", "娇娇"),
        ("added", "娇娇"),
        ("taken", "wang"),
        ("answered", "wang"),
        ("closed", "wang"),
    ]


def test_an_empty_answer_is_refused(case: Case, wang: User) -> None:
    with pytest.raises(Invalid):
        handling.answer(case.id, wang, "  ")


def test_who_looked_too_early_is_told(case: Case, wang: User, li: User) -> None:
    seen = case.version
    handling.add(case.id, "我又想起一件事")
    with pytest.raises(Stale):
        handling.answer(case.id, wang, "好的", [seen])
    assert not CaseStep.objects.filter(did="answered").exists()


class Echo:
    """A dialogue that says what it heard."""

    def say(self, sender: str, message: str, metadata: dict[str, str]) -> Answer:
        return Answer([{"text": message, "speech": message}], {"intent": "inform"})


def test_the_next_turn_begins_with_the_answer_once(
    visitor: Conversation, case: Case, wang: User
) -> None:
    handling.answer(case.id, wang, "三号窗口等您")
    first = talking.take_turn(visitor, "你好", "text", Echo())  # type: ignore[arg-type]
    assert ["王敏答复您" in reply["text"] for reply in first.replies] == [True, False]
    second = talking.take_turn(visitor, "你好", "text", Echo())  # type: ignore[arg-type]
    assert [reply["text"] for reply in second.replies] == ["你好"]


def test_what_the_screen_has_told_is_not_told_again(
    visitor: Conversation, case: Case, wang: User, local: APIClient
) -> None:
    handling.answer(case.id, wang, "三号窗口等您")
    assert local.post(f"/api/v1/conversations/{visitor.id}/told").status_code == 204
    assert telling.untold(visitor.id) == []


def test_nobody_hears_the_answer_to_another(case: Case, wang: User) -> None:
    handling.answer(case.id, wang, "三号窗口等您")
    other = Conversation.objects.create(channel="text")
    assert telling.untold(other.id) == []


def test_what_the_visitor_takes_back_is_no_answer(visitor: Conversation, case: Case) -> None:
    handling.withdraw(case.id, "不用了")
    handling.withdraw(case.id)
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("closed", "withdrawn")
    assert telling.untold(visitor.id) == []
