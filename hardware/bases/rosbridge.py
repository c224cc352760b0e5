"""A base that runs ROS 1 with move_base, reached through rosbridge (ws://host:9090) with roslibpy.

The floor plan and the robot's map must share origin and axes. Of a path only its end is sent: how to get
there around people is the navigation's own business.
"""

from __future__ import annotations

import contextlib
import logging
import math
import threading
import time
from collections.abc import Sequence
from typing import Any

from hardware import libraries
from robot.ports.base import BaseState, Motion, Pose
from robot.ports.faults import BaseFault, Reason

USUAL = "ws://127.0.0.1:9090"
GOAL = ("/move_base_simple/goal", "geometry_msgs/PoseStamped")
CANCEL = ("/move_base/cancel", "actionlib_msgs/GoalID")
STATUS = ("/move_base/status", "actionlib_msgs/GoalStatusArray")
POSE = ("/amcl_pose", "geometry_msgs/PoseWithCovarianceStamped")
BATTERY = ("/battery_state", "sensor_msgs/BatteryState")
MOTIONS = {
    0: Motion.DRIVING,  # pending
    1: Motion.DRIVING,  # active
    2: Motion.STANDING,  # preempted
    3: Motion.ARRIVED,  # succeeded
    4: Motion.BLOCKED,  # aborted
    5: Motion.BLOCKED,  # rejected
    8: Motion.STANDING,  # recalled
}
"""actionlib_msgs/GoalStatus."""
CONNECT_SECONDS = 3.0
SILENT_AFTER = 2.0
"""Seconds; move_base tells its status five times a second."""


class RosBase:
    """`device` is the bridge's address. Raises BaseFault."""

    def __init__(self, device: str = ""):
        library = libraries.load("roslibpy", BaseFault)
        self._address = device or USUAL
        self._lock = threading.Lock()
        self._motion = Motion.STANDING
        self._pose: Pose | None = None
        self._battery: float | None = None
        logging.getLogger("twisted").setLevel(logging.WARNING)
        host, _, port = self._address.removeprefix("ws://").rstrip("/").partition(":")
        self._ros: Any = library.Ros(host, int(port or 9090))
        try:
            self._ros.run(CONNECT_SECONDS)
        except Exception as error:
            self._disconnect()
            message = f"移动底盘 {self._address} 连不上：检查 rosbridge 和网络"
            raise BaseFault(Reason.MISSING_DEVICE, message) from error
        self._message: Any = library.Message
        self._goal = library.Topic(self._ros, *GOAL)
        self._cancel = library.Topic(self._ros, *CANCEL)
        self._listened = [
            (library.Topic(self._ros, *STATUS), self._on_status),
            (library.Topic(self._ros, *POSE), self._on_pose),
            (library.Topic(self._ros, *BATTERY), self._on_battery),
        ]
        for topic, listener in self._listened:
            topic.subscribe(listener)
        self._heard = time.monotonic()

    def follow(self, path: Sequence[tuple[float, float]]) -> None:
        if not path:
            return self.stop()
        self._check()
        x, y = path[-1]
        before = path[-2] if len(path) > 1 else (self._pose.x, self._pose.y) if self._pose else None
        angle = math.atan2(y - before[1], x - before[0]) if before else 0.0
        turn = {"x": 0.0, "y": 0.0, "z": math.sin(angle / 2), "w": math.cos(angle / 2)}
        pose = {"position": {"x": x, "y": y, "z": 0.0}, "orientation": turn}
        with self._lock:
            self._motion = Motion.DRIVING
        self._goal.publish(self._message({"header": {"frame_id": "map"}, "pose": pose}))
        return None

    def stop(self) -> None:
        self._check()
        # An empty goal id cancels whatever goal there is.
        self._cancel.publish(self._message({"id": ""}))

    def state(self) -> BaseState:
        fault: BaseFault | None = None
        try:
            self._check()
        except BaseFault as found:
            fault = found
        with self._lock:
            return BaseState(self._motion, self._pose, self._battery, fault)

    def close(self) -> None:
        """Leaves the process's one reactor running: it could not be started again."""
        for topic, _ in self._listened:
            topic.unsubscribe()
        self._disconnect()

    def _disconnect(self) -> None:
        """The library would go on trying for ever, and each try's log observer would stay."""
        factory = self._ros.factory
        self._ros.call_later(0, factory.stopTrying)
        with contextlib.suppress(Exception):
            self._ros.close(CONNECT_SECONDS)
        with contextlib.suppress(Exception):
            factory.manager._log_observer.stop()

    def _check(self) -> None:
        if not self._ros.is_connected:
            raise BaseFault(Reason.LOST, f"移动底盘 {self._address} 断开了，会自动重试")
        if time.monotonic() - self._heard > SILENT_AFTER:
            raise BaseFault(Reason.STALLED, "移动底盘没有回报状态：检查 move_base")

    def _on_status(self, message: dict[str, Any]) -> None:
        goals = message.get("status_list", [])
        with self._lock:
            self._heard = time.monotonic()
            if goals:
                self._motion = MOTIONS.get(goals[-1]["status"], self._motion)

    def _on_pose(self, message: dict[str, Any]) -> None:
        place = message["pose"]["pose"]
        turn = place["orientation"]
        # Yaw of a quaternion that turns about the vertical alone.
        heading = math.degrees(2 * math.atan2(turn["z"], turn["w"])) % 360
        with self._lock:
            self._pose = Pose(place["position"]["x"], place["position"]["y"], heading)

    def _on_battery(self, message: dict[str, Any]) -> None:
        with self._lock:
            self._battery = float(message["percentage"])
