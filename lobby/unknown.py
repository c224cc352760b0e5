"""Addresses below /api/v1/ that lead nowhere: a problem document, as every error of the API."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from lobby.problems import NotFound


@extend_schema(exclude=True)
class UnknownView(APIView):
    authentication_classes = ()
    permission_classes = (AllowAny,)

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        super().initial(request, *args, **kwargs)
        raise NotFound("没有这个地址，请看 /api/v1/docs/。")
