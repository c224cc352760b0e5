from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.bases.simulated import SPEED, SimulatedBase
from robot.ports.base import Motion, Pose

points = st.tuples(st.floats(-20, 20), st.floats(-20, 20))


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_it_walks_its_path_and_arrives() -> None:
    clock = Clock()
    base = SimulatedBase("1,2", clock)
    base.follow([(5.0, 2.0), (5.0, 4.0)])
    clock.now = 2.0 / SPEED
    assert base.state().motion is Motion.DRIVING
    assert base.state().pose == Pose(3.0, 2.0, 0.0)
    clock.now = 5.0 / SPEED
    assert base.state().pose == Pose(5.0, 3.0, 90.0)
    clock.now = 60.0
    assert base.state().motion is Motion.ARRIVED
    assert base.state().pose == Pose(5.0, 4.0, 90.0)


def test_it_stops_where_it_is_and_goes_on_from_there() -> None:
    clock = Clock()
    base = SimulatedBase("0,0", clock)
    base.follow([(10.0, 0.0)])
    clock.now = 4.0 / SPEED
    base.stop()
    clock.now = 100.0
    state = base.state()
    assert (state.motion, state.pose) == (Motion.STANDING, Pose(4.0, 0.0, 0.0))
    base.follow([(4.0, -1.0)])
    clock.now += 10.0
    assert base.state().pose == Pose(4.0, -1.0, 270.0)


def test_an_empty_path_is_a_stop() -> None:
    base = SimulatedBase()
    base.follow([])
    assert base.state().motion is Motion.STANDING


@given(st.lists(points, min_size=1, max_size=6))
def test_every_path_ends_at_its_end(path: list[tuple[float, float]]) -> None:
    clock = Clock()
    base = SimulatedBase("0,0", clock)
    base.follow(path)
    clock.now = 1e6
    pose = base.state().pose
    assert pose is not None
    assert (pose.x, pose.y) == pytest.approx(path[-1])
    assert base.state().motion is Motion.ARRIVED
