"""What the branch lends, as the dialogue asks for it and the manager changes it."""

from __future__ import annotations

import pytest
from django.test import Client
from rest_framework.test import APIClient

from lobby.branch.models import Facility
from lobby.knowledge.models import Amusement

pytestmark = pytest.mark.django_db


def test_every_facility_with_its_answer_and_place(device: APIClient) -> None:
    found = {one["code"]: one for one in device.get("/api/v1/facilities").json()}
    assert len(found) == 12
    assert found["glasses"]["available"]
    assert found["glasses"]["place"] == "form_desk"
    assert found["glasses"]["place_name"] == "填单台"
    assert "填单台" in found["glasses"]["speech"]
    assert not found["baby_care"]["available"]
    assert found["parking"]["place"] is None
    assert found["parking"]["place_name"] == ""


def test_strangers_are_not_told(stranger: APIClient) -> None:
    assert stranger.get("/api/v1/facilities").status_code == 401
    assert stranger.get("/api/v1/fun").status_code == 401


def test_fun_of_a_kind(device: APIClient) -> None:
    riddles = device.get("/api/v1/fun", {"kind": "riddle"}).json()
    assert len(riddles) >= 5
    assert all(one["kind"] == "riddle" and one["answers"] for one in riddles)
    everything = device.get("/api/v1/fun").json()
    assert {one["kind"] for one in everything} == {"riddle", "twister", "joke", "lesson"}
    assert all(len(one["speech"]) <= 60 for one in everything)
    assert device.get("/api/v1/fun", {"kind": "opera"}).status_code == 422


def test_what_is_switched_off_is_not_told(device: APIClient) -> None:
    Amusement.objects.filter(kind="joke").update(enabled=False)
    assert device.get("/api/v1/fun", {"kind": "joke"}).json() == []


def test_the_manager_edits_both(manager: Client, device: APIClient) -> None:
    umbrella = Facility.objects.get(pk="umbrella")
    change = f"/admin/branch/facility/{umbrella.pk}/change/"
    assert manager.get(change).status_code == 200
    values = {"name": "爱心雨伞", "place": "exit", "speech": "伞借完了。", "text": "伞借完了。"}
    assert manager.post(change, values).status_code == 302
    found = {one["code"]: one for one in device.get("/api/v1/facilities").json()}
    assert not found["umbrella"]["available"]
    assert found["umbrella"]["speech"] == "伞借完了。"
    add = "/admin/knowledge/amusement/add/"
    riddle = {"id": "new", "kind": "riddle", "speech": "猜猜看。", "text": "猜", "answers": ""}
    refused = manager.post(add, {**riddle, "enabled": "on"})
    assert refused.status_code == 200
    assert "谜语要有谜底" in refused.content.decode()
    assert manager.post(add, {**riddle, "answers": "月亮", "enabled": "on"}).status_code == 302
    assert Amusement.objects.get(pk="new").answers == ["月亮"]
