"""POST /announcements: staff speak to the hall."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lobby.announcements import publishing
from lobby.announcements.serializers import AnnouncedSerializer, AnnounceSerializer
from lobby.staff.permissions import StaffOnly

KEY_LENGTH = 200


class AnnouncementsView(APIView):
    permission_classes = [StaffOnly]

    @extend_schema(
        request=AnnounceSerializer,
        responses={201: AnnouncedSerializer},
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
