"""Cases: numbers, keys, masking, moves, the API's edge."""

from __future__ import annotations

import uuid

import pytest
from django.contrib.auth.models import User
from rest_framework.test import APIClient

from lobby.branch.models import Branch
from lobby.cases import handling
from lobby.cases.models import Case
from lobby.events.models import Event
from lobby.staff import devices

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def branch() -> Branch:
    return Branch.objects.create(code="demo", name="示范支行")


@pytest.fixture
def device() -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {devices.token()}")
    return client


def test_numbers_run_through_the_day() -> None:
    first, _ = handling.open_case("help", None, "", None)
    second, _ = handling.open_case("complaint", None, "", None)
    assert second.serial == first.serial + 1
    assert first.number.endswith("-001")


def test_the_same_key_gives_the_same_case() -> None:
    first, is_new = handling.open_case("help", None, "", "k1")
    again, is_new_again = handling.open_case("help", None, "", "k1")
    assert (first.id, is_new, is_new_again) == (again.id, True, False)


def test_what_the_visitor_let_slip_is_masked_before_it_is_stored() -> None:
    case, _ = handling.open_case("complaint", None, "我手机13800138000，密码是123456", None)
    assert "13800138000" not in case.summary
    assert "123456" not in case.summary


def test_events_tell_staff_but_hold_neither_words_nor_token() -> None:
    case, _ = handling.open_case("alert", uuid.uuid4(), "有人晕倒了", None)
    event = Event.objects.get(type="case.opened")
    assert event.data == {
        "number": case.number,
        "kind": "alert",
        "state": "open",
        "conversation": str(case.conversation),
    }
    assert case.token not in str(event.data)


def test_the_api_opens_and_shows_a_case(device: APIClient) -> None:
    body = {"kind": "help", "conversation": str(uuid.uuid4()), "summary": "要找大堂经理"}
    made = device.post("/api/v1/cases", body, format="json", headers={"Idempotency-Key": "k"})
    assert made.status_code == 201
    again = device.post("/api/v1/cases", body, format="json", headers={"Idempotency-Key": "k"})
    assert again.status_code == 200
    assert again.json()["id"] == made.json()["id"]
    shown = device.get(f"/api/v1/cases/{made.json()['id']}").json()
    assert shown["state"] == "open"
    assert "summary" not in shown
    case = Case.objects.get()
    assert shown["page_url"] == f"/case/{case.token}"


@pytest.mark.parametrize("body", [{}, {"kind": "gossip"}, {"kind": "help", "summary": "长" * 501}])
def test_senseless_cases_are_refused(device: APIClient, body: dict) -> None:
    answer = device.post("/api/v1/cases", body, format="json")
    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid"


def test_strangers_open_no_cases() -> None:
    assert APIClient().post("/api/v1/cases", {"kind": "help"}, format="json").status_code == 401


@pytest.mark.parametrize("kind", ["help", "complaint"])
def test_a_visitor_has_one_open_case_of_a_kind_and_adds_to_it(kind: str) -> None:
    visitor = uuid.uuid4()
    first, _ = handling.open_case(kind, visitor, "等太久了", "k1")
    again, is_new = handling.open_case(kind, visitor, "还是没人，电话13800138000", "k2")
    assert (again.id, is_new) == (first.id, False)
    note = first.steps.last().note
    assert "还是没人" in note
    assert "13800138000" not in note
    assert Event.objects.filter(type="case.changed").count() == 1
    other, is_new = handling.open_case(kind, uuid.uuid4(), "", "k3")
    assert is_new
    assert other.id != first.id
    handling.close(first.id, User.objects.create_user("manager"))
    assert handling.open_case(kind, visitor, "", "k4")[1]


def test_a_call_for_help_that_turns_into_a_complaint_is_one_case() -> None:
    visitor = uuid.uuid4()
    called, _ = handling.open_case("help", visitor, "叫人来", "k1")
    complained, is_new = handling.open_case("complaint", visitor, "等了一小时", "k2")
    assert (complained.id, is_new, complained.kind) == (called.id, False, "complaint")
    again, is_new = handling.open_case("help", visitor, "人呢", "k3")
    assert (again.id, is_new, again.kind) == (called.id, False, "complaint")


def test_every_alert_rings_anew() -> None:
    visitor = uuid.uuid4()
    handling.open_case("alert", visitor, "着火了", None)
    assert handling.open_case("alert", visitor, "烟很大", None)[1]
