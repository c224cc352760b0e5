"""A seeded branch and those who talk to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import Client
from rest_framework.test import APIClient

from lobby import patience
from lobby.staff import devices
from lobby.staff.first_run import MANAGERS, ensure_first_run
from lobby.tickets import waiting
from tests.lobby import sample_rows
from tests.lobby.limits import forget_limits


@pytest.fixture(autouse=True)
def _no_waits_of_another_test() -> None:
    """A process keeps its last forecast for a moment; each test has a database of its own."""
    waiting.forget()


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another thread would not see the rows of a test's open transaction."""
    monkeypatch.setattr(patience, "within", lambda seconds, ask: ask())


@pytest.fixture(autouse=True)
def _no_limits_of_another_test(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_limits(monkeypatch)


@pytest.fixture
def seeded(db: None) -> None:
    """The sample branch, and the groups and accounts of a first run."""
    sample_rows.fill(settings.JIAOJIAO.content)
    ensure_first_run()


@pytest.fixture
def make_manager(seeded: None) -> Callable[[str], User]:
    """A lobby manager: staff and member of the group, no superuser."""

    def make(name: str) -> User:
        user = User.objects.create_user(name, password="geheim-geheim-1", is_staff=True)
        user.groups.add(Group.objects.get(name=MANAGERS))
        return user

    return make


@pytest.fixture
def manager(make_manager: Callable[[str], User]) -> Client:
    """A browser in which a lobby manager has signed in."""
    client = Client()
    client.force_login(make_manager("manager"))
    return client


@pytest.fixture
def device(seeded: None) -> APIClient:
    """A client with the device token, from another machine."""
    return APIClient(
        REMOTE_ADDR="203.0.113.8", headers={"authorization": f"Bearer {devices.token()}"}
    )


@pytest.fixture
def staff(make_manager: Callable[[str], User]) -> APIClient:
    """A client of a signed-in manager."""
    client = APIClient(REMOTE_ADDR="203.0.113.9")
    client.force_authenticate(make_manager("staff"))
    return client


@pytest.fixture
def stranger(seeded: None) -> APIClient:
    """A client from another machine, without a token."""
    return APIClient(REMOTE_ADDR="203.0.113.7")


@pytest.fixture
def local(seeded: None) -> APIClient:
    """The kiosk page on the machine itself: loopback, no token."""
    return APIClient()
