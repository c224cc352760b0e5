"""Stars for what was done at the counter."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from lobby.cases.models import Rating
from lobby.tickets import issuing
from lobby.tickets.models import State, Ticket

pytestmark = pytest.mark.usefixtures("seeded")


@pytest.fixture
def served() -> Ticket:
    ticket, _ = issuing.issue("cash", by="device", key="rated")
    Ticket.objects.filter(pk=ticket.pk).update(state=State.DONE)
    return ticket


def rate(client: Client, ticket: Ticket, token: str, body: Any) -> Any:
    path = f"/api/v1/tickets/{ticket.pk}/rating?token={token}"
    return client.post(path, json.dumps(body), content_type="application/json")


def test_the_holder_of_the_page_gives_stars_once(client: Client, served: Ticket) -> None:
    stars = {"stars": 5, "words": "谢谢3号窗口，我的卡号是6222020200112233445"}
    assert rate(client, served, "wrong", stars).status_code == 401
    assert rate(client, served, served.page_token, stars).status_code == 201
    kept = Rating.objects.get(ticket=served)
    assert kept.stars == 5
    assert "6222020200112233445" not in kept.words
    again = rate(client, served, served.page_token, {"stars": 1})
    assert again.status_code == 409
    assert "已经评价过" in again.json()["detail"]


def test_nobody_rates_what_has_not_been_done(client: Client, served: Ticket) -> None:
    Ticket.objects.filter(pk=served.pk).update(state=State.WAITING)
    assert rate(client, served, served.page_token, {"stars": 5}).status_code == 409
    assert rate(client, served, served.page_token, {"stars": 9}).status_code == 422
    assert not Rating.objects.exists()
