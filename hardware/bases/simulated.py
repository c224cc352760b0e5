"""A base without wheels: it follows its path in thought, at walking pace, so that the rest can be tried."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from itertools import pairwise

from robot.ports.base import BaseState, Motion, Pose

SPEED = 0.5
"""Metres a second, an easy pace for an elderly customer."""
HOME = Pose(0.0, 0.0, 90.0)


class SimulatedBase:
    """`device` is where it stands at first, "x,y" in metres."""

    def __init__(self, device: str = "", now: Callable[[], float] = time.monotonic):
        x, _, y = device.partition(",")
        self._pose = Pose(float(x), float(y or 0.0), HOME.heading) if device else HOME
        self._now = now
        self._path: list[tuple[float, float]] = []
        self._began = 0.0
        self._motion = Motion.STANDING

    def follow(self, path: Sequence[tuple[float, float]]) -> None:
        self._advance()
        self._path = [(self._pose.x, self._pose.y), *path]
        self._began = self._now()
        self._motion = Motion.DRIVING if path else Motion.STANDING

    def stop(self) -> None:
        self._advance()
        if self._motion is Motion.DRIVING:
            self._motion = Motion.STANDING

    def state(self) -> BaseState:
        self._advance()
        return BaseState(self._motion, self._pose, battery=1.0)

    def close(self) -> None:
        self.stop()

    def _advance(self) -> None:
        """Move the pose to where it is by now."""
        if self._motion is not Motion.DRIVING:
            return
        left = (self._now() - self._began) * SPEED
        for (x, y), (next_x, next_y) in pairwise(self._path):
            length = math.hypot(next_x - x, next_y - y)
            if length == 0:
                continue
            heading = math.degrees(math.atan2(next_y - y, next_x - x)) % 360
            share = min(1.0, left / length)
            self._pose = Pose(x + share * (next_x - x), y + share * (next_y - y), heading)
            if left < length:
                return
            left -= length
        self._motion = Motion.ARRIVED
