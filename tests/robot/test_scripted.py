"""`shell --json` over a real HTTP client whose transport plays lobby."""

from __future__ import annotations

import io
import json

import httpx
import pytest

from robot.client import ConversationClient
from robot.shell import scripted


class Lobby:
    """Answers as lobby's contract says and remembers who said what."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []
        self.ended: list[str] = []
        self.count = 0
        self.away = False

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix("/api/v1")
        if request.method == "DELETE":
            self.ended.append(path.split("/")[-1])
            return httpx.Response(204)
        if path == "/conversations":
            self.count += 1
            greeting = [{"text": "您好", "speech": "您好"}]
            return httpx.Response(201, json={"id": f"c{self.count}", "replies": greeting})
        if self.away:
            body = {"code": "dialogue_away", "detail": "请稍候", "status": 503}
            return httpx.Response(503, json=body)
        text = json.loads(request.content)["text"]
        self.said.append((path.split("/")[2], text))
        return httpx.Response(200, json={"turn": len(self.said), "replies": [], "nlu": {}, "ms": 1})


@pytest.fixture
def lobby() -> Lobby:
    return Lobby()


def talk(lobby: Lobby, text: str, conversation: str = scripted.KEEP) -> tuple[list[dict], int]:
    output = io.StringIO()
    client = ConversationClient("http://lobby", transport=httpx.MockTransport(lobby))
    failures = scripted.run(client, io.StringIO(text), output, conversation)
    return [json.loads(line) for line in output.getvalue().splitlines()], failures


def test_one_line_in_one_line_out_in_one_conversation(lobby: Lobby) -> None:
    answers, failures = talk(lobby, "你好\n取号\n")
    assert [answer["turn"] for answer in answers] == [1, 2]
    assert lobby.said == [("c1", "你好"), ("c1", "取号")]
    assert lobby.ended == ["c1"]
    assert failures == 0


def test_a_blank_line_starts_a_new_visitor(lobby: Lobby) -> None:
    talk(lobby, "\n你好\n\n取号\n")
    assert lobby.said == [("c1", "你好"), ("c2", "取号")]
    assert lobby.ended == ["c1", "c2"]


def test_every_line_can_be_a_new_visitor(lobby: Lobby) -> None:
    talk(lobby, "你好\n取号\n", scripted.NEW)
    assert lobby.said == [("c1", "你好"), ("c2", "取号")]


def test_a_running_conversation_can_be_joined_and_is_left_open(lobby: Lobby) -> None:
    talk(lobby, "你好\n", "c77")
    assert lobby.said == [("c77", "你好")]
    assert lobby.ended == []


def test_a_failed_line_is_told_and_the_next_goes_on(lobby: Lobby) -> None:
    lobby.away = True
    answers, failures = talk(lobby, "你好\n取号\n")
    assert [answer["error"] for answer in answers] == ["dialogue_away"] * 2
    assert failures == 2
