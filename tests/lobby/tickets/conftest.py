"""A branch with two services and two counters, and a clock that tests turn."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from lobby import clock
from lobby.staff import devices, tokens
from lobby.tickets.models import Counter, Service
from tests.lobby import factories


class Clock:
    def __init__(self) -> None:
        self.moment = datetime(2026, 6, 1, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))

    def __call__(self) -> datetime:
        # No two moments are the same, as in life.
        self.moment += timedelta(milliseconds=1)
        return self.moment

    def forward(self, **span: float) -> None:
        self.moment += timedelta(**span)


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> Clock:
    ticking = Clock()
    monkeypatch.setattr(clock, "now", ticking)
    return ticking


@pytest.fixture
def cash(db: None, ticking: Clock) -> Service:
    return factories.service("cash")


@pytest.fixture
def card(cash: Service) -> Service:
    return factories.service("card", minutes=8)


@pytest.fixture
def first(cash: Service, card: Service) -> Counter:
    return factories.counter("1", [cash, card])


@pytest.fixture
def second(cash: Service, card: Service) -> Counter:
    return factories.counter("2", [card])


@pytest.fixture
def robot(db: None) -> Client:
    return Client(headers={"Authorization": f"Bearer {devices.token()}"})


@pytest.fixture
def teller(db: None) -> Client:
    user = User.objects.create_user("teller", password="a-long-password", is_staff=True)
    return Client(headers={"Authorization": f"Bearer {tokens.issue(user)[0]}"})


@pytest.fixture
def keeper(db: None) -> Client:
    """A lobby manager, who may change the branch."""
    user = User.objects.create_user("keeper", password="a-long-password", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="change_branch"))
    return Client(headers={"Authorization": f"Bearer {tokens.issue(user)[0]}"})


@pytest.fixture
def outsider(db: None) -> Client:
    return Client(REMOTE_ADDR="203.0.113.7")
