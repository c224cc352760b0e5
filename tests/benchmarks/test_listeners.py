"""The benchmark's listeners count each event once, in whatever pieces it comes, and notice disorder."""

from __future__ import annotations

import os
import socket
from datetime import datetime, timezone

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.queue.listeners import Listener, listen, told
from lobby.events import frames
from lobby.events.log import Entry

AT = datetime(2026, 3, 2, 9, tzinfo=timezone.utc)


def stream(*numbers: int) -> bytes:
    """As a server sends it: a chunk an event, its length before it."""
    sent = b""
    for number in numbers:
        frame = frames.frame(Entry(number, "queue.changed", {"waiting": 3}, AT))
        sent += f"{len(frame):x}\r\n".encode() + frame + b"\r\n"
    return sent


@given(
    st.lists(st.integers(1, 1000), unique=True, max_size=20).map(sorted),
    st.lists(st.integers(1, 200), min_size=1, max_size=40),
    st.booleans(),
)
def test_in_any_pieces(numbers: list[int], sizes: list[int], sampled: bool) -> None:
    left = stream(*numbers)
    listener = Listener(sampled)
    place = 0
    while left:
        size = sizes[place % len(sizes)]
        listener.take(left[:size], AT.timestamp() + 1)
        left, place = left[size:], place + 1
    assert listener.events == len(numbers)
    assert listener.disorder == 0
    assert all(seconds == 1 for seconds in listener.late)
    assert not listener.ended


def test_disorder_and_repetition_are_seen() -> None:
    listener = Listener(sampled=True)
    listener.take(stream(1, 2, 4, 3, 4, 4, 5), 0.0)
    assert listener.events == 7
    assert listener.disorder == 2


def test_all_sockets_until_the_end_is_told() -> None:
    pairs = [socket.socketpair() for _ in range(3)]
    listeners = [Listener(sampled=number == 0) for number in range(3)]
    streams = {
        here.fileno(): (here, each) for (here, _), each in zip(pairs, listeners, strict=True)
    }
    for _, there in pairs:
        there.sendall(stream(1, 2))
    pairs[2][1].close()
    end, over = os.pipe()
    os.close(over)
    listen(streams, end, lambda: AT.timestamp() + 0.25)
    assert [each.events for each in listeners] == [2, 2, 2]
    assert [each.ended for each in listeners] == [False, False, True]
    assert told(listeners) == {
        "events": 2,
        "fewest": 2,
        "disorder": 0,
        "ended": 1,
        "p50_ms": 250.0,
        "p95_ms": 250.0,
    }
