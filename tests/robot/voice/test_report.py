from __future__ import annotations

import json
import threading
from typing import Any

import httpx

from robot.voice.report import DeviceReport, Error, Report, Reporter
from tests.processes import eventually


def test_the_newest_report_is_sent_and_what_it_overtook_is_left_out() -> None:
    sent: list[dict[str, Any]] = []
    hold = threading.Event()

    def answer(request: httpx.Request) -> httpx.Response:
        assert request.headers["Authorization"] == "Bearer secret"
        assert (request.method, request.url.path) == ("PUT", "/api/v1/robot/state")
        hold.wait(10)
        sent.append(json.loads(request.content))
        return httpx.Response(204)

    tell = Reporter("http://lobby", "secret", httpx.MockTransport(answer))
    tell.start()
    tell(Report("idle"))
    eventually(lambda: tell._next is None)
    for partial in ("我", "我要", "我要取号"):
        tell(Report("listening", "c1", partial))
    tell(Report("thinking", "c1"))
    hold.set()
    eventually(lambda: len(sent) == 2)
    tell.stop()
    assert [body["state"] for body in sent] == ["idle", "thinking", "away"]


def test_an_error_is_told_once_also_when_the_branch_was_away() -> None:
    sent: list[dict[str, Any]] = []
    away = [True]

    def answer(request: httpx.Request) -> httpx.Response:
        if away.pop() if away else False:
            raise httpx.ConnectError("refused")
        sent.append(json.loads(request.content))
        return httpx.Response(204)

    tell = Reporter("http://lobby", None, httpx.MockTransport(answer))
    tell.start()
    tell(Report("speaking", errors=(Error("turn", "away"),)))
    tell(Report("listening"))
    eventually(lambda: sent)
    tell(Report("idle"))
    eventually(lambda: any(body["state"] == "idle" for body in sent))
    tell.stop()
    errors = [error for body in sent for error in body["failures"]]
    assert errors == [{"stage": "turn", "code": "away"}]


def test_a_robot_that_is_stopped_is_away_at_once_and_has_told_its_last_error() -> None:
    sent: list[dict[str, Any]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(json.loads(request.content))
        return httpx.Response(204)

    tell = Reporter("http://lobby", None, httpx.MockTransport(answer))
    tell.start()
    tell(Report("idle", devices={"microphone": DeviceReport()}))
    eventually(lambda: sent)
    tell(Report("idle", errors=(Error("speech", "speaker_lost"),)))
    tell.stop()
    assert (sent[-1]["state"], sent[-1]["devices"]) == ("away", {})
    errors = [error for body in sent for error in body["failures"]]
    assert errors == [{"stage": "speech", "code": "speaker_lost"}]


def test_a_branch_that_is_away_is_not_waited_for_at_the_end() -> None:
    asked: list[str] = []

    def refuse(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        raise httpx.ConnectError("refused")

    tell = Reporter("http://lobby", None, httpx.MockTransport(refuse))
    tell.start()
    tell(Report("idle"))
    eventually(lambda: asked and tell._away)
    tell.stop()
    assert len(asked) == 1


def test_the_body_is_what_the_branch_expects() -> None:
    report = Report(
        "away",
        "c1",
        "字" * 500,
        3,
        {"microphone": DeviceReport("microphone_lost", "麦克风断开了"), "speaker": DeviceReport()},
        {"turn": {"p50": 20, "p95": 30, "count": 4}},
        {"microphone": 3},
    )
    assert report.body() == {
        "state": "away",
        "conversation": "c1",
        "partial_text": "字" * 200,
        "level": 3,
        "devices": {
            "microphone": {"code": "microphone_lost", "message": "麦克风断开了"},
            "speaker": {"code": "", "message": ""},
        },
        "stages": {"turn": {"p50": 20, "p95": 30, "count": 4}},
        "dropped": {"microphone": 3},
        "failures": [],
    }
