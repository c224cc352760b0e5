from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from robot.voice.news import Event, LobbyClock, News, parse
from tests.processes import eventually

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=timezone.utc)


def test_a_stream_is_read_event_by_event() -> None:
    lines = [
        "retry: 1000",
        "",
        ": still here",
        "",
        "id: 7",
        "event: ticket.called",
        'data: {"number": "A001"}',
        "",
        "event: odd",
        "data: no json",
        "",
        "event: list",
        "data: [1]",
        "",
        "id: 8",
        "event: two",
        'data: {"a":',
        "data: 1}",
        "",
        "event: unfinished",
        'data: {"a": 1}',
    ]
    assert list(parse(lines)) == [
        Event("ticket.called", {"number": "A001"}, "7"),
        Event("two", {"a": 1}, "8"),
    ]


@given(st.lists(st.text(max_size=30), max_size=30))
def test_no_line_breaks_the_reader(lines: list[str]) -> None:
    for event in parse(lines):
        assert isinstance(event.data, dict)


def test_the_branchs_time_is_that_of_the_event_that_came_soonest() -> None:
    own = [NOON]
    clock = LobbyClock(lambda: own[0])
    assert clock() == NOON
    # Lobby is an hour ahead; this event took two seconds to come, the next none.
    clock.hear({"at": (NOON + timedelta(hours=1, seconds=-2)).isoformat()})
    clock.hear({"at": (NOON + timedelta(hours=1)).isoformat()})
    clock.hear({"at": (NOON - timedelta(days=1)).isoformat()})
    clock.hear({"at": "yesterday"})
    clock.hear({})
    own[0] = NOON + timedelta(minutes=5)
    assert clock() == NOON + timedelta(hours=1, minutes=5)


class Stream(httpx.SyncByteStream):
    """Events of ids `first` to `last`, then the connection breaks."""

    def __init__(self, first: int, last: int) -> None:
        self._ids = range(first, last + 1)

    def __iter__(self) -> Iterator[bytes]:
        for id in self._ids:
            yield f"id: {id}\nevent: tick\ndata: {json.dumps({'n': id})}\n\n".encode()
        raise httpx.ReadError("cut off")


def test_after_a_break_it_comes_back_and_asks_for_what_it_missed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[str | None, str | None]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append((request.headers.get("Last-Event-ID"), request.headers.get("Authorization")))
        if len(asked) == 1:
            return httpx.Response(200, stream=Stream(1, 3))
        if len(asked) == 2:
            return httpx.Response(503)
        return httpx.Response(200, stream=Stream(4, 5))

    monkeypatch.setattr("robot.voice.news.FIRST_PAUSE", 0.01)
    news = News("http://lobby", "secret", httpx.MockTransport(answer))
    news.start()
    eventually(lambda: len(asked) >= 3)
    eventually(lambda: len(news._waiting) >= 5)
    news.stop()
    assert [event.data["n"] for event in news.take()][:5] == [1, 2, 3, 4, 5]
    assert news.take() == []
    assert asked[:3] == [(None, "Bearer secret"), ("3", "Bearer secret"), ("3", "Bearer secret")]


def test_a_loop_that_does_not_listen_loses_the_oldest_and_it_is_counted() -> None:
    news = News("http://lobby", None, httpx.MockTransport(lambda _: httpx.Response(200)))
    for number in range(300):
        news._keep(Event("tick", {"n": number}))
    kept = news.take()
    assert (len(kept), kept[0].data["n"], kept[-1].data["n"]) == (256, 44, 299)
    assert news.dropped == 44
