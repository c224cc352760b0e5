"""How many requests a caller may make a second.

Counts live in the memory of one process: with several server processes a caller may make as many
times more. That keeps a flood from the database, which is what limits are for.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from rest_framework.throttling import BaseThrottle

from lobby.staff.permissions import is_device_or_staff

if TYPE_CHECKING:
    from rest_framework.request import Request
    from rest_framework.views import APIView


class SlidingWindow:
    """At most `limit` events of one key in any `seconds`; forgets the longest unseen of `keys` keys."""

    def __init__(
        self,
        limit: int,
        seconds: float = 1.0,
        keys: int = 10_000,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.limit = limit
        self._seconds = seconds
        self._keys = keys
        self._now = monotonic
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def admit(self, key: str) -> float | None:
        """None when this event is within the limit, else the seconds until one more would be."""
        with self._lock:
            now = self._now()
            seen = self._seen.get(key)
            if seen is None:
                seen = self._seen[key] = deque(maxlen=self.limit)
                if len(self._seen) > self._keys:
                    self._seen.popitem(last=False)
            self._seen.move_to_end(key)
            if len(seen) == self.limit and now - seen[0] < self._seconds:
                return self._seconds - (now - seen[0])
            seen.append(now)
            return None

    def clear(self) -> None:
        with self._lock:
            self._seen.clear()


class WindowThrottle(BaseThrottle):
    """A DRF throttle over two windows: one for strangers by address, one for token or session holders."""

    strangers: SlidingWindow
    holders: SlidingWindow

    def __init__(self) -> None:
        self._wait: float | None = None

    def allow_request(self, request: Request, view: APIView) -> bool:
        if is_device_or_staff(request):
            self._wait = self.holders.admit(f"{request.user.pk or request.user.username}")
        else:
            # REMOTE_ADDR alone: a forwarding header is whatever the caller wrote there.
            self._wait = self.strangers.admit(str(request.META.get("REMOTE_ADDR", "")))
        return self._wait is None

    def wait(self) -> float | None:
        return self._wait


class RequestThrottle(WindowThrottle):
    """Any request: 20 a second and address without a token, 500 a second with one."""

    strangers = SlidingWindow(20)
    holders = SlidingWindow(500)


class TurnThrottle(WindowThrottle):
    """Turns of conversations: 5 a second and address without a token."""

    strangers = SlidingWindow(5)
    holders = SlidingWindow(500)


class GuessThrottle(WindowThrottle):
    """Codes that open something: 5 a second for a device or a member of staff, 1 for a stranger."""

    strangers = SlidingWindow(1)
    holders = SlidingWindow(5)


class LoginThrottle(BaseThrottle):
    """Guesses at passwords: 5 in 10 seconds and address, token or not."""

    attempts = SlidingWindow(5, seconds=10.0)

    def __init__(self) -> None:
        self._wait: float | None = None

    def allow_request(self, request: Request, view: APIView) -> bool:
        self._wait = self.attempts.admit(str(request.META.get("REMOTE_ADDR", "")))
        return self._wait is None

    def wait(self) -> float | None:
        return self._wait
