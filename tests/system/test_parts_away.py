"""When a part is away the customer hears a sensible sentence, and it comes back by itself.

Each part is really switched off: killed, frozen, slowed or locked.
"""

from __future__ import annotations

import sqlite3

import httpx
import pytest

from robot.client import ConversationError
from tests.system.running import Robot, eventually

pytestmark = pytest.mark.system

TICKET = "我要取三万块钱"


def speech(body: dict) -> str:
    return "".join(r["speech"] for r in body["replies"])


def assert_sensible(words: str) -> None:
    """An apology that says what to do next."""
    assert "抱歉" in words or "不好意思" in words
    assert "大堂经理" in words or "再说一次" in words
    assert len(words) <= 60


def answers_again(robot: Robot) -> None:
    eventually(robot.gives_tickets, 60, "the robot gives tickets again")


def test_the_action_server_is_down(robot: Robot) -> None:
    with robot.visitor() as visitor, robot.frozen("actions"):
        with pytest.raises(ConversationError) as caught:
            visitor.say(TICKET, "text")
        assert caught.value.retryable
        assert_sensible(speech(caught.value.body))
    answers_again(robot)


def test_the_action_server_dies_and_is_started_again(robot: Robot) -> None:
    with robot.visitor() as visitor:
        restarts = robot.child("actions").restarts
        robot.kill("actions")
        turn = visitor.say(TICKET, "text")
        assert_sensible("".join(r.speech for r in turn.replies))
        eventually(
            lambda: robot.child("actions").restarts > restarts and robot.is_ready("actions"), 30
        )
    answers_again(robot)


def test_the_lobby_api_is_slow(robot: Robot) -> None:
    with robot.visitor() as visitor:
        robot.proxy.delay = 1.5
        try:
            turn = visitor.say(TICKET, "text")
        finally:
            robot.proxy.delay = 0.0
        assert_sensible("".join(r.speech for r in turn.replies))
        assert not any(r.card and r.card["type"] == "ticket" for r in turn.replies)
    answers_again(robot)


def test_the_dialogue_restarts(robot: Robot) -> None:
    with robot.visitor() as visitor:
        restarts = robot.child("dialogue").restarts
        robot.kill("dialogue")
        with pytest.raises(ConversationError) as caught:
            visitor.say(TICKET, "text")
        assert caught.value.retryable
        assert_sensible(speech(caught.value.body))
        # A newcomer is greeted all the same, and told to wait.
        with robot.visitor() as newcomer:
            assert newcomer.conversation
        eventually(
            lambda: robot.child("dialogue").restarts > restarts and robot.is_ready("dialogue"),
            60,
            "the dialogue is back",
        )
        # The same visitor goes on.
        turn = visitor.say(TICKET, "text")
        assert any(r.card and r.card["type"] == "ticket" for r in turn.replies)


def test_the_database_is_locked(robot: Robot) -> None:
    with robot.visitor() as visitor:
        lock = sqlite3.connect(robot.settings.var / "lobby.sqlite3", isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
        try:
            with pytest.raises(ConversationError) as caught:
                visitor.say(TICKET, "text")
        finally:
            lock.execute("ROLLBACK")
            lock.close()
        assert caught.value.retryable
        assert_sensible(speech(caught.value.body))
    answers_again(robot)


def test_lobby_dies_and_acknowledged_tickets_are_still_there(robot: Robot) -> None:
    with robot.visitor() as visitor:
        turn = visitor.say(TICKET, "text")
        card = next(r.card for r in turn.replies if r.card)
        restarts = robot.child("lobby").restarts
        robot.kill("lobby")
        eventually(lambda: robot.child("lobby").restarts > restarts and robot.is_ready("lobby"), 60)
        with robot.http() as device:
            ticket = device.get(f"/tickets/{card['id']}")
            assert ticket.status_code == 200
            assert ticket.json()["number"] == card["number"]
        # The conversation goes on where it was: asking again shows the same ticket.
        again = visitor.say("我要取三万块钱", "text")
        assert any(r.card and r.card.get("number") == card["number"] for r in again.replies)


def test_readiness_names_what_is_away(robot: Robot) -> None:
    ready = f"{robot.settings.url}/readyz"
    assert httpx.get(ready, trust_env=False).status_code == 200
    with robot.frozen("dialogue"):
        answer = httpx.get(ready, trust_env=False, timeout=10)
        assert answer.status_code == 503
        assert "dialogue" in answer.text
    eventually(lambda: httpx.get(ready, trust_env=False, timeout=10).status_code == 200)
