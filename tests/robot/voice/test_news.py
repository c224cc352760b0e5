from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from itertools import pairwise

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from robot.voice.news import SILENCE_SECONDS, Event, LobbyClock, News, parse
from tests.fakes.virtual_time import VirtualTime

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


class Sound(httpx.SyncByteStream):
    """Pieces of a stream, each after so many seconds of virtual time; then the connection breaks, or is silent."""

    def __init__(self, time: VirtualTime, *pieces: tuple[float, str], silent: bool = False) -> None:
        self._time, self._pieces, self._silent = time, pieces, silent

    def __iter__(self) -> Iterator[bytes]:
        for seconds, text in self._pieces:
            self._time.sleep(seconds)
            yield text.encode()
        if self._silent:
            self._time.sleep(SILENCE_SECONDS)
            raise httpx.ReadTimeout("nothing came")
        raise httpx.ReadError("cut off")


def tick(id: int) -> str:
    return f"id: {id}\nevent: tick\ndata: {json.dumps({'n': id})}\n\n"


PULSE = "event: pulse\ndata: {}\n\n"


class Connections:
    """A branch by its streams, one after the other; when they have all been used, it does not answer at all."""

    def __init__(self, *streams: Callable[[VirtualTime], httpx.Response]) -> None:
        self.time = VirtualTime()
        self.asked: list[tuple[float, httpx.Request]] = []
        self._streams = list(streams)
        self.news = News("http://lobby", "secret", httpx.MockTransport(self._answer), self.time)

    def listen(self, times: int) -> list[str | None]:
        """Listen so often, as the thread does; what was wrong after each time."""
        faults = []
        for _ in range(times):
            pause = self.news.listen()
            faults.append(self.news.fault.code if self.news.fault else None)
            self.time.sleep(pause)
        return faults

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append((self.time.now, request))
        if not self._streams:
            self.time.sleep(SILENCE_SECONDS)
            raise httpx.ReadTimeout("no answer")
        return self._streams.pop(0)(self.time)


def pieces(
    *given: tuple[float, str], silent: bool = False
) -> Callable[[VirtualTime], httpx.Response]:
    return lambda time: httpx.Response(200, stream=Sound(time, *given, silent=silent))


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING]


def test_after_a_break_it_comes_back_and_asks_for_what_it_missed() -> None:
    branch = Connections(
        pieces((0.0, tick(1) + tick(2)), (0.1, tick(3))),
        lambda time: httpx.Response(503),
        pieces((0.0, tick(4)), (0.1, PULSE), (0.1, tick(5))),
    )
    assert branch.listen(3) == ["branch_lost", "branch_failed", "branch_lost"]
    assert [event.data["n"] for event in branch.news.take()] == [1, 2, 3, 4, 5]
    assert branch.news.take() == []
    heads = [request.headers for _, request in branch.asked]
    assert [head.get("Last-Event-ID") for head in heads] == [None, "3", "3"]
    assert {head["Authorization"] for head in heads} == {"Bearer secret"}
    assert branch.asked[0][1].url.params["pulse"] == "1"


@pytest.mark.parametrize("newest", [0, 7])
def test_what_happened_while_it_was_away_comes_though_nothing_had_happened_before(
    newest: int,
) -> None:
    first = f"id: {newest}\n{PULSE}"
    branch = Connections(pieces((0.5, first)), pieces((0.1, tick(newest + 1))))
    branch.listen(2)
    assert branch.asked[1][1].headers["Last-Event-ID"] == str(newest)
    assert [event.id for event in branch.news.take()] == [str(newest + 1)]


def test_what_comes_again_is_passed_over_until_the_log_is_begun_anew() -> None:
    gap = "id: 1\nevent: stream.gap\ndata: {}\n\n"
    odd = f"id: {'9' * 5000}\nevent: tick\ndata: {{}}\n\n"
    branch = Connections(pieces((0.0, tick(5) + tick(4) + tick(5) + odd + gap + tick(2) + tick(2))))
    branch.listen(1)
    kept = [(event.type, event.id) for event in branch.news.take()]
    assert kept == [("tick", "5"), ("stream.gap", "1"), ("tick", "2")]


def test_a_branch_that_freezes_is_noticed_told_once_and_sought_with_growing_pauses(
    caplog: pytest.LogCaptureFixture,
) -> None:
    beats = [(0.5, PULSE)] * 20
    branch = Connections(pieces(*beats, silent=True))
    began = branch.time.now
    assert branch.listen(1) == ["branch_stalled"]
    last_sign = began + 10.0
    assert branch.asked[0][0] == began
    assert branch.time.now - last_sign <= 2.5  # with the first pause of half a second
    branch.listen(8)
    tries = [at for at, _ in branch.asked[1:]]
    gaps = [round(b - a - SILENCE_SECONDS, 3) for a, b in pairwise(tries)]
    assert gaps == [1.0, 2.0, 4.0, 8.0, 10.0, 10.0, 10.0]
    assert warnings(caplog) == ["branch_stalled: 大堂服务没有回应，正在重新连接"]
    branch._streams = [pieces((0.1, PULSE), *beats)]
    caplog.clear()
    caplog.set_level(logging.INFO)
    branch.news.listen()
    assert "branch works again" in [r.getMessage() for r in caplog.records]


@pytest.mark.parametrize(
    "given",
    [
        [(1.0, ": a")] * 10,
        [(0.5, PULSE), *[(0.3, "event: never the end\n")] * 20],
    ],
)
def test_a_stream_that_trickles_is_as_dead_as_a_silent_one(given: list[tuple[float, str]]) -> None:
    branch = Connections(pieces(*given))
    began = branch.time.now
    branch.news.listen()
    assert branch.news.fault is not None
    assert branch.news.fault.code == "branch_stalled"
    assert branch.time.now - began <= 0.5 + SILENCE_SECONDS + 1.0


def test_slow_events_between_pulses_are_no_fault() -> None:
    seen: list[object] = []
    branch = Connections(pieces((0.5, PULSE), (1.5, tick(1)), (1.5, tick(2)), (0.0, PULSE)))
    keep = branch.news._keep
    branch.news._keep = lambda event: (seen.append(branch.news.fault), keep(event))[1]  # type: ignore[method-assign]
    branch.listen(1)
    assert seen == [None, None]


def test_a_loop_that_does_not_listen_loses_the_oldest_and_it_is_counted() -> None:
    news = News("http://lobby", None, httpx.MockTransport(lambda _: httpx.Response(200)))
    for number in range(300):
        news._keep(Event("tick", {"n": number}))
    kept = news.take()
    assert (len(kept), kept[0].data["n"], kept[-1].data["n"]) == (256, 44, 299)
    assert news.dropped == 44
