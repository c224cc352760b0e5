"""Supervision in virtual time: readiness, back-off, forgetting, stopping."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robot.supervisor.child import BACK_OFF_MOST, STABLE_AFTER, Child, Spec, State


class FakeHandle:
    """A process that ends when the test says so."""

    def __init__(self) -> None:
        self.code: int | None = None
        self.terminated = False
        self.killed = False

    def poll(self) -> int | None:
        return self.code

    def terminate(self) -> None:
        self.terminated = True

    def kill(self) -> None:
        self.killed = True
        self.code = -9


class World:
    """A child, its processes and what it told."""

    def __init__(self) -> None:
        self.is_ready = False
        self.handles: list[FakeHandle] = []
        self.told: list[str] = []
        spec = Spec("part", ("true",), lambda: self.is_ready, start_within=10.0)
        self.child = Child(spec, self._spawn, self.told.append)

    def _spawn(self, _spec: Spec) -> FakeHandle:
        self.handles.append(FakeHandle())
        return self.handles[-1]


@pytest.fixture
def world() -> World:
    return World()


def test_it_is_ready_when_the_probe_says_so(world: World) -> None:
    world.child.start(0.0)
    world.child.tick(1.0)
    assert world.child.state is State.STARTING
    world.is_ready = True
    world.child.tick(2.0)
    assert world.child.state is State.READY


def test_a_dead_process_is_started_again_after_the_back_off(world: World) -> None:
    world.is_ready = True
    world.child.start(0.0)
    world.child.tick(0.1)
    world.handles[0].code = -9
    world.child.tick(5.0)
    assert world.child.state is State.BACKING_OFF
    assert "code -9" in world.told[0]
    world.child.tick(5.0 + world.child.back_off - 0.01)
    assert len(world.handles) == 1
    world.child.tick(5.0 + world.child.back_off)
    assert len(world.handles) == 2
    assert world.child.restarts == 1


def test_one_that_never_answers_is_killed_and_started_again(world: World) -> None:
    world.child.start(0.0)
    world.child.tick(10.1)
    assert world.handles[0].killed
    assert world.child.state is State.BACKING_OFF


def test_failures_are_forgotten_after_a_stable_minute(world: World) -> None:
    world.child.start(0.0)
    world.handles[0].code = 1
    world.child.tick(0.0)
    world.child.tick(1.0)
    world.is_ready = True
    world.child.tick(2.0)
    assert world.child.failures == 1
    world.child.tick(2.0 + STABLE_AFTER + 0.1)
    assert world.child.failures == 0


def test_a_stopped_child_stays_stopped(world: World) -> None:
    world.child.start(0.0)
    world.child.stop()
    assert world.handles[0].terminated
    world.handles[0].code = 0
    world.child.tick(100.0)
    assert len(world.handles) == 1


@given(failures=st.integers(min_value=0, max_value=10_000))
def test_the_back_off_grows_and_is_bounded(failures: int) -> None:
    child = World().child
    child.failures = failures
    first = child.back_off
    child.failures = failures + 1
    assert 0 < first <= child.back_off <= BACK_OFF_MOST
