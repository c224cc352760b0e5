"""GET /events."""

from __future__ import annotations

from django.db import connection
from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from lobby.events import stream
from lobby.events.hub import hub
from lobby.problems import Invalid
from lobby.staff.permissions import LoopbackOrToken


class EventStreamRenderer(JSONRenderer):
    """Lets a browser's EventSource through content negotiation; errors are JSON all the same."""

    media_type = "text/event-stream"
    format = "event-stream"


class EventsView(APIView):
    permission_classes = [LoopbackOrToken]
    renderer_classes = [EventStreamRenderer, JSONRenderer]

    @extend_schema(
        parameters=[
            OpenApiParameter("Last-Event-ID", int, OpenApiParameter.HEADER),
            OpenApiParameter("last_event_id", int, OpenApiParameter.QUERY),
        ],
        responses={
            (200, "text/event-stream"): OpenApiResponse(
                OpenApiTypes.STR, description="server-sent events, after what was missed"
            )
        },
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        """The branch's events as they happen.

        This part runs in a thread and decides who may listen and from where; the stream itself
        runs in the event loop.
        """
        position, lost = stream.starting_point(_last_id(request))
        if not connection.in_atomic_block:
            # The stream may last for days and this thread with it: it needs no connection.
            connection.close()
        return StreamingHttpResponse(
            stream.events(hub(), position, lost),
            content_type="text/event-stream; charset=utf-8",
            headers={"Cache-Control": "no-cache, no-transform", "X-Accel-Buffering": "no"},
        )


def _last_id(request: Request) -> int | None:
    asked = request.headers.get("Last-Event-ID") or request.query_params.get("last_event_id")
    if not asked:
        return None
    if not asked.isascii() or not asked.isdigit() or len(asked) > 18:
        raise Invalid("Last-Event-ID 应为事件编号。")
    return int(asked)
