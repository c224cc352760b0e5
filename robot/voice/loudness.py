"""How loud a visitor is, in a few steps for a small bar on the screen. Pure, on the time of the sound."""

from __future__ import annotations

import math

from robot.ports.audio import AudioChunk, decibels

STEPS = 5
QUIET_DB, LOUD_DB = -50.0, -20.0
"""Decibels under full scale of an empty and of a full bar."""
FALL = 0.2
"""Seconds for each step down: syllables would make it flicker."""


class Loudness:
    def __init__(self) -> None:
        self.step = 0
        """0 (nothing) to STEPS."""
        self._below = 0.0

    def feed(self, chunk: AudioChunk) -> None:
        share = (decibels([chunk]) - QUIET_DB) / (LOUD_DB - QUIET_DB)
        heard = min(STEPS, max(0, math.ceil(share * STEPS)))
        self._below = 0.0 if heard >= self.step else self._below + chunk.seconds
        # Sums of floats: 10 x 0.02 shall be 0.2.
        if heard > self.step:
            self.step = heard
        elif self._below >= FALL - 1e-9:
            self.step, self._below = self.step - 1, 0.0

    def reset(self) -> None:
        self.step, self._below = 0, 0.0
