"""Limits, with a clock of their own."""

from __future__ import annotations

import pytest

from lobby.staff.throttles import SlidingWindow


class Seconds:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


def test_so_many_in_any_window(seconds: Seconds) -> None:
    window = SlidingWindow(3, monotonic=seconds)
    for _ in range(3):
        assert window.admit("a") is None
        seconds.now += 0.25
    assert window.admit("a") == pytest.approx(0.25)
    seconds.now += 0.25
    assert window.admit("a") is None
    assert window.admit("a") == pytest.approx(0.25)


def test_refused_requests_do_not_count(seconds: Seconds) -> None:
    window = SlidingWindow(1, monotonic=seconds)
    window.admit("a")
    for _ in range(9):
        seconds.now += 0.1
        assert window.admit("a") is not None
    seconds.now += 0.11
    assert window.admit("a") is None


def test_callers_do_not_share(seconds: Seconds) -> None:
    window = SlidingWindow(1, monotonic=seconds)
    assert window.admit("a") is None
    assert window.admit("b") is None
    assert window.admit("a") is not None


def test_memory_is_bounded(seconds: Seconds) -> None:
    window = SlidingWindow(1, keys=10, monotonic=seconds)
    for caller in range(1000):
        window.admit(str(caller))
    assert len(window._seen) == 10
    assert window.admit("999") is not None
    assert window.admit("0") is None
