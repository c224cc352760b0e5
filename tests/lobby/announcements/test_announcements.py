"""What the hall is to hear, as events."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from lobby import clock
from lobby.announcements import wording
from lobby.branch.models import Branch
from lobby.events.models import Event
from lobby.tickets import calling
from lobby.tickets.models import Counter, Service
from robot.announcements import AnnouncementQueue
from tests.lobby import factories

API = "/api/v1/announcements"


def announced() -> list[dict[str, Any]]:
    rows = Event.objects.filter(type="announcement").order_by("id")
    return [dict(data) for data in rows.values_list("data", flat=True)]


def announce(client: Client, body: Any, key: str | None = None) -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(API, json.dumps(body), content_type="application/json", headers=headers)


def test_a_call_and_its_recall_are_announced(first: Counter, cash: Service) -> None:
    for _ in range(11):
        factories.ticket(cash)
    ticket = factories.ticket(cash)
    ticket.rank_at -= timedelta(hours=1)
    ticket.save()
    calling.call_next("1", "teller")
    calling.recall("1", "teller")
    call, recall = announced()
    assert call["kind"] == "call"
    assert call["speech"] == "请 A零一二号 到 1号窗口"
    assert call["text"] == "请 A012号 到 1号窗口"
    assert (call["ticket"], call["counter"]) == (str(ticket.pk), "1")
    assert (call["priority"], call["repeat"], call["speaker"]) == (10, 1, "robot")
    assert datetime.fromisoformat(call["expires_at"]) > clock.now() + timedelta(minutes=1)
    assert (recall["kind"], recall["ticket"]) == ("recall", call["ticket"])
    assert recall["id"] != call["id"]
    assert ticket.page_token not in json.dumps([call, recall])


def test_other_steps_are_not_announced(first: Counter, cash: Service) -> None:
    factories.ticket(cash)
    calling.call_next("1", "teller")
    calling.start("1", "teller")
    calling.complete("1", "teller")
    assert [each["kind"] for each in announced()] == ["call"]


def test_the_branch_says_who_speaks_and_with_which_words(first: Counter, cash: Service) -> None:
    Branch.objects.update(announcer="board", call_words="{counter}，请{number}")
    factories.ticket(cash)
    calling.call_next("1", "teller")
    (call,) = announced()
    assert (call["speaker"], call["speech"]) == ("board", "1号窗口，请A零零一")


def test_staff_speak_to_the_hall(teller: Client, first: Counter) -> None:
    answer = announce(teller, {"text": " 哪位客户的  老花镜落在填单台了 "})
    assert answer.status_code == 201
    announce(teller, {"text": "请大家从正门离开", "urgent": True})
    announce(teller, {"text": "养老金可以在自助机上取", "kind": "notice"})
    staff, urgent, notice = announced()
    assert staff["id"] == answer.json()["id"]
    assert staff["speech"] == "哪位客户的 老花镜落在填单台了"
    assert [e["kind"] for e in (staff, urgent, notice)] == ["staff", "staff", "notice"]
    assert [e["priority"] for e in (staff, urgent, notice)] == [20, 0, 30]


def test_the_same_key_is_said_once(teller: Client, first: Counter) -> None:
    for _ in range(2):
        announce(teller, {"text": "欢迎"}, key="k")
    queue = AnnouncementQueue()
    assert [queue.push(data) for data in announced()] == [True, False]


@pytest.mark.parametrize(
    "body", [{}, {"text": "  "}, {"text": "长" * 61}, {"text": 5}, {"text": "x", "kind": "call"}]
)
def test_what_cannot_be_announced(teller: Client, first: Counter, body: Any) -> None:
    answer = announce(teller, body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert announced() == []


def test_staff_alone_speak_to_the_hall(robot: Client, outsider: Client, first: Counter) -> None:
    assert announce(robot, {"text": "你好"}).status_code == 403
    assert announce(outsider, {"text": "你好"}).status_code == 401


@pytest.mark.parametrize(
    ("number", "aloud"), [("A012", "A零一二"), ("B1000", "B一零零零"), ("²٣", "²٣")]
)
def test_numbers_are_read_digit_by_digit(number: str, aloud: str) -> None:
    assert wording.digits_aloud(number) == aloud


def test_a_template_without_number_or_counter_is_refused(first: Counter) -> None:
    branch = Branch.current()
    branch.call_words = "请 {number} 来"
    with pytest.raises(ValidationError) as refused:
        branch.clean()
    assert "{counter}" in str(refused.value)
    assert wording.template_faults("{number}{counter}" + "长" * 40)
    assert wording.fill("{number}{0}{counter}", "A1", "{number}") == "A1{0}{number}"


def test_the_announcer_is_told(outsider: Client, robot: Client, first: Counter) -> None:
    assert robot.get("/api/v1/branch").json()["announcer"] == "robot"
    assert outsider.get("/api/v1/branch").status_code == 401
