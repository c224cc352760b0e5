"""A source of pictures. They stay in memory: no port stores, sends or recognises them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from robot.ports.health import Health


@dataclass(frozen=True)
class Frame:
    """One picture."""

    pixels: bytes
    """Rows from the top, three bytes a pixel: blue, green, red."""
    width: int
    height: int
    at: float
    """Seconds since the camera was opened; of a file: its own time."""

    def __post_init__(self) -> None:
        if len(self.pixels) != 3 * self.width * self.height:
            raise ValueError("pixels do not fit width and height")


class Camera(Protocol):
    """Delivers the newest picture; those nobody asked for in time are dropped and counted."""

    def read(self, timeout: float) -> Frame | None:
        """A picture that was not read before, waiting up to `timeout` seconds; None: none came.

        Raises CameraFault.
        """

    def health(self) -> Health: ...

    def close(self) -> None: ...
