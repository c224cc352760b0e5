"""The branch's events over real sockets that go dead while they are open: what a virtual clock cannot show."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from itertools import groupby
from pathlib import Path
from typing import Any

import httpx
import pytest

from robot.ports.reopening import Pauses
from robot.voice.news import Event, News
from tests.fakes.event_server import Connection, event_server
from tests.processes import (
    LobbyServer,
    device_token,
    eventually,
    headers,
    lobby_servers,
    staff_token,
)
from tests.robot.voice.hall import Hall

pytest_plugins = ["tests.branches"]

SILENCE = 0.5
"""Seconds that the robot bears in these tests; the fake's pulse comes every 0.02 s."""
QUICK = Pauses(first=0.01, longest=0.05)
WORDS = [
    "请一号客户到一号窗口。",
    "请二号客户到二号窗口。",
    "请三号客户到三号窗口。",
    "请四号客户到四号窗口。",
]


@contextmanager
def listening(url: str, token: str | None = None, silence: float = SILENCE) -> Iterator[News]:
    news = News(url, token, silence=silence, pauses=QUICK)
    news.start()
    try:
        yield news
    finally:
        news.stop()


def announcements() -> list[tuple[str, dict[str, Any]]]:
    """As lobby publishes them: each is to be said once."""
    late = (datetime.now(timezone.utc) + timedelta(days=36500)).isoformat()
    about = {"kind": "call", "priority": 10, "speaker": "robot", "repeat": 0, "expires_at": late}
    return [
        ("announcement", {"id": f"a{number}", "text": words, "speech": words, **about})
        for number, words in enumerate(WORDS, 1)
    ]


def said(events: list[Event]) -> list[str]:
    """What a robot that hears these events says to the hall."""
    hall = Hall()
    hall.news += events
    return hall.run(120.0).said


def heard(news: News, count: int) -> list[Event]:
    """Wait until so many announcements have come; all that has."""
    events: list[Event] = []

    def enough() -> bool:
        events.extend(news.take())
        return sum(event.type == "announcement" for event in events) >= count

    eventually(enough, what=f"{count} announcements")
    return events


@pytest.mark.parametrize(
    ("dead", "asked"),
    [
        ([Connection(events=1)], [None, "1"]),
        ([Connection(events=1, torn=40)], [None, "1"]),
        ([Connection(answers=False)], [None]),
        ([Connection(events=0)], [None]),
        ([Connection(events=2), Connection(events=1, torn=1)], [None, "2", "3"]),
        ([Connection(events=2), Connection(events=1, repeats=2)], [None, "2", "3"]),
        ([Connection(events=1), Connection(answers=False)], [None, "1"]),
    ],
    ids=["silent", "within_an_event", "no_head", "head_alone", "twice", "repeating", "deaf_after"],
)
def test_an_open_connection_on_which_nothing_comes_is_left_and_no_call_is_lost_or_said_twice(
    dead: list[Connection], asked: list[str | None]
) -> None:
    with event_server(*dead) as branch:
        branch.log += announcements()
        with listening(branch.url) as news:
            events = heard(news, len(WORDS))
            eventually(lambda: news.fault is None, what="all is well again")
            assert [last for last, _ in groupby(branch.asked)] == asked
            assert len(branch.asked) > len(dead)
    assert [event.id for event in events] == ["1", "2", "3", "4"]
    assert said(events) == WORDS


def test_while_it_is_dead_the_fault_is_told_and_what_happens_meanwhile_comes_after(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with event_server(Connection(events=1), Connection(answers=False)) as branch:
        first, *rest = announcements()
        branch.log.append(first)
        with listening(branch.url) as news:
            events = heard(news, 1)
            eventually(lambda: news.fault, what="noticed")
            assert news.fault is not None
            assert news.fault.code == "branch_stalled"
            branch.log += rest
            events += heard(news, len(rest))
            eventually(lambda: news.fault is None, what="all is well again")
    assert said(events) == WORDS
    told = [r.getMessage() for r in caplog.records if r.levelname == "WARNING"]
    assert told == ["branch_stalled: 大堂服务没有回应，正在重新连接"]


def test_a_log_that_was_begun_anew_is_followed_though_its_ids_are_smaller() -> None:
    with event_server(Connection(events=2), Connection(answers=False)) as branch:
        branch.before, branch.log = 100, announcements()[:2]
        with listening(branch.url) as news:
            events = heard(news, 2)
            eventually(lambda: len(branch.asked) > 1, what="comes back")
            branch.begin_anew()
            eventually(lambda: news.last == "0", what="is told")
            branch.log += announcements()[2:]
            events += heard(news, 2)
    assert [last for last, _ in groupby(branch.asked)] == [None, "102"]
    assert said(events) == WORDS


@pytest.fixture(scope="module")
def branch(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[LobbyServer]]:
    """Two servers of one branch: the robot listens to the first, staff speak through the second."""
    var = tmp_path_factory.mktemp("frozen") / "var"
    shutil.copytree(sqlite_template, var)
    with lobby_servers(2, var) as running:
        yield running


def announce(server: LobbyServer, token: str, words: str) -> None:
    answer = httpx.post(
        f"{server.url}/api/v1/announcements",
        json={"text": words},
        headers=headers(token),
        timeout=10,
        trust_env=False,
    )
    answer.raise_for_status()


@contextmanager
def frozen(server: LobbyServer) -> Iterator[None]:
    os.kill(server.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(server.pid, signal.SIGCONT)


def test_a_real_lobby_that_is_stopped_is_noticed_and_no_call_is_lost_or_said_twice(
    branch: list[LobbyServer],
) -> None:
    mine, other = branch
    token, device = staff_token(other), device_token(mine.var)
    # Lobby's pulse comes twice a second.
    with listening(mine.url, device, silence=1.2) as news:
        eventually(lambda: news.last, what="the first pulse")
        announce(other, token, WORDS[0])
        events = heard(news, 1)
        for words in WORDS[1:3]:
            with frozen(mine):
                announce(other, token, words)
                eventually(lambda: news.fault, what="noticed")
                assert news.fault is not None
                assert news.fault.code == "branch_stalled"
            events += heard(news, 1)
            eventually(lambda: news.fault is None, what="all is well again")
        announce(other, token, WORDS[3])
        events += heard(news, 1)
    each = [event for event in events if event.type == "announcement"]
    assert [event.data["speech"] for event in each] == WORDS
    assert len({event.id for event in each}) == len(WORDS)
    # Staff's words are said twice: once more than `repeat`, and no more than that.
    assert {words: said(events).count(words) for words in WORDS} == dict.fromkeys(
        WORDS, 1 + each[0].data["repeat"]
    )
