"""Nobody is forgotten: staff hear again, the visitor hears what else can be done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from lobby import clock, sealing
from lobby.branch.models import Branch
from lobby.cases import contact, handling, reminding
from lobby.cases.models import Case
from lobby.cases.overview import cases_of_conversation
from lobby.conversations.models import Conversation
from lobby.events.models import Event


def test_an_open_case_is_brought_up_once(case: Case) -> None:
    Branch.objects.update(answer_minutes=5)
    assert reminding.remind(case.opened_at + timedelta(minutes=4)) == 0
    late = case.opened_at + timedelta(minutes=6)
    assert (reminding.remind(late), reminding.remind(late)) == (1, 0)
    event = Event.objects.get(type="case.overdue")
    assert (event.data["number"], event.data["minutes"]) == (case.number, 6)
    reply = event.data["replies"][0]
    assert "大堂经理台" in reply["speech"]
    assert "95000" in reply["text"]
    assert case.steps.filter(did="reminded").count() == 1


def test_what_somebody_has_taken_is_not(case: Case, wang: User) -> None:
    handling.take(case.id, wang)
    assert reminding.remind(case.opened_at + timedelta(hours=1)) == 0


@pytest.mark.parametrize("kind", ["message", "lost_item", "sign_up"])
def test_nobody_stands_there_waiting_for_the_others(visitor: Conversation, kind: str) -> None:
    row, _ = handling.open_case(kind, visitor.id, "", None)
    assert reminding.remind(row.opened_at + timedelta(hours=1)) == 0


def test_the_dialogue_knows_that_nobody_has_come(visitor: Conversation, case: Case) -> None:
    assert [row["overdue"] for row in cases_of_conversation(visitor.id)] == [False]
    Case.objects.update(opened_at=clock.now() - timedelta(minutes=30))
    assert [row["overdue"] for row in cases_of_conversation(visitor.id)] == [True]


def test_a_number_is_forgotten_after_a_while(case: Case, wang: User) -> None:
    handling.add(case.id, "", phone="13800138000")
    handling.close(case.id, wang)
    now = clock.now()
    assert contact.forget(now) == 0
    assert contact.forget(now + contact.KEPT + timedelta(hours=1)) == 1
    case.refresh_from_db()
    assert contact.phone(case) == ""


def test_what_is_sealed_opens_with_its_key_and_time_alone(settings: object) -> None:
    sealed = sealing.seal("13800138000")
    assert "138" not in sealed
    assert sealing.unseal(sealed) == "13800138000"
    assert sealing.unseal(sealed, timedelta(minutes=1)) == "13800138000"
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]
    assert sealing.unseal(sealed) == ""
    assert sealing.unseal("nonsense") == ""
