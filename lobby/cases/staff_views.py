"""/cases/{id}/take, release, answer, close: what staff do with a case, each refusing a stale view of it."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import User
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lobby import etags
from lobby.cases import access, handling
from lobby.cases import serializers as shapes
from lobby.cases.models import Case
from lobby.staff.permissions import StaffOnly

IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="412 unless the case has this ETag."
)
RESPONSES = {
    200: shapes.StaffCaseSerializer,
    409: OpenApiResponse(description="The case's state does not allow it."),
    412: OpenApiResponse(description="Something has happened to it meanwhile."),
}


class StaffStep(APIView):
    """A step of the person who is signed in."""

    permission_classes = [StaffOnly]

    def user(self, request: Request, id: uuid.UUID) -> User:
        """Who does it; raises NotFound, and NotYours where it is not theirs to do."""
        user = User.objects.get(username=request.user.get_username())
        access.check(user, handling.find(id))
        return user

    def expected(self, request: Request) -> list[int] | None:
        return etags.expected_versions(request.headers.get("If-Match"))

    def shown(self, case: Case) -> Response:
        return Response(
            shapes.StaffCaseSerializer(case).data, headers={"ETag": etags.strong(case.version)}
        )


class TakeView(StaffStep):
    @extend_schema(request=None, parameters=[IF_MATCH], responses=RESPONSES)
    def post(self, request: Request, id: uuid.UUID) -> Response:
        """Answer for it from now on."""
        return self.shown(handling.take(id, self.user(request, id), self.expected(request)))


class ReleaseView(StaffStep):
    @extend_schema(request=None, parameters=[IF_MATCH], responses=RESPONSES)
    def post(self, request: Request, id: uuid.UUID) -> Response:
        """Give it back."""
        return self.shown(handling.release(id, self.user(request, id), self.expected(request)))


class AnswerView(StaffStep):
    @extend_schema(request=shapes.AnswerSerializer, parameters=[IF_MATCH], responses=RESPONSES)
    def post(self, request: Request, id: uuid.UUID) -> Response:
        """Words for the visitor: the robot says them, the page shows them."""
        asked = shapes.AnswerSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        text = asked.validated_data["text"]
        return self.shown(handling.answer(id, self.user(request, id), text, self.expected(request)))


class CloseView(StaffStep):
    @extend_schema(request=shapes.CloseSerializer, parameters=[IF_MATCH], responses=RESPONSES)
    def post(self, request: Request, id: uuid.UUID) -> Response:
        """End it, with its outcome and perhaps last words."""
        asked = shapes.CloseSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        case = handling.close(
            id,
            self.user(request, id),
            asked.validated_data["outcome"],
            asked.validated_data["text"],
            self.expected(request),
        )
        return self.shown(case)
