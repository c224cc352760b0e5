"""Who asks: `Authorization: Bearer` with the device token or a member of staff's token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import (
    BaseAuthentication,
    SessionAuthentication,
    get_authorization_header,
)
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied

from lobby.staff import devices, tokens

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from drf_spectacular.openapi import AutoSchema
    from rest_framework.request import Request

PAGE_TOO_OLD = "这一页打开得太久了，请刷新页面再试一次。"
CHALLENGE = 'Bearer realm="jiaojiao"'


class BearerAuthentication(BaseAuthentication):
    """Device or staff token. Without the header others are asked; a wrong token is refused at once."""

    def authenticate(self, request: Request) -> tuple[User | devices.Device, str] | None:
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != b"bearer":
            return None
        if len(parts) != 2:
            raise AuthenticationFailed("凭证格式不对，应为 Bearer 加一个令牌。")
        token = parts[1].decode("latin-1")
        if devices.is_device(token):
            return devices.DEVICE, token
        user = tokens.owner(token)
        if user is None:
            raise AuthenticationFailed("凭证无效或已过期，请重新登录。")
        return user, token

    def authenticate_header(self, request: Request) -> str:
        return CHALLENGE


class PageAuthentication(SessionAuthentication):
    """The browser in which somebody has signed in."""

    def enforce_csrf(self, request: Request) -> None:
        """Refuses a page of another sign-in, in words that whoever sits there can act on."""
        try:
            super().enforce_csrf(request)
        except PermissionDenied as error:
            raise PermissionDenied(PAGE_TOO_OLD) from error


class PageScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """As the framework describes its own."""

    target_class = "lobby.staff.authentication.PageAuthentication"
    name = "cookieAuth"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Names the scheme in the OpenAPI document."""

    target_class = "lobby.staff.authentication.BearerAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "device or staff token"}
