"""/counters: what tellers do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lobby.staff.permissions import DeviceOrStaff, StaffOnly
from lobby.tickets import calling, overview
from lobby.tickets.cards import counter_ticket
from lobby.tickets.models import Counter, Ticket
from lobby.tickets.serializers import (
    CounterSerializer,
    CounterTicketSerializer,
    NamedTicketSerializer,
    ProblemSerializer,
    TransferSerializer,
)
from lobby.tickets.ticket_views import actor

Row = TypeVar("Row")


@dataclass(frozen=True)
class Step(Generic[Row]):
    """What a route does, with the counter's code and who acts."""

    run: Callable[[str, str], Row]


@dataclass(frozen=True)
class NamedStep:
    """As Step, with the ticket's number or id where the teller names one."""

    run: Callable[[str, str, str | None], Ticket]


ANSWERS = {200: CounterTicketSerializer, 404: ProblemSerializer, 409: ProblemSerializer}


class CountersView(APIView):
    permission_classes = [DeviceOrStaff]

    @extend_schema(responses=CounterSerializer(many=True))
    def get(self, request: Request) -> Response:
        """The counters, what they serve and whom."""
        return Response(overview.counters())


class DoorView(APIView):
    """Open or close a counter."""

    permission_classes = [StaffOnly]
    act: Step[Counter] = Step(calling.open_counter)

    @extend_schema(request=None, responses={200: CounterSerializer, 404: ProblemSerializer})
    def post(self, request: Request, code: str) -> Response:
        """Open or close the counter; repeating it changes nothing."""
        self.act.run(code, actor(request))
        return Response(overview.counter(code))


class NextView(APIView):
    permission_classes = [StaffOnly]

    @extend_schema(
        request=None, responses={**ANSWERS, 204: OpenApiResponse(description="nobody waits")}
    )
    def post(self, request: Request, code: str) -> Response:
        """Call the next customer, finishing the one being served."""
        ticket = calling.call_next(code, actor(request))
        return Response(counter_ticket(ticket)) if ticket else Response(status=204)


class StepView(APIView):
    """A step with the customer at the counter."""

    permission_classes = [StaffOnly]
    act: Step[Ticket] = Step(calling.start)

    @extend_schema(request=None, responses=ANSWERS)
    def post(self, request: Request, code: str) -> Response:
        """One step with the customer at the counter."""
        return Response(counter_ticket(self.act.run(code, actor(request))))


class NamedStepView(APIView):
    """A step with a customer who may be named."""

    permission_classes = [StaffOnly]
    act: NamedStep = NamedStep(calling.recall)

    @extend_schema(request=NamedTicketSerializer, responses=ANSWERS)
    def post(self, request: Request, code: str) -> Response:
        """One step with the customer named, or the last one it fits."""
        asked = NamedTicketSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        ticket = self.act.run(code, actor(request), asked.validated_data["ticket"])
        return Response(counter_ticket(ticket))


class TransferView(APIView):
    permission_classes = [StaffOnly]

    @extend_schema(request=TransferSerializer, responses=ANSWERS)
    def post(self, request: Request, code: str) -> Response:
        """Send the customer on to another service or counter."""
        asked = TransferSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        return Response(
            counter_ticket(calling.transfer(code, actor(request), **asked.validated_data))
        )
