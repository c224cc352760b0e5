"""Whether a stream is alive, judged by its callbacks: how old the last is, and how much they bring.

A suspended device only stops calling back while its stream stays "active", and a callback that is
served too slowly loses sound without any flag; both show here and nowhere else.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

FIRST_WITHIN = 1.8
"""Seconds for the first callback: an idle device of a sound server needs up to 1.5 s to wake."""
NEXT_WITHIN = 1.0
"""Seconds between two callbacks of a living stream; usual are 0.02 to 0.1."""
WINDOW = 1.5
"""Seconds over which the amount of sound is compared with the clock."""
SLOWEST = 0.5
"""The share of real time below which a stream counts as stalled."""


@dataclass(frozen=True)
class Beat:
    """A point on the stream's way."""

    at: float
    """Seconds on the injected clock."""
    frames: int
    """Samples up to then."""


class Heartbeat:
    """Counts callbacks; `now` is a monotonic clock in seconds."""

    def __init__(self, rate: int, now: Callable[[], float]):
        self._rate = rate
        self._now = now
        self._lock = threading.Lock()
        self.restart()

    def restart(self) -> None:
        """The stream starts (again)."""
        with self._lock:
            start = Beat(self._now(), 0)
            self._last = start
            self._window = start
            self._before: Beat | None = None

    def beat(self, frames: int) -> None:
        """A callback moved `frames` samples."""
        now = self._now()
        with self._lock:
            self._last = Beat(now, self._last.frames + frames)
            if now - self._window.at >= WINDOW:
                self._before, self._window = self._window, self._last

    @property
    def age(self) -> float:
        """Seconds since the last callback, or since the start."""
        return self._now() - self._last.at

    @property
    def stalled(self) -> bool:
        """Whether the stream is as good as dead."""
        with self._lock:
            limit = NEXT_WITHIN if self._last.frames else FIRST_WITHIN
            if self._now() - self._last.at > limit:
                return True
            if self._before is None:
                return False
            passed = self._window.at - self._before.at
            brought = (self._window.frames - self._before.frames) / self._rate
            return brought < SLOWEST * passed
