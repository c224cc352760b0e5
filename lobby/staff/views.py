"""POST and DELETE /auth/token."""

from __future__ import annotations

from django.contrib.auth import authenticate
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lobby.staff import tokens
from lobby.staff.authentication import CHALLENGE, BearerAuthentication
from lobby.staff.permissions import SignedIn
from lobby.staff.serializers import SignedInSerializer, SignInSerializer
from lobby.staff.throttles import LoginThrottle, RequestThrottle, address


class TokenView(APIView):
    """Signing in asks for no credentials but the password, signing out for the token itself."""

    def get_authenticators(self) -> list[BaseAuthentication]:
        # An expired token sent along must not keep its owner from signing in again.
        deleting = self.request is not None and self.request.method == "DELETE"
        return [BearerAuthentication()] if deleting else []

    def get_permissions(self) -> list[AllowAny | SignedIn]:
        return [SignedIn()] if self.request.method == "DELETE" else [AllowAny()]

    def get_throttles(self) -> list[LoginThrottle | RequestThrottle]:  # type: ignore[override]
        return [LoginThrottle()] if self.request.method == "POST" else [RequestThrottle()]

    def get_authenticate_header(self, request: Request) -> str:
        return CHALLENGE

    @extend_schema(request=SignInSerializer, responses={200: SignedInSerializer}, auth=[])
    def post(self, request: Request) -> Response:
        """A token for a member of staff, valid for half a day."""
        asked = SignInSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        user = authenticate(request._request, **asked.validated_data)
        if user is None or not user.is_staff:
            raise AuthenticationFailed("用户名或密码不对。")
        LoginThrottle.attempts.give_back(address(request))
        token, expires_at = tokens.issue(user)
        return Response({"token": token, "expires_at": expires_at.isoformat()})

    @extend_schema(responses={204: OpenApiResponse(description="signed out")})
    def delete(self, request: Request) -> Response:
        """Sign this token out."""
        tokens.revoke(str(request.auth))
        return Response(status=204)
