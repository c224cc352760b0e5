"""Places are given out once, given back, and never more of them than there are."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from lobby import clock
from lobby.activities import calendar, signing_up
from lobby.activities.models import Activity, SignUp
from lobby.cases.models import Case

API = "/api/v1/activities"


@pytest.fixture
def talk(seeded: None) -> calendar.Day:
    """The next lecture that one can sign up for."""
    days = calendar.coming(clock.local_now())
    return next(day for day in days if day.activity.code == "anti_fraud_talk" and day.open)


def ask(client: APIClient, day: calendar.Day, key: str = "", **more: Any) -> Any:
    body = {"date": day.date.isoformat(), "people": 1, **more}
    headers = {"Idempotency-Key": key} if key else {}
    path = f"{API}/{day.activity.code}/sign-ups"
    return client.post(path, body, format="json", headers=headers)


def test_a_sign_up_is_a_case_with_a_page(
    device: APIClient, client: Client, talk: calendar.Day
) -> None:
    made = ask(device, talk, "k1", people=2, name="王阿姨")
    assert made.status_code == 201
    assert ask(device, talk, "k1", people=2).json()["id"] == made.json()["id"]
    page = client.get(made.json()["page_url"]).content.decode()
    assert "反诈讲座" in page
    assert "2 人" in page
    assert "王阿姨" not in page
    left = next(
        row["left"]
        for row in device.get(API).json()
        if row["code"] == talk.activity.code and row["date"] == talk.date.isoformat()
    )
    assert left == 28


def test_the_same_visitor_has_one_sign_up_a_day(device: APIClient, talk: calendar.Day) -> None:
    visitor = str(uuid.uuid4())
    first = ask(device, talk, "k1", conversation=visitor)
    again = ask(device, talk, "k2", conversation=visitor)
    assert (again.status_code, again.json()["id"]) == (200, first.json()["id"])


def test_a_full_one_says_what_is_left(device: APIClient, talk: calendar.Day) -> None:
    Activity.objects.update(capacity=3)
    assert ask(device, talk, people=2).status_code == 201
    refused = ask(device, talk, people=2)
    assert (refused.status_code, refused.json()["code"], refused.json()["left"]) == (409, "full", 1)
    assert ask(device, talk, people=1).status_code == 201
    assert ask(device, talk, people=1).json()["left"] == 0


@pytest.mark.parametrize("change", [{"people": 0}, {"people": 11}, {"date": "2020-01-01"}])
def test_senseless_sign_ups_are_refused(
    device: APIClient, talk: calendar.Day, change: dict[str, Any]
) -> None:
    assert ask(device, talk, **change).status_code == 422


def test_what_needs_none_and_what_is_unknown(device: APIClient, seeded: None) -> None:
    days = calendar.coming(clock.local_now())
    free = next(day for day in days if day.activity.capacity is None)
    assert ask(device, free).status_code == 422
    path = f"{API}/opera/sign-ups"
    body = {"date": free.date.isoformat()}
    assert device.post(path, body, format="json").status_code == 404


def test_places_are_given_back_on_the_page(
    device: APIClient, client: Client, talk: calendar.Day
) -> None:
    Activity.objects.update(capacity=1)
    made = ask(device, talk).json()
    token = made["page_url"].rsplit("/", 1)[-1]
    path = f"/api/v1/cases/{made['id']}/sign-up"
    assert client.delete(f"{path}?token=wrong").status_code in (401, 403)
    for _ in range(2):
        assert client.delete(f"{path}?token={token}").status_code == 204
    assert Case.objects.get(pk=made["id"]).state == "closed"
    assert ask(device, talk).status_code == 201


def test_other_cases_are_no_sign_ups(device: APIClient, seeded: None) -> None:
    made = device.post("/api/v1/cases", {"kind": "help"}, format="json").json()
    assert device.delete(f"/api/v1/cases/{made['id']}/sign-up").status_code == 404


def test_strangers_sign_nobody_up(stranger: APIClient, talk: calendar.Day) -> None:
    assert ask(stranger, talk).status_code == 401


def test_what_is_over_is_closed(device: APIClient, talk: calendar.Day) -> None:
    made = ask(device, talk).json()
    assert signing_up.settle_past(clock.now()) == 0
    SignUp.objects.update(date=clock.today() - timedelta(days=1))
    assert signing_up.settle_past(clock.now()) == 1
    assert Case.objects.get(pk=made["id"]).state == "closed"
