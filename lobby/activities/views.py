"""/activities: what is on, and signing up for it."""

from __future__ import annotations

import uuid

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lobby import clock
from lobby.activities import calendar, signing_up
from lobby.activities.serializers import ActivitySerializer, SignUpSerializer
from lobby.cases import handling
from lobby.cases.serializers import CaseSerializer
from lobby.cases.views import KEY, PAGE_TOKEN, CaseHolder
from lobby.conversations import phones
from lobby.staff.permissions import DeviceOrStaff, LoopbackOrToken


class ActivitiesView(APIView):
    permission_classes = [LoopbackOrToken]

    @extend_schema(responses=ActivitySerializer(many=True), tags=["activities"])
    def get(self, request: Request) -> Response:
        """Coming days of activities, the next first; nothing that is over."""
        return Response(ActivitySerializer(calendar.coming(clock.local_now()), many=True).data)


class SignUpsView(APIView):
    permission_classes = [DeviceOrStaff]

    @extend_schema(
        request=SignUpSerializer,
        parameters=[KEY],
        responses={
            201: CaseSerializer,
            200: CaseSerializer,
            409: OpenApiResponse(description="full (with `left`) or too_late"),
        },
        tags=["activities"],
    )
    def post(self, request: Request, code: str) -> Response:
        """Places on one day of the activity, as a case with number and page."""
        asked = SignUpSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = asked.validated_data
        conversation = values.get("conversation")
        case, is_new = signing_up.sign_up(
            code,
            values["date"],
            values["people"],
            conversation=conversation,
            name=values["name"],
            phone=phones.release(conversation) if values["phone"] else "",
            key=(request.headers.get("Idempotency-Key") or "")[:120] or None,
        )
        return Response(CaseSerializer(case).data, status=201 if is_new else 200)


class CancelView(APIView):
    permission_classes = [CaseHolder]

    @extend_schema(
        parameters=[PAGE_TOKEN],
        responses={204: OpenApiResponse(description="the places are free again")},
        tags=["activities"],
    )
    def delete(self, request: Request, id: uuid.UUID) -> Response:
        """Give the places back."""
        case = handling.find(id)
        self.check_object_permissions(request, case)
        signing_up.cancel(case)
        return Response(status=204)
