"""Tellers see what presses in the hall and what they took; messages and lost items are the manager's."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from rest_framework.test import APIClient

from lobby.cases import handling
from lobby.cases.models import Case, Kind
from lobby.staff.permissions import READERS

API = "/api/v1/cases"
STEPS = ("take", "release", "answer", "close")
PRIVATE = (Kind.MESSAGE, Kind.LOST_ITEM, Kind.SIGN_UP)
PRESSING = (Kind.ALERT, Kind.HELP, Kind.COMPLAINT)


@pytest.fixture
def counter(teller: User) -> APIClient:
    client = APIClient(REMOTE_ADDR="203.0.113.20")
    client.force_authenticate(teller)
    return client


def opened(kind: str) -> Case:
    row, _ = handling.open_case(kind, None, "小区门口的事", None)
    return row


@pytest.mark.parametrize("kind", PRIVATE)
def test_a_teller_neither_reads_nor_handles_what_is_the_manager_s(
    counter: APIClient, staff: APIClient, kind: str
) -> None:
    case = opened(kind)
    assert counter.get(API).json()["cases"] == []
    refused = [counter.get(f"{API}/{case.id}")]
    refused += [
        counter.post(f"{API}/{case.id}/{step}", {"text": "好的", "outcome": "solved"}, "json")
        for step in STEPS
    ]
    for answer in refused:
        assert (answer.status_code, answer.json()["code"]) == (403, "permission_denied")
        assert "大堂经理" in answer.json()["detail"]
        assert "小区" not in answer.content.decode()
    assert staff.get(f"{API}/{case.id}").json()["state"] == "open"
    assert [one["id"] for one in staff.get(API).json()["cases"]] == [str(case.id)]


@pytest.mark.parametrize("kind", PRESSING)
def test_a_teller_takes_what_presses_and_keeps_it_to_the_end(counter: APIClient, kind: str) -> None:
    case = opened(kind)
    assert [one["id"] for one in counter.get(API).json()["cases"]] == [str(case.id)]
    assert counter.post(f"{API}/{case.id}/take").status_code == 200
    done = counter.post(f"{API}/{case.id}/close", {"outcome": "solved", "text": "好了"}, "json")
    assert done.json()["state"] == "closed"
    assert counter.get(f"{API}/{case.id}").status_code == 200


def test_what_a_colleague_took_is_theirs(counter: APIClient, wang: User) -> None:
    case = opened(Kind.COMPLAINT)
    handling.take(case.id, wang)
    assert counter.get(f"{API}/{case.id}").status_code == 403
    assert counter.get(API).json()["cases"] == []


def test_the_page_s_address_shows_a_teller_what_it_shows_anybody(counter: APIClient) -> None:
    case = opened(Kind.MESSAGE)
    shown = counter.get(f"{API}/{case.id}?token={case.token}")
    assert shown.status_code == 200
    assert "小区" not in shown.content.decode()
    assert counter.get(f"{API}/{case.id}?token=guessed").status_code == 403


def test_an_auditor_reads_all_and_changes_nothing(teller: User, counter: APIClient) -> None:
    teller.groups.add(Group.objects.get(name=READERS))
    case = opened(Kind.LOST_ITEM)
    assert counter.get(f"{API}/{case.id}").json()["state"] == "open"
    assert counter.post(f"{API}/{case.id}/take").status_code == 403
