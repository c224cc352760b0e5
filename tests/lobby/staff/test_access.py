"""Who may ask for what."""

from __future__ import annotations

import dataclasses
import json
import stat
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import Client, RequestFactory
from rest_framework.request import Request

from lobby import clock
from lobby.staff import devices, first_run, permissions, throttles, tokens
from lobby.staff.models import StaffToken
from tests.lobby import factories

API = "/api/v1"
PASSWORD = "a-long-password"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """To the limits all requests of a test come in one moment, however slow the machine."""
    window = throttles.SlidingWindow
    for throttle, name, limit in (
        (throttles.RequestThrottle, "strangers", 20),
        (throttles.RequestThrottle, "holders", 500),
        (throttles.LoginThrottle, "attempts", 5),
    ):
        assert getattr(throttle, name).limit == limit
        frozen = window(f"{throttle.__name__} {name}", limit, now=lambda: 100.0)
        monkeypatch.setattr(throttle, name, frozen)


@pytest.fixture(autouse=True)
def _branch(db: None) -> None:
    factories.service("cash")


@pytest.fixture
def teller() -> User:
    return User.objects.create_user("teller", password=PASSWORD, is_staff=True)


def bearer(token: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {token}"}, REMOTE_ADDR="203.0.113.7")


def sign_in(username: str, password: str) -> Any:
    body = json.dumps({"username": username, "password": password})
    return Client().post(f"{API}/auth/token", body, content_type="application/json")


def counters(client: Client) -> int:
    return client.get(f"{API}/counters").status_code


def test_the_device_token_is_kept_in_a_file_for_its_owner_alone() -> None:
    token = devices.token()
    mode = stat.S_IMODE(devices.token_path().stat().st_mode)
    assert (mode, len(token) >= 40) == (0o600, True)
    assert counters(bearer(token)) == 200
    assert counters(bearer(token + "x")) == 401
    assert counters(bearer("")) == 401
    assert counters(bearer("käse")) == 401


def test_a_replaced_device_token_holds_at_once() -> None:
    old = devices.token()
    devices.token_path().unlink()
    new = devices.token()
    assert new != old
    assert counters(bearer(old)) == 401
    assert counters(bearer(new)) == 200


def test_a_token_of_the_operator_stands_in_for_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = devices.token()
    given = dataclasses.replace(settings.JIAOJIAO, token="given-by-the-operator")
    monkeypatch.setattr(settings, "JIAOJIAO", given)
    assert counters(bearer("given-by-the-operator")) == 200
    assert counters(bearer(kept)) == 401


def test_staff_sign_in_and_out(teller: User) -> None:
    answer = sign_in("teller", PASSWORD)
    assert answer.status_code == 200
    token = answer.json()["token"]
    assert token not in str(StaffToken.objects.values())
    client = bearer(token)
    assert counters(client) == 200
    assert client.delete(f"{API}/auth/token").status_code == 204
    assert counters(client) == 401


def test_who_only_looks_changes_nothing() -> None:
    first_run.ensure_first_run()
    reader = User.objects.create_user("reader", password=PASSWORD, is_staff=True)
    reader.groups.add(Group.objects.get(name=permissions.READERS))
    factories.counter("1", [])
    client = bearer(sign_in("reader", PASSWORD).json()["token"])
    for path in ("counters", "counters/1/line", "queue", "statistics", "cases"):
        assert client.get(f"{API}/{path}").status_code == 200, path
    for path in ("counters/1/open", "announcements", "appointments", "day/close", "tickets"):
        answer = client.post(f"{API}/{path}", "{}", "application/json")
        assert (answer.status_code, answer.json()["code"]) == (403, "permission_denied"), path
    assert client.post(f"{API}/counters/1/open").json()["detail"] == "这个账号只能查看。"
    console = Client()
    console.force_login(reader)
    assert console.get("/admin/tickets/counter/").status_code == 200
    assert console.get("/admin/tickets/counter/add/").status_code == 403
    # Who is a teller too acts as one.
    reader.groups.add(Group.objects.get(name=first_run.TELLERS))
    assert client.post(f"{API}/counters/1/open").status_code == 200
    assert client.delete(f"{API}/auth/token").status_code == 204


def test_wrong_passwords_and_customers_are_refused(teller: User) -> None:
    User.objects.create_user("visitor", password=PASSWORD)
    for name, password in (("teller", "wrong"), ("nobody", PASSWORD), ("visitor", PASSWORD)):
        answer = sign_in(name, password)
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"].startswith("Bearer")
        assert answer.json()["code"] == "authentication_failed"


def test_an_expired_token_is_refused_but_does_not_keep_its_owner_out(
    teller: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, expires_at = tokens.issue(teller)
    monkeypatch.setattr(clock, "now", lambda: expires_at + timedelta(seconds=1))
    client = bearer(token)
    assert counters(client) == 401
    body = json.dumps({"username": "teller", "password": PASSWORD})
    again = client.post(f"{API}/auth/token", body, content_type="application/json")
    assert again.status_code == 200
    assert StaffToken.objects.count() == 1


def test_a_dismissed_teller_is_out_at_once(teller: User) -> None:
    token, _ = tokens.issue(teller)
    User.objects.update(is_active=False)
    assert counters(bearer(token)) == 401


def test_passwords_cannot_be_guessed_quickly(teller: User) -> None:
    statuses = [sign_in("teller", "wrong").status_code for _ in range(6)]
    assert statuses == [401] * 5 + [429]


def test_a_session_needs_the_csrf_token(teller: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(teller)
    assert client.get(f"{API}/counters").status_code == 200
    answer = client.post(f"{API}/counters/1/open")
    assert answer.status_code == 403


def test_strangers_wait_after_twenty_requests_and_tokens_do_not() -> None:
    answers = [Client().get(f"{API}/services") for _ in range(21)]
    assert [answer.status_code for answer in answers] == [200] * 20 + [429]
    assert int(answers[-1]["Retry-After"]) >= 1
    assert answers[-1]["Content-Type"] == "application/problem+json"
    robot = bearer(devices.token())
    assert {robot.get(f"{API}/services").status_code for _ in range(30)} == {200}


@pytest.mark.parametrize(
    ("address", "headers", "local"),
    [
        ("127.0.0.1", {}, True),
        ("127.8.8.8", {}, True),
        ("::1", {}, True),
        ("203.0.113.7", {}, False),
        ("203.0.113.7", {"X-Forwarded-For": "127.0.0.1"}, False),
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, False),
        ("127.0.0.1", {"Forwarded": "for=127.0.0.1"}, False),
        ("", {}, False),
        ("unix:", {}, False),
    ],
)
def test_local_is_what_comes_from_the_machine_itself(
    address: str, headers: dict[str, str], local: bool
) -> None:
    request = RequestFactory(REMOTE_ADDR=address).get("/", headers=headers)
    assert permissions.is_local(Request(request)) is local


def test_a_server_for_the_whole_network_knows_no_locals(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Client().get(f"{API}/services").status_code == 200
    assert Client(REMOTE_ADDR="203.0.113.7").get(f"{API}/services").status_code == 401
    changed = settings.JIAOJIAO.__class__(**{**vars(settings.JIAOJIAO), "host": "0.0.0.0"})
    monkeypatch.setattr(settings, "JIAOJIAO", changed)
    assert Client().get(f"{API}/services").status_code == 401


def test_the_first_run_makes_an_account_once() -> None:
    first_run.ensure_first_run()
    path = first_run.admin_password_path()
    password = path.read_text().strip()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    admin = User.objects.get(username="admin")
    assert admin.check_password(password)
    assert [group.name for group in admin.groups.all()] == ["大堂经理"]
    first_run.ensure_first_run()
    assert path.read_text().strip() == password
    assert sign_in("admin", password).status_code == 200
    assert path.exists()

    admin.refresh_from_db()
    admin.set_password("another-long-password")
    admin.save()
    assert not path.exists()
    first_run.ensure_first_run()
    assert not path.exists()


def test_managers_edit_content_but_not_what_happened() -> None:
    first_run.ensure_first_run()
    names = set(Group.objects.get(name="大堂经理").permissions.values_list("codename", flat=True))
    assert {"change_faq", "add_service", "change_counter", "view_ticket", "view_event"} <= names
    assert not names & {"change_ticket", "delete_ticket", "delete_period", "change_event"}
    assert not names & {"change_user", "add_group"}
