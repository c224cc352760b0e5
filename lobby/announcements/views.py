"""POST /announcements: staff speak to the hall. And which board says what is to be heard."""

from __future__ import annotations

import uuid
from dataclasses import asdict

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lobby.announcements import publishing, speaking
from lobby.announcements.serializers import (
    AnnouncedSerializer,
    AnnounceSerializer,
    PublishedSerializer,
    ScreenSerializer,
    StandingSerializer,
    VoiceSerializer,
)
from lobby.staff.permissions import LoopbackOrToken, StaffOnly

KEY_LENGTH = 200


class AnnouncementsView(APIView):
    permission_classes = [StaffOnly]

    @extend_schema(
        request=AnnounceSerializer,
        responses={201: PublishedSerializer},
        parameters=[
            OpenApiParameter(
                "Idempotency-Key",
                str,
                OpenApiParameter.HEADER,
                description="the same key is said once, however often it is sent",
            )
        ],
    )
    def post(self, request: Request) -> Response:
        """Have words said aloud to everybody in the hall."""
        asked = AnnounceSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        words = asked.validated_data
        key = request.headers.get("Idempotency-Key", "").strip()[:KEY_LENGTH] or None
        name = publishing.words(
            words["text"],
            kind=publishing.Kind(words["kind"]),
            urgent=words["urgent"],
            key=f"{request.user.pk}:{key}" if key else None,
        )
        return Response({"id": str(name)}, status=201)


SCREEN = OpenApiParameter("screen", str, required=True)


class SpeakerView(APIView):
    """For the robot and for boards, as the queue that they show."""

    permission_classes = [LoopbackOrToken]

    @extend_schema(responses=StandingSerializer)
    def get(self, request: Request) -> Response:
        """Who speaks to the hall."""
        return Response(asdict(speaking.look()))

    @extend_schema(request=VoiceSerializer, responses=StandingSerializer)
    def post(self, request: Request) -> Response:
        """Speak, or go on speaking: `speaks` says whether this one may, for `seconds`."""
        asked = VoiceSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        return Response(asdict(speaking.claim(**asked.validated_data)))

    @extend_schema(
        parameters=[SCREEN], responses={204: OpenApiResponse(description="another may speak")}
    )
    def delete(self, request: Request) -> Response:
        """This one speaks no more."""
        speaking.give_back(_screen(request.query_params))
        return Response(status=204)


class SaidView(APIView):
    permission_classes = [LoopbackOrToken]

    @extend_schema(
        request=AnnouncedSerializer,
        responses={204: OpenApiResponse(description="told to the others")},
    )
    def post(self, request: Request, announcement: uuid.UUID) -> Response:
        """Who speaks has said it once; `left` times are left. 409 for any other."""
        asked = AnnouncedSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        words = asked.validated_data
        speaking.said(announcement, words["screen"], words["left"])
        return Response(status=204)


def _screen(data: object) -> str:
    asked = ScreenSerializer(data=data)
    asked.is_valid(raise_exception=True)
    return str(asked.validated_data["screen"])
