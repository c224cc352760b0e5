"""A microphone that delivers, but nothing: muted by its key or by the sound server, or with nothing behind its plug.

A room always makes some noise, so a line that is flat to the last bit for long is no quiet room. Some microphones
close a gate in silence, though, and deliver zeros until somebody speaks: one that was taken for muted and then gives
sound is given twice the time before it is believed to be muted again. Pure, on the time of the sound.
"""

from __future__ import annotations

from robot.ports.audio import SAMPLE_BYTES, AudioChunk

MUTED_AFTER = 15.0
"""Seconds of a flat line, at first; a sound server needs 1.5 s to wake a device, which is silence too."""
LONGEST = 600.0


class FlatLine:
    """Fed with every chunk in order."""

    def __init__(self) -> None:
        self._limit = MUTED_AFTER
        self._level = b""
        self._seconds = 0.0
        self.muted = False

    def feed(self, chunk: AudioChunk) -> bool:
        """Take in a chunk; whether the microphone is as good as muted."""
        level = chunk.pcm[:SAMPLE_BYTES]
        if chunk.pcm != level * chunk.frames or (self._level and level != self._level):
            if self.muted:
                self._limit = min(LONGEST, 2 * self._limit)
            self.restart()
        elif chunk.frames:
            self._seconds += chunk.seconds
            self.muted = self._seconds >= self._limit
        self._level = level or self._level
        return self.muted

    def restart(self) -> None:
        """What comes now does not follow on what came before."""
        self._level, self._seconds, self.muted = b"", 0.0, False
