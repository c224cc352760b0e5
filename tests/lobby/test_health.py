"""Health, readiness, figures, and addresses that lead nowhere."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client

from lobby.branch.models import Branch
from lobby.staff import devices
from tests.lobby import factories

pytestmark = pytest.mark.django_db


class Dialogue(http.server.BaseHTTPRequestHandler):
    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status if self.path == "/webhooks/turn/ready" else 404)
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def dialogue(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Dialogue]]:
    handler = type("Handler", (Dialogue,), {})
    server = http.server.HTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    changed = settings.JIAOJIAO.__class__(**{**vars(settings.JIAOJIAO), "dialogue_url": url})
    monkeypatch.setattr(settings, "JIAOJIAO", changed)
    yield handler
    server.shutdown()
    server.server_close()


@pytest.fixture
def anyone() -> Client:
    return Client(REMOTE_ADDR="203.0.113.7")


@pytest.mark.parametrize("base", ["", "/api/v1"])
def test_it_lives(anyone: Client, base: str) -> None:
    assert anyone.get(f"{base}/healthz").json() == {"live": True}


@pytest.mark.parametrize("base", ["", "/api/v1"])
def test_ready_when_all_are_there(anyone: Client, dialogue: type[Dialogue], base: str) -> None:
    factories.branch()
    answer = anyone.get(f"{base}/readyz")
    assert answer.status_code == 200
    body = answer.json()
    assert body["ready"] is True
    assert {name: check["ok"] for name, check in body["checks"].items()} == {
        "database": True,
        "dialogue": True,
    }


def test_a_dialogue_that_is_loading_is_named(anyone: Client, dialogue: type[Dialogue]) -> None:
    factories.branch()
    dialogue.status = 503
    answer = anyone.get("/readyz")
    assert answer.status_code == 503
    checks = answer.json()["checks"]
    assert checks["database"]["ok"] is True
    assert checks["dialogue"] == {
        "ok": False,
        "ms": checks["dialogue"]["ms"],
        "detail": "status 503",
    }
    assert anyone.get("/readyz?exclude=dialogue").status_code == 200


def test_a_database_that_is_away_or_empty_is_named(
    anyone: Client, dialogue: type[Dialogue], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "seed" in anyone.get("/readyz").json()["checks"]["database"]["detail"]

    def away() -> Branch:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(Branch, "current", away)
    answer = anyone.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"]["detail"] == "OperationalError"


# Events are counted by their keys, which go on after any test that really committed.
@pytest.mark.django_db(transaction=True, reset_sequences=True)
def test_figures_are_for_those_with_a_token(anyone: Client) -> None:
    factories.ticket(factories.service("cash"))
    assert anyone.get("/metrics").status_code == 401
    answer = Client(headers={"Authorization": f"Bearer {devices.token()}"}).get("/metrics")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/plain")
    assert 'jiaojiao_tickets_today{service="cash",state="waiting"} 1.0' in text
    assert "jiaojiao_events_total 2.0" in text


@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_unknown_addresses_answer_as_the_api_does(anyone: Client, method: str) -> None:
    answer = getattr(anyone, method)("/api/v1/nowhere/at/all")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "not_found"
