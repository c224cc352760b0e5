"""How many requests a caller may make a second; windows counts them over all server processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework.throttling import BaseThrottle

from lobby.staff.permissions import is_device_or_staff
from lobby.staff.windows import SlidingWindow

if TYPE_CHECKING:
    from django.http import HttpRequest
    from rest_framework.request import Request
    from rest_framework.views import APIView


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
            self._wait = self.strangers.admit(address(request))
        return self._wait is None

    def wait(self) -> float | None:
        return self._wait


class RequestThrottle(WindowThrottle):
    """Any request: 20 a second and address without a token, 500 a second with one."""

    strangers = SlidingWindow("request", 20)
    holders = SlidingWindow("request of holder", 500)


class TurnThrottle(WindowThrottle):
    """Turns of conversations: 5 a second and address without a token."""

    strangers = SlidingWindow("turn", 5)
    holders = SlidingWindow("turn of holder", 500)


class GuessThrottle(WindowThrottle):
    """Codes that open something: 5 a second for a device or a member of staff, 1 for a stranger."""

    strangers = SlidingWindow("guess", 1)
    holders = SlidingWindow("guess of holder", 5)


class LoginThrottle(BaseThrottle):
    """Wrong passwords: 5 in 10 seconds and address, token or not, at the API and at every form."""

    attempts = SlidingWindow("login", 5, seconds=10.0)

    def __init__(self) -> None:
        self._wait: float | None = None

    def allow_request(self, request: Request, view: APIView) -> bool:
        self._wait = self.attempts.admit(address(request))
        return self._wait is None

    def wait(self) -> float | None:
        return self._wait


def address(request: Request | HttpRequest) -> str:
    """REMOTE_ADDR alone: a forwarding header is whatever the caller wrote there."""
    return str(request.META.get("REMOTE_ADDR", ""))
