"""Trying a sentence, against a server that plays the dialogue."""

from __future__ import annotations

import dataclasses
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.conf import settings
from rest_framework.test import APIClient

TRY = "/api/v1/faqs/try"
UNDERSTOOD = {
    "intent": "faq",
    "confidence": 0.93,
    "entities": [],
    "faq": "card_lost",
    "faq_ranking": [
        {"id": "card_lost", "score": 0.91},
        {"id": "gone_meanwhile", "score": 0.4},
        {"id": "card_found", "score": 0.2},
    ],
    "ms": 3,
}


class Played:
    """What the played dialogue answers, and what it was asked."""

    status = 200
    answer: Any = UNDERSTOOD
    asked: list[tuple[str, Any]]


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Iterator[Played]:
    played = Played()
    played.asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            played.asked.append((self.path, json.loads(body)))
            data = json.dumps(played.answer).encode()
            self.send_response(played.status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    point_at(monkeypatch, f"http://127.0.0.1:{server.server_port}")
    yield played
    server.shutdown()
    server.server_close()
    thread.join()


def point_at(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    there = dataclasses.replace(settings.JIAOJIAO, dialogue_url=url)
    monkeypatch.setattr(settings, "JIAOJIAO", there)


def test_the_ranking_is_the_robots(staff: APIClient, played: Played) -> None:
    answer = staff.post(TRY, {"text": "卡没了"}, format="json")
    assert answer.status_code == 200
    body = answer.json()
    assert played.asked == [("/webhooks/turn/understand", {"text": "卡没了"})]
    assert [row["id"] for row in body["ranking"]] == ["card_lost", "card_found"]
    assert body["ranking"][0]["score"] == 0.91
    assert body["ranking"][0]["title"]
    assert body["ranking"][0]["speech"]
    assert (body["intent"], body["confidence"], body["chosen"]) == ("faq", 0.93, "card_lost")


def test_no_entry_chosen_is_null(staff: APIClient, played: Played) -> None:
    played.answer = {"intent": "greet", "confidence": 1, "entities": [], "faq_ranking": []}
    body = staff.post(TRY, {"text": "你好"}, format="json").json()
    assert body == {"ranking": [], "intent": "greet", "confidence": 1.0, "chosen": None}


@pytest.mark.parametrize(
    ("status", "answer"), [(503, {}), (200, []), (200, {"intent": "faq"}), (200, "nonsense")]
)
def test_an_answer_that_is_none_is_away(
    staff: APIClient, played: Played, status: int, answer: Any
) -> None:
    played.status, played.answer = status, answer
    problem = staff.post(TRY, {"text": "卡没了"}, format="json")
    assert problem.status_code == 503
    assert problem.json()["code"] == "unavailable"
    assert problem["Retry-After"]


def test_a_dialogue_that_is_away_is_a_problem(
    staff: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Bound and not listening: refused at once.
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler, bind_and_activate=False)
    server.server_bind()
    point_at(monkeypatch, f"http://127.0.0.1:{server.server_address[1]}")
    try:
        assert staff.post(TRY, {"text": "卡没了"}, format="json").status_code == 503
    finally:
        server.server_close()


def test_what_is_no_sentence_is_refused(staff: APIClient, stranger: APIClient) -> None:
    for text in ("", "  ", "长" * 501):
        assert staff.post(TRY, {"text": text}, format="json").status_code == 422
    assert stranger.post(TRY, {"text": "卡没了"}, format="json").status_code == 401
