"""A stream is judged by its callbacks, here on a clock of its own."""

from __future__ import annotations

import pytest

from hardware.audio.heartbeat import Heartbeat

RATE = 16000


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def heart(clock: Clock) -> Heartbeat:
    return Heartbeat(RATE, clock)


def run(
    heart: Heartbeat, clock: Clock, seconds: float, share: float = 1.0, every: float = 0.1
) -> float:
    """Callbacks for that long, bringing `share` of real time; seconds until it counts as stalled."""
    passed = 0.0
    while passed < seconds and not heart.stalled:
        clock.now += every
        passed += every
        heart.beat(int(every * share * RATE))
    return passed


def silent(heart: Heartbeat, clock: Clock) -> float:
    """Seconds without any callback until it counts as stalled."""
    passed = 0.0
    while not heart.stalled:
        clock.now += 0.05
        passed += 0.05
        assert passed < 60
    return passed


def test_a_steady_stream_lives_for_hours(heart: Heartbeat, clock: Clock) -> None:
    run(heart, clock, 3 * 3600)
    assert not heart.stalled
    assert heart.age == pytest.approx(0)


@pytest.mark.parametrize("before", [0.0, 0.3, 5.0, 600.0])
def test_a_suspended_device_is_noticed_within_two_seconds(
    heart: Heartbeat, clock: Clock, before: float
) -> None:
    run(heart, clock, before)
    assert silent(heart, clock) <= 2.0


def test_a_device_that_wakes_slowly_is_given_time(heart: Heartbeat, clock: Clock) -> None:
    clock.now += 1.5
    assert not heart.stalled


def test_bursts_are_no_fault(heart: Heartbeat, clock: Clock) -> None:
    run(heart, clock, 600, every=0.4)
    assert not heart.stalled


def test_a_stream_that_brings_much_too_little_is_stalled(heart: Heartbeat, clock: Clock) -> None:
    run(heart, clock, 10)
    assert run(heart, clock, 60, share=0.2) < 5


def test_a_restart_begins_anew(heart: Heartbeat, clock: Clock) -> None:
    run(heart, clock, 10)
    silent(heart, clock)
    heart.restart()
    assert not heart.stalled
