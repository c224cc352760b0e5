"""A mobile base: wheels under the robot, for leading a customer somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from robot.ports.faults import Fault


@dataclass(frozen=True)
class Pose:
    """A place on the branch's floor plan."""

    x: float
    """Metres."""
    y: float
    """Metres."""
    heading: float = 0.0
    """Degrees, where the front looks: 0 is +x, 90 is +y."""


class Motion(str, Enum):
    STANDING = "standing"
    DRIVING = "driving"
    ARRIVED = "arrived"
    """Stands at the end of the last path."""
    BLOCKED = "blocked"
    """Cannot get on: somebody or something is in the way."""


@dataclass(frozen=True)
class BaseState:
    motion: Motion
    pose: Pose | None = None
    """None: the base does not know where it is."""
    battery: float | None = None
    """Charge, 0 to 1; None: not told."""
    fault: Fault | None = None


class MobileBase(Protocol):
    def follow(self, path: Sequence[tuple[float, float]]) -> None:
        """Start driving along a polyline (metres on the plan) and return at once; replaces the path before.

        Raises BaseFault.
        """

    def stop(self) -> None:
        """Stand still now. Raises BaseFault."""

    def state(self) -> BaseState: ...

    def close(self) -> None: ...
