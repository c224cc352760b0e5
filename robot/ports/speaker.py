"""Making sound heard."""

from __future__ import annotations

from typing import Protocol

from robot.ports.audio import AudioChunk
from robot.ports.health import Health


class Speaker(Protocol):
    """Plays clips one after the other, without a gap when the next is there in time."""

    def play(self, clip: AudioChunk, volume: float = 1.0) -> None:
        """Queue a clip of any rate and return at once; `volume` 0 (silent) to 1. Raises SpeakerFault."""

    def wait(self, timeout: float | None = None) -> bool:
        """Until all that was queued has left the loudspeaker; False after `timeout` seconds.

        Raises SpeakerFault: what was queued will never be heard.
        """

    def abort(self) -> None:
        """Silence at once; what was queued is dropped and `wait` returns."""

    @property
    def playing(self) -> bool:
        """Whether something is heard or queued."""

    def health(self) -> Health: ...

    def close(self) -> None: ...
