"""GET /events."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from lobby.events import serving, stream
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
            OpenApiParameter(
                "pulse", int, OpenApiParameter.QUERY, description="1: an event pulse twice a second"
            ),
        ],
        responses={
            (200, "text/event-stream"): OpenApiResponse(
                OpenApiTypes.STR, description="server-sent events, after what was missed"
            )
        },
    )
    def get(self, request: Request) -> HttpResponse:
        """The branch's events as they happen.

        This part decides who may listen and from where; lobby.events.serving does the rest.
        """
        pulse = _pulse(request)
        position, lost = stream.starting_point(_last_id(request))
        return HttpResponse(
            content_type="text/event-stream; charset=utf-8",
            headers={
                "Cache-Control": "no-cache, no-transform",
                "X-Accel-Buffering": "no",
                serving.HEADER: serving.mark(position, lost, pulse),
            },
        )


def _last_id(request: Request) -> int | None:
    asked = request.headers.get("Last-Event-ID") or request.query_params.get("last_event_id")
    if not asked:
        return None
    if not asked.isascii() or not asked.isdigit() or len(asked) > 18:
        raise Invalid("Last-Event-ID 应为事件编号。")
    return int(asked)


def _pulse(request: Request) -> bool:
    asked = request.query_params.get("pulse", "0")
    if asked not in ("0", "1"):
        raise Invalid("pulse 只能是 1（要心跳）或 0（不要）。")
    return asked == "1"
