"""The ROS base over a real websocket, against a bridge that speaks rosbridge's protocol."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from hardware.bases import rosbridge
from hardware.bases.rosbridge import RosBase
from hardware.catalogue import BASES
from robot.ports.base import BaseState, Motion
from robot.ports.drivers import Choice
from robot.ports.faults import BaseFault, Reason
from tests.fakes.rosbridge import FakeRosbridge
from tests.ports import free_ports


@pytest.fixture
def address() -> str:
    (port,) = free_ports(1)
    return f"ws://127.0.0.1:{port}"


@pytest.fixture
def bridge(address: str) -> Iterator[FakeRosbridge]:
    running = FakeRosbridge(int(address.rpartition(":")[2]))
    yield running
    running.stop()


@pytest.fixture
def base(bridge: FakeRosbridge, address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[RosBase]:
    monkeypatch.setattr(rosbridge, "SILENT_AFTER", 60.0)
    opened = RosBase(address)
    yield opened
    opened.close()


def until(base: RosBase, true: Callable[[BaseState], bool]) -> BaseState:
    deadline = time.monotonic() + 20
    while not true(base.state()):
        assert time.monotonic() < deadline, base.state()
        time.sleep(0.01)
    return base.state()


def test_a_path_becomes_a_goal_at_its_end(base: RosBase, bridge: FakeRosbridge) -> None:
    base.follow([(1.0, 1.0), (1.0, 4.0)])
    goal = bridge.wait_for("/move_base_simple/goal")
    assert goal["header"]["frame_id"] == "map"
    assert goal["pose"]["position"] == {"x": 1.0, "y": 4.0, "z": 0.0}
    assert goal["pose"]["orientation"]["z"] == pytest.approx(2**-0.5)
    assert base.state().motion is Motion.DRIVING


def test_it_tells_where_it_is_and_how_it_fares(base: RosBase, bridge: FakeRosbridge) -> None:
    turned = {"x": 0.0, "y": 0.0, "z": 2**-0.5, "w": 2**-0.5}
    place = {"position": {"x": 2.0, "y": 3.0, "z": 0.0}, "orientation": turned}
    bridge.say("/amcl_pose", {"pose": {"pose": place}})
    bridge.say("/battery_state", {"percentage": 0.5})
    bridge.say("/move_base/status", {"status_list": [{"status": 3}, {"status": 1}]})
    state = until(base, lambda s: s.motion is Motion.DRIVING and s.battery is not None)
    assert state.battery == 0.5
    assert state.pose is not None
    assert (state.pose.x, state.pose.y) == (2.0, 3.0)
    assert state.pose.heading == pytest.approx(90)
    bridge.say("/move_base/status", {"status_list": [{"status": 4}]})
    until(base, lambda s: s.motion is Motion.BLOCKED)


def test_stop_cancels_whatever_goal_there_is(base: RosBase, bridge: FakeRosbridge) -> None:
    base.stop()
    assert bridge.wait_for("/move_base/cancel") == {"id": ""}


def test_a_bridge_that_goes_away_is_a_fault(base: RosBase, bridge: FakeRosbridge) -> None:
    bridge.stop()
    state = until(base, lambda s: s.fault is not None)
    assert state.fault is not None
    assert state.fault.reason in (Reason.LOST, Reason.STALLED)
    with pytest.raises(BaseFault):
        base.follow([(1.0, 1.0)])


def test_a_base_that_says_nothing_is_stalled(
    base: RosBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rosbridge, "SILENT_AFTER", 0.05)
    state = until(base, lambda s: s.fault is not None)
    assert state.fault is not None
    assert state.fault.code == "base_stalled"


def test_no_bridge_is_a_fault_with_a_remedy(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rosbridge, "CONNECT_SECONDS", 0.3)
    with pytest.raises(BaseFault, match="rosbridge") as caught:
        BASES.open(Choice("ros", address))
    assert caught.value.reason is Reason.MISSING_DEVICE
