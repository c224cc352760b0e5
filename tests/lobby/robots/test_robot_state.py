"""What the robot tells of itself reaches its screen, the health page and the figures."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from rest_framework.test import APIClient

from lobby import clock
from lobby.conversations import talking
from lobby.conversations.models import Conversation
from lobby.conversations.privacy import veil
from lobby.events.models import Event
from lobby.robots.models import Report

URL = "/api/v1/robot/state"
WORKS = {"code": "", "message": ""}
LOST = {"code": "microphone_lost", "message": "麦克风断开了：检查连接"}
PORTS = ("microphone", "speech_detector", "recognizer", "synthesizer", "speaker")
DEVICES = dict.fromkeys(PORTS, WORKS)
ABLE = {"faults": {}, "hears": True, "speaks": True}
ID = "11111111-2222-3333-4444-555555555555"


def tell(device: APIClient, state: str = "idle", **more: Any) -> None:
    body = {"state": state, "devices": DEVICES, **more}
    assert device.put(URL, body, format="json").status_code == 204


def told(type: str = "robot.state") -> list[dict[str, Any]]:
    return list(Event.objects.filter(type=type).order_by("id").values_list("data", flat=True))


def test_a_change_becomes_an_event_and_a_repetition_none(device: APIClient) -> None:
    tell(device)
    tell(device)
    tell(device, "listening", conversation=ID)
    tell(device, "listening", conversation=ID, stages={"turn": {"p50": 9, "p95": 20, "count": 3}})
    assert told() == [
        {"state": "idle", **ABLE},
        {"state": "listening", **ABLE, "conversation": ID},
    ]


def test_words_that_are_being_said_come_and_go(device: APIClient) -> None:
    tell(device, "listening", conversation=ID)
    tell(device, "listening", conversation=ID, partial_text="我要")
    tell(device, "listening", conversation=ID, partial_text="我要取号")
    tell(device, "listening", conversation=ID)
    tell(device, "listening", conversation=ID)
    assert [each.get("partial") for each in told()] == [None, "我要", "我要取号", None]


def test_how_loud_a_visitor_is_comes_and_goes(device: APIClient) -> None:
    tell(device, "listening", conversation=ID)
    tell(device, "listening", conversation=ID, level=3)
    tell(device, "listening", conversation=ID, level=3, partial_text="我要")
    tell(device, "listening", conversation=ID)
    tell(device, "listening", conversation=ID)
    assert [each.get("level") for each in told()] == [None, 3, 3, None]


def test_words_that_are_being_said_are_kept_nowhere_but_in_the_passing_event(
    device: APIClient,
) -> None:
    tell(device, "listening", partial_text="我叫张三")
    assert "张三" not in str(Report.objects.values())


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("我的手机是一三八零零", "我的手机是[号码]"),
        ("我的卡号是6222 0212", "我的卡号是[号码]"),
        ("密码是一二三四", "密码是[密码]"),
        ("我要取三万五千块", "我要取三万五千块"),
        ("二零二六年", "二零二六年"),
    ],
)
def test_numbers_are_hidden_before_they_are_whole(words: str, shown: str) -> None:
    assert veil(words) == shown


def test_a_fault_is_on_the_health_page_and_the_screen(device: APIClient, local: APIClient) -> None:
    tell(device, "away", devices={**DEVICES, "microphone": LOST})
    lost = {"faults": {"microphone": "microphone_lost"}, "hears": False, "speaks": True}
    expected = {"state": "away", **lost}
    assert told() == [expected]
    anyone = Client(REMOTE_ADDR="203.0.113.7")
    assert anyone.get("/healthz").json()["robot"] == {**expected, "seen_s": 0}
    assert local.get(URL).json() == {**expected, "seen_s": 0}


def test_a_robot_that_falls_silent_is_away(
    device: APIClient, local: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(device)
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(seconds=40))
    found = local.get(URL).json()
    gone = {"faults": {"robot": "robot_gone"}, "hears": False, "speaks": False}
    assert found == {"state": "away", "seen_s": 40, **gone}
    # Back again it says so, though nothing else has changed.
    tell(device)
    assert [each["state"] for each in told()] == ["idle", "idle"]


def test_a_robot_without_a_microphone_has_no_fault(device: APIClient) -> None:
    tell(device, devices={"speaker": WORKS, "synthesizer": WORKS})
    assert told() == [{"state": "idle", "faults": {}, "hears": False, "speaks": True}]


def test_without_a_robot_nothing_is_said_of_one(local: APIClient) -> None:
    assert "robot" not in local.get("/healthz").json()
    assert local.get(URL).status_code == 404


def test_health_does_not_need_the_database(
    local: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked() -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("lobby.robots.reporting.latest", locked)
    assert local.get("/healthz").json() == {"live": True}


def test_failures_are_events(device: APIClient) -> None:
    tell(device, failures=[{"stage": "turn", "code": "away"}])
    tell(device)
    assert told("robot.error") == [{"stage": "turn", "code": "away"}]


def test_figures(device: APIClient) -> None:
    tell(
        device,
        devices={**DEVICES, "microphone": LOST},
        stages={"first_sound": {"p50": 640, "p95": 900, "count": 30}},
        dropped={"microphone": 512},
    )
    text = device.get("/metrics").content.decode()
    assert "jiaojiao_robot_up 1.0" in text
    assert 'jiaojiao_robot_device_up{device="microphone"} 0.0' in text
    assert 'jiaojiao_robot_device_up{device="speaker"} 1.0' in text
    assert 'jiaojiao_voice_stage_seconds{quantile="0.95",stage="first_sound"} 0.9' in text
    assert 'jiaojiao_robot_dropped_total{part="microphone"} 512.0' in text


def test_only_a_device_may_tell(local: APIClient, stranger: APIClient) -> None:
    for client in (local, stranger):
        assert client.put(URL, {"state": "idle"}, format="json").status_code in (401, 403)
    assert stranger.get(URL).status_code in (401, 403)
    assert told() == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"state": "dancing"},
        {"state": "idle", "conversation": "mine"},
        {"state": "idle", "partial_text": "长" * 501},
        {"state": "listening", "level": 6},
        {"state": "idle", "devices": {"microphone": "lost"}},
        {"state": "idle", "devices": {f"d{n}": WORKS for n in range(40)}},
        {"state": "idle", "devices": {"x" * 40: WORKS}},
        {"state": "idle", "stages": {"turn": {"p50": -1, "p95": 0, "count": 0}}},
        {"state": "idle", "failures": [{"stage": "Turn <b>", "code": "away"}]},
        {"state": "idle", "failures": [{"stage": "turn", "code": "away"}] * 17},
    ],
)
def test_a_report_that_makes_no_sense_is_refused(device: APIClient, body: dict[str, Any]) -> None:
    assert device.put(URL, body, format="json").status_code in (400, 422)
    assert not Report.objects.exists()


class Silent:
    """A dialogue that forgets."""

    def forget(self, sender: str) -> None: ...


def test_the_end_of_a_conversation_is_told_once(seeded: None) -> None:
    conversation = Conversation.objects.create(channel="voice")
    talking.end(conversation, Silent())  # type: ignore[arg-type]
    talking.end(conversation, Silent())  # type: ignore[arg-type]
    assert told("conversation.ended") == [{"conversation": str(conversation.id)}]
