"""What can be seen in a picture: movement and faces. Who a face belongs to is never asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from robot.ports.camera import Frame


@dataclass(frozen=True)
class Face:
    """Where a face is, in shares (0 to 1) of the picture's width and height."""

    left: float
    top: float
    width: float
    height: float


class Sight(Protocol):
    """Looks at the pictures of one camera in order. Movement is cheap, faces cost a hundred times as much."""

    def motion(self, frame: Frame) -> float:
        """The share (0 to 1) of the picture that differs from the scene as it was. Raises SightFault."""

    def faces(self, frame: Frame) -> tuple[Face, ...]:
        """Faces that look this way, largest first. Raises SightFault."""

    def close(self) -> None: ...
