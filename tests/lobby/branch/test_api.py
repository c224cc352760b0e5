"""The branch over HTTP: shapes, who may ask, and what is refused."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from xml.etree import ElementTree

import pytest
from django.conf import settings
from rest_framework.test import APIClient

from lobby import clock
from lobby.branch import notices
from lobby.branch.models import Branch, Place
from lobby.staff import devices
from tests.lobby.limits import forget_limits

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def monday_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        settings,
        "JIAOJIAO",
        dataclasses.replace(settings.JIAOJIAO, clock="2026-09-07T12:30:00+08:00"),
    )
    clock._offset.cache_clear()


def test_hours(device: APIClient, monday_noon: None) -> None:
    body = device.get("/api/v1/hours").json()
    assert body["open_now"] is True
    assert body["today"] == [["09:00", "17:00"]]
    assert body["next_open"] == "2026-09-08T09:00:00+08:00"
    assert "09:00–17:00" in body["text"]
    assert body["speech"] == "现在正在营业，办到下午五点。"
    assert body["demo"] is True
    corporate = device.get("/api/v1/hours", {"kind": "corporate"}).json()
    assert corporate["open_now"] is False
    assert corporate["today"] == [["09:00", "12:00"], ["13:30", "17:00"]]
    assert corporate["next_open"] == "2026-09-07T13:30:00+08:00"
    assert device.get("/api/v1/hours", {"kind": "royal"}).status_code == 422


def test_places_and_branch(device: APIClient) -> None:
    places = device.get("/api/v1/places").json()
    assert len(places) >= 19
    restroom = next(p for p in places if p["code"] == "restroom")
    assert restroom["name"] == "洗手间"
    assert "厕所" in restroom["synonyms"]
    branch = device.get("/api/v1/branch").json()
    assert branch["name"] == "示范支行"
    assert branch["phone"]
    assert branch["hotline"]
    assert branch["notices"]


def test_routes_to_all_places(local: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = list(Place.objects.values_list("code", flat=True))
    assert len(codes) >= 19
    for code in codes:
        forget_limits(monkeypatch)
        answer = local.get("/api/v1/route", {"to": code})
        assert answer.status_code == 200, code
        body = answer.json()
        assert body["place"] == code
        assert 2 <= len(body["steps"]) <= 4
        assert body["distance_m"] > 0
        assert len(body["polyline"]) >= 2
        picture = local.get(body["plan_url"])
        assert picture.status_code == 200
        assert picture["Content-Type"].startswith("image/svg+xml")
        root = ElementTree.fromstring(picture.content)
        way = root.find(f"{SVG}polyline[@class='way']")
        assert way is not None
        assert len(way.attrib["points"].split()) == len(body["polyline"])
        here = root.find(f"{SVG}text[@class='label here']")
        assert here is not None
        assert here.text == body["name"]


def test_the_plan_alone_shows_every_place_and_the_robot(local: APIClient) -> None:
    root = ElementTree.fromstring(local.get("/api/v1/plan.svg").content)
    texts = {text.text for text in root.iter(f"{SVG}text")}
    assert texts >= set(Place.objects.values_list("name", flat=True)) | {"娇娇在这里"}
    assert root.find(f"{SVG}polyline[@class='way']") is None


def test_a_place_name_cannot_bring_markup_into_the_plan(local: APIClient) -> None:
    Place.objects.filter(code="restroom").update(name='<script>"x"</script>')
    answer = local.get("/api/v1/plan.svg", {"to": "restroom"})
    assert b"<script>" not in answer.content
    ElementTree.fromstring(answer.content)


@pytest.mark.parametrize("path", ["/api/v1/route", "/api/v1/plan.svg"])
def test_an_unknown_place_is_a_problem(local: APIClient, path: str) -> None:
    answer = local.get(path, {"to": "moon"})
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content)["code"] == "not_found"


def test_a_route_needs_a_place(local: APIClient) -> None:
    assert local.get("/api/v1/route").status_code == 422


def test_a_place_without_walkway_is_told_apart(local: APIClient) -> None:
    Place.objects.create(code="garden", name="花园", x=1, y=1, kind="facility")
    answer = local.get("/api/v1/route", {"to": "garden"})
    assert answer.status_code == 404
    assert "花园" in answer.json()["detail"]


def test_without_a_floor_the_branch_says_so(device: APIClient) -> None:
    Branch.objects.update(floor={})
    answer = device.get("/api/v1/route", {"to": "restroom"})
    assert answer.status_code == 503
    assert answer["Retry-After"]


@pytest.mark.parametrize(
    "path", ["hours", "triage?business=transfer", "places", "branch", "route?to=exit"]
)
def test_strangers_are_asked_for_a_token(stranger: APIClient, path: str) -> None:
    assert stranger.get(f"/api/v1/{path}").status_code == 401


@pytest.mark.django_db
def test_before_the_seed_the_branch_is_unavailable() -> None:
    client = APIClient(headers={"authorization": f"Bearer {devices.token()}"})
    assert client.get("/api/v1/branch").status_code == 503


def test_notices_hold_from_since_to_until() -> None:
    rows = [
        {"title": "a", "text": "a", "since": "2026-09-01", "until": "2026-09-03"},
        {"title": "b", "text": "b"},
    ]
    assert [n["title"] for n in notices.today(rows, date(2026, 9, 3))] == ["a", "b"]
    assert [n["title"] for n in notices.today(rows, date(2026, 9, 4))] == ["b"]
    assert [n["title"] for n in notices.today(rows, date(2026, 8, 31))] == ["b"]
    assert notices.faults(rows) == []


def test_faults_of_notices_are_told() -> None:
    found = notices.faults(
        [
            {
                "title": "",
                "text": "x",
                "level": "loud",
                "since": "gestern",
                "speech": "长" * 61,
                "z": 1,
            },
            3,
        ]
    )
    assert len(found) == 6
