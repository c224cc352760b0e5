"""A source of sound."""

from __future__ import annotations

from typing import Protocol

from robot.ports.audio import AudioChunk, AudioFormat
from robot.ports.health import Health


class Microphone(Protocol):
    """Delivers sound in order. What is not taken in time is dropped, oldest first, and counted."""

    @property
    def format(self) -> AudioFormat: ...

    def read(self, timeout: float) -> AudioChunk | None:
        """The next chunk, waiting up to `timeout` seconds; None: none came. Raises MicrophoneFault."""

    def clear(self) -> None:
        """Throw away what has been heard and not read, e.g. the robot's own voice; not counted as dropped."""

    def health(self) -> Health: ...

    def close(self) -> None: ...
