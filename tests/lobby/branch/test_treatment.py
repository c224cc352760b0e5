"""What a manager sets of priority and long waits, and what the dialogue is told of it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from rest_framework.test import APIClient

from lobby.branch import soothing
from lobby.branch.models import Branch
from lobby.tickets.models import PriorityClass
from tests.lobby.knowledge.test_admin import errors, form_of

BRANCH = "/admin/branch/branch"


def test_the_dialogue_is_told_the_rules(device: APIClient) -> None:
    told = device.get("/api/v1/branch").json()
    assert told["soothing"]["minutes"] == 20
    assert {"label", "text"} <= set(told["soothing"]["offers"][0])
    classes = {row["code"]: row for row in told["classes"]}
    assert "normal" not in classes
    assert classes["elderly"]["from_age"] == 65
    assert classes["disabled"]["question"]


def test_a_manager_changes_what_a_long_wait_offers(manager: Client, device: APIClient) -> None:
    page = f"{BRANCH}/{Branch.current().pk}/change/"
    changes = {
        "soothing_minutes": "15",
        "soothing_speech": "先喝杯茶？",
        "soothing_offers": "喝杯茶｜茶水在哪儿\n看看自助机｜自助机在哪儿｜自助机能办时",
    }
    assert manager.post(page, form_of(manager, page, **changes)).status_code == 302
    told = device.get("/api/v1/branch").json()["soothing"]
    assert told == {
        "minutes": 15,
        "speech": "先喝杯茶？",
        "offers": [
            {"label": "喝杯茶", "text": "茶水在哪儿"},
            {"label": "看看自助机", "text": "自助机在哪儿", "only": "machine"},
        ],
    }


@pytest.mark.parametrize(
    ("offers", "fault"),
    [
        ("喝杯茶", "缺少点了等于说"),
        ("喝杯茶｜茶水在哪儿｜下雨时", "没有“下雨时”这个条件"),
        ("一个特别特别特别长的按钮文字｜茶水", "1 到 12 个字"),
        ("\n".join(f"按钮{n}｜说{n}" for n in range(7)), "最多 6 个按钮"),
    ],
)
def test_what_makes_no_sense_is_refused(manager: Client, offers: str, fault: str) -> None:
    page = f"{BRANCH}/{Branch.current().pk}/change/"
    answer = manager.post(page, form_of(manager, page, soothing_offers=offers))
    assert fault in errors(answer)


def test_offers_that_are_no_list() -> None:
    assert soothing.faults("x") == ["按钮应当是一组条目。"]
    assert "不认识的项目 colour" in soothing.faults([{"label": "a", "text": "b", "colour": 1}])[0]


def test_a_priority_class_is_checked(seeded: None) -> None:
    pregnant = PriorityClass.objects.get(pk="pregnant")
    pregnant.hints = ["肚子大"]
    with pytest.raises(ValidationError, match="要么都填"):
        pregnant.clean()
    pregnant.question = "您怀孕了吗？"
    pregnant.clean()
    pregnant.claims = [*pregnant.claims, "残疾"]
    with pytest.raises(ValidationError, match="残障客户"):
        pregnant.clean()


def test_a_number_for_somebody_else_beside_the_own(device: APIClient) -> None:
    begun = device.post("/api/v1/conversations", {"channel": "text"}, format="json").json()
    body = {"service": "card", "conversation": begun["id"]}
    own = device.post("/api/v1/tickets", body, format="json")
    again = device.post("/api/v1/tickets", body, format="json")
    other = device.post("/api/v1/tickets", {**body, "for_other": True}, format="json")
    twice = device.post("/api/v1/tickets", {**body, "for_other": True}, format="json")
    assert (own.status_code, again.status_code) == (201, 200)
    assert (other.status_code, twice.status_code) == (201, 200)
    assert own.json()["number"] == again.json()["number"]
    assert other.json()["number"] == twice.json()["number"] != own.json()["number"]


def test_services_say_whose_hours_they_keep(device: APIClient) -> None:
    kinds = {row["code"]: row["hours"] for row in device.get("/api/v1/services").json()}
    assert kinds["cash"] == "cash"
    assert kinds["corporate"] == "corporate"
    asked = device.get("/api/v1/hours", {"business": "fx_exchange", "about": "week"}).json()
    assert "现金业务" in asked["speech"]
    assert device.get("/api/v1/hours", {"business": "tea"}).status_code == 404
