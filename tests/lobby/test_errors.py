"""Whatever is sent, an error of the API is a problem document, and a person sees Chinese."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from lobby.staff import devices, views
from tests.lobby.limits import forget_limits

PROBLEM = "application/problem+json"
CHINESE = re.compile("[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z]+ [A-Za-z]+ [A-Za-z]+")
"""A sentence; names of fields, headers and formats are no such thing."""
BODIES = ["/api/v1/conversations", "/api/v1/tickets", "/api/v1/cases", "/api/v1/faqs/try"]

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner),
    max_leaves=10,
)


@pytest.fixture
def quiet(seeded: None) -> Client:
    """A device that is answered even where the server fails."""
    return Client(
        raise_request_exception=False, headers={"authorization": f"Bearer {devices.token()}"}
    )


def assert_problem(response: object, *statuses: int) -> None:
    assert response.status_code in statuses, response.content[:200]  # type: ignore[attr-defined]
    assert response.headers["Content-Type"].startswith(PROBLEM)  # type: ignore[attr-defined]
    body = json.loads(response.content)  # type: ignore[attr-defined]
    assert {"type", "title", "status", "detail", "code"} <= set(body)
    assert body["status"] == response.status_code  # type: ignore[attr-defined]
    assert CHINESE.search(body["detail"]), body["detail"]
    assert not ENGLISH.search(body["detail"]), body["detail"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", BODIES)
@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{bad", 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b'{"text":' + b"[" * 5000 + b"]" * 5000 + b"}", 400),
        (b'{"channel": NaN}', 400),
        (b'"text"', 422),
        (b"null", 422),
        (b'{"x": "' + b"a" * 3_000_000 + b'"}', 413),
    ],
    ids=["cut", "not-utf8", "open", "deep", "nan", "text", "null", "huge"],
)
def test_bodies_that_nobody_should_send(quiet: Client, path: str, body: bytes, status: int) -> None:
    assert_problem(quiet.post(path, body, content_type="application/json"), status)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"service": "cash",\n}', "第 2 行第 1 个字符"),
        (b"null", "正文是空的"),
        (b'{"service": "\xff"}', "第 14 个字节"),
        (b'{"service": NaN}', "NaN"),
        (b"[" * 100_000, "嵌套得太深"),
    ],
    ids=["comma", "null", "bytes", "nan", "deep"],
)
def test_a_broken_body_is_told_where_it_breaks(quiet: Client, body: bytes, said: str) -> None:
    answer = quiet.post("/api/v1/tickets", body, content_type="application/json")
    assert said in answer.json()["detail"]


@pytest.mark.django_db
def test_a_refusal_names_the_field_and_does_not_repeat_a_novel(quiet: Client) -> None:
    long = json.dumps({"channel": "x" * 5000})
    answer = quiet.post("/api/v1/conversations", long, content_type="application/json")
    detail = answer.json()["detail"]
    assert detail.startswith("“channel”不对：")
    assert len(detail) <= 200


@pytest.mark.django_db
@pytest.mark.parametrize("value", [5, 1.5, True, None, ["a"], {"a": 1}])
def test_text_is_text(quiet: Client, staff: APIClient, value: object) -> None:
    def post(path: str, body: object) -> object:
        return quiet.post(path, json.dumps(body), content_type="application/json")

    assert_problem(post("/api/v1/cases", {"kind": "help", "summary": value}), 422)
    assert_problem(post("/api/v1/faqs/try", {"text": value}), 422)
    response = staff.patch("/api/v1/faqs/card_lost", {"phrasings": [value] * 5}, format="json")
    assert response.status_code == 422


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*BODIES, "/api/v1/auth/token", "/api/v1/announcements"])
def test_half_a_character_can_be_told_about(quiet: Client, path: str) -> None:
    """A choice that is none is named in the answer, which could not be written with a lone surrogate."""
    names = ("kind", "channel", "service", "text", "username", "password")
    half = dict.fromkeys(names, "\ud83d")
    response = quiet.post(path, json.dumps(half), content_type="application/json")
    assert_problem(response, 401, 403, 422, 503)


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=json_values, path=st.sampled_from(BODIES[1:]))
def test_any_json_is_refused_kindly(quiet: Client, body: object, path: str) -> None:
    """Nothing random is a valid ticket, case or question; nothing random makes the server fail."""
    with pytest.MonkeyPatch.context() as patch:
        forget_limits(patch)
        response = quiet.post(path, json.dumps(body), content_type="application/json")
    assert_problem(response, 422)


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "path",
    [
        "hours?date=",
        "hours?date=2026-01-01&until=",
        "calendar?date=",
        "statistics?since=",
        "statistics.csv?until=",
        "statistics/productivity?since=",
        "statistics/productivity.csv?until=",
        "appointments?day=",
    ],
)
def test_days_at_the_ends_of_the_calendar(staff: APIClient, path: str, day: str) -> None:
    assert_problem(staff.get(f"/api/v1/{path}{day}"), 422)


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["0001-01-01", "0001-01-01T00:00+14:00", "9999-12-31T23:59"])
def test_appointments_at_the_ends_of_the_calendar(staff: APIClient, moment: str) -> None:
    usual = "2026-11-30T10:00:00+08:00"
    for ends in ({"starts_at": moment, "ends_at": usual}, {"starts_at": usual, "ends_at": moment}):
        answer = staff.post("/api/v1/appointments", {"service": "cash", **ends}, format="json")
        assert_problem(answer, 422)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/v1/", "/api/v1/nope", "/api/v1/schema"])
def test_unknown_addresses_of_the_api(quiet: Client, path: str) -> None:
    assert_problem(quiet.get(path), 404)


@pytest.mark.django_db
def test_a_fault_of_ours_is_a_problem_too(quiet: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object, **named: object) -> None:
        raise RuntimeError("a secret of the server")

    monkeypatch.setattr(views.TokenView, "post", fail)
    response = quiet.post("/api/v1/auth/token", "{}", content_type="application/json")
    assert_problem(response, 500)
    assert b"secret" not in response.content


@pytest.mark.django_db
def test_pages_that_are_not_there_speak_chinese(quiet: Client) -> None:
    response = quiet.get("/nope")
    assert response.status_code == 404
    assert "没有找到" in response.content.decode()


@pytest.mark.django_db
def test_the_console_has_a_short_address(quiet: Client) -> None:
    assert quiet.get("/console").headers["Location"] == "/admin/"


@pytest.mark.django_db
def test_errors_of_the_schema_are_json(quiet: Client) -> None:
    assert_problem(quiet.put("/api/v1/schema/"), 405)
