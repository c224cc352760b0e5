"""A bar that follows the microphone's level, on a terminal."""

from __future__ import annotations

from typing import TextIO

WIDTH = 40
FROM_DB = -60.0
"""Decibels under full scale at which the bar begins."""


class LevelMeter:
    """Anywhere but on a terminal it shows nothing."""

    def __init__(self, stream: TextIO):
        self._stream = stream
        self._shown = False

    def __call__(self, decibels: float) -> None:
        if not self._stream.isatty():
            return
        share = min(1.0, max(0.0, 1 - decibels / FROM_DB))
        bar = "█" * round(share * WIDTH)
        self._stream.write(f"\r请对着麦克风说话 |{bar:<{WIDTH}}| {decibels:6.1f} dB")
        self._stream.flush()
        self._shown = True

    def clear(self) -> None:
        if self._shown:
            self._stream.write("\r\033[K")
            self._stream.flush()
