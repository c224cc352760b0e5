"""/counters: what tellers do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lobby.staff.permissions import DeviceOrStaff, StaffOnly
from lobby.tickets.cards import counter_ticket
from lobby.tickets.port import chosen
from lobby.tickets.serializers import (
    CallOutOfTurnSerializer,
    CounterCloseSerializer,
    CounterLineSerializer,
    CounterSerializer,
    CounterTicketSerializer,
    NamedTicketSerializer,
    ProblemSerializer,
    TransferSerializer,
)
from lobby.tickets.ticket_views import actor, idempotency_key

LONGEST_KEY = 150
"""Characters; the counter is kept with it."""
ANSWERS = {200: CounterTicketSerializer, 404: ProblemSerializer, 409: ProblemSerializer}
KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="any text of at most 150 characters; said again, the step is not taken again",
)


class CountersView(APIView):
    permission_classes = [DeviceOrStaff]

    @extend_schema(responses=CounterSerializer(many=True))
    def get(self, request: Request) -> Response:
        """The counters, what they serve and whom."""
        return Response(chosen().counters())


class OpenView(APIView):
    permission_classes = [StaffOnly]

    @extend_schema(request=None, responses={200: CounterSerializer, 404: ProblemSerializer})
    def post(self, request: Request, code: str) -> Response:
        """Open the counter, also after a pause; repeating it changes nothing."""
        chosen().open_counter(code, actor(request))
        return Response(chosen().counter(code))


class CloseView(APIView):
    permission_classes = [StaffOnly]

    @extend_schema(
        request=CounterCloseSerializer, responses={200: CounterSerializer, 404: ProblemSerializer}
    )
    def post(self, request: Request, code: str) -> Response:
        """Close the counter, for a while when `pause` says why; repeating it changes nothing."""
        asked = CounterCloseSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        chosen().close_counter(code, actor(request), asked.validated_data["pause"])
        return Response(chosen().counter(code))


class LineView(APIView):
    permission_classes = [StaffOnly]

    @extend_schema(responses={200: CounterLineSerializer, 404: ProblemSerializer})
    def get(self, request: Request, code: str) -> Response:
        """Who waits for this counter, the next first, each with the reason; and who stands aside."""
        return Response(chosen().line(code))


class NextView(APIView):
    permission_classes = [StaffOnly]

    @extend_schema(
        request=None,
        parameters=[KEY],
        responses={**ANSWERS, 204: OpenApiResponse(description="nobody waits")},
    )
    def post(self, request: Request, code: str) -> Response:
        """Call the next customer, finishing the one being served."""
        ticket = chosen().call_next(code, actor(request), key=idempotency_key(request, LONGEST_KEY))
        return Response(counter_ticket(ticket)) if ticket else Response(status=204)


class CallView(APIView):
    permission_classes = [StaffOnly]

    @extend_schema(request=CallOutOfTurnSerializer, parameters=[KEY], responses=ANSWERS)
    def post(self, request: Request, code: str) -> Response:
        """Call one customer out of turn; the reason is kept."""
        asked = _asked(CallOutOfTurnSerializer, request)
        key = idempotency_key(request, LONGEST_KEY)
        return Response(counter_ticket(chosen().call(code, actor(request), **asked, key=key)))


class StepView(APIView):
    """A step with the customer at the counter."""

    permission_classes = [StaffOnly]
    step = "start"
    """A method of the port: counter's code, who acts, the request's key."""

    @extend_schema(request=None, parameters=[KEY], responses=ANSWERS)
    def post(self, request: Request, code: str) -> Response:
        """One step with the customer at the counter."""
        key = idempotency_key(request, LONGEST_KEY)
        ticket = getattr(chosen(), self.step)(code, actor(request), key=key)
        return Response(counter_ticket(ticket))


class NamedStepView(APIView):
    """A step with a customer who may be named."""

    permission_classes = [StaffOnly]
    step = "recall"
    """A method of the port that also takes the ticket's number or id."""

    @extend_schema(request=NamedTicketSerializer, parameters=[KEY], responses=ANSWERS)
    def post(self, request: Request, code: str) -> Response:
        """One step with the customer named, or the last one it fits."""
        asked = _asked(NamedTicketSerializer, request)
        key = idempotency_key(request, LONGEST_KEY)
        step = getattr(chosen(), self.step)
        ticket = step(code, actor(request), asked["ticket"], key=key)
        return Response(counter_ticket(ticket))


class TransferView(APIView):
    permission_classes = [StaffOnly]

    @extend_schema(request=TransferSerializer, parameters=[KEY], responses=ANSWERS)
    def post(self, request: Request, code: str) -> Response:
        """Send the customer on to another service or counter."""
        asked = _asked(TransferSerializer, request)
        key = idempotency_key(request, LONGEST_KEY)
        return Response(counter_ticket(chosen().transfer(code, actor(request), **asked, key=key)))


def _asked(shape: Callable[..., Any], request: Request) -> dict[str, Any]:
    asked = shape(data=request.data)
    asked.is_valid(raise_exception=True)
    return dict(asked.validated_data)
