"""Who may: devices and staff, staff alone, or whoever sits at the machine itself."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, cast

from django.conf import settings
from rest_framework.permissions import SAFE_METHODS, BasePermission

from lobby.staff.devices import Device

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from rest_framework.request import Request
    from rest_framework.views import APIView

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_X_FORWARDED_HOST")


READERS = "只看"
"""Group of those who look at everything and change nothing: auditors, trainees, the screens' own account."""
READS_ONLY = "这个账号只能查看。"


class SignedIn(BasePermission):
    """A member of staff, whatever they may do."""

    message = "需要员工登录。"

    def has_permission(self, request: Request, view: APIView) -> bool:
        return is_staff(request)


class Acting(BasePermission):
    """Lets the members of READERS read."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        if not is_staff(request) or request.method in SAFE_METHODS:
            return True
        if not reads_only(cast("User", request.user)):
            return True
        self.message = READS_ONLY
        return False


class DeviceOrStaff(Acting):
    """The device token or a member of staff. What the API asks for unless a view says otherwise."""

    message = "需要设备令牌或员工登录。"

    def has_permission(self, request: Request, view: APIView) -> bool:
        return is_device_or_staff(request) and super().has_permission(request, view)


class StaffOnly(Acting):
    """A member of staff, by session or token: an account marked as staff (职员状态)."""

    message = SignedIn.message

    def has_permission(self, request: Request, view: APIView) -> bool:
        return is_staff(request) and super().has_permission(request, view)


class StaffWho(StaffOnly):
    """Staff who may do the same in the console: a teller's account calls numbers and no more."""

    message = "这要由大堂经理来做。"

    def __init__(self, permission: str) -> None:
        """`permission` as Django names it, for example knowledge.change_faq."""
        self._permission = permission

    def has_permission(self, request: Request, view: APIView) -> bool:
        return super().has_permission(request, view) and request.user.has_perm(self._permission)


class LoopbackOrToken(BasePermission):
    """The device token or any member of staff, for what customers and screens do; from the machine itself no token is needed in the default set-up."""

    message = DeviceOrStaff.message

    def has_permission(self, request: Request, view: APIView) -> bool:
        return is_device_or_staff(request) or is_local(request)


def is_device_or_staff(request: Request) -> bool:
    return isinstance(request.user, Device) or is_staff(request)


def is_staff(request: Request) -> bool:
    """Whether a member of staff asks; a device is none."""
    user = request.user
    return bool(user and user.is_authenticated and user.is_staff and not isinstance(user, Device))


def reads_only(user: User) -> bool:
    """Whether the account is for looking alone; who is in another group besides may do what that may."""
    if user.is_superuser:
        return False
    return set(user.groups.values_list("name", flat=True)) == {READERS}


def is_local(request: Request) -> bool:
    """Whether the request comes from this machine and the server listens on loopback alone.

    A forwarding header never grants anything. It even refuses: a proxy on this machine would make
    the whole world look local.
    """
    if not settings.JIAOJIAO.loopback_only or any(name in request.META for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
