"""A lock that is handed on in the order in which it was asked for."""

from __future__ import annotations

import threading
from collections import deque


class Turnstile:
    """One thread is inside; who leaves lets in who has waited longest, and nobody slips in between."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._taken = False
        self._line: deque[threading.Lock] = deque()

    def __len__(self) -> int:
        """How many wait."""
        with self._guard:
            return len(self._line)

    def enter(self, seconds: float) -> bool:
        """Wait for one's turn, that long at most; False when it has not come."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            place = threading.Lock()
            place.acquire()
            self._line.append(place)
        if place.acquire(timeout=seconds):
            return True
        with self._guard:
            if place in self._line:
                self._line.remove(place)
                return False
        # Let in at the very last moment.
        return True

    def leave(self) -> None:
        with self._guard:
            if self._line:
                self._line.popleft().release()
            else:
                self._taken = False
