"""/appointments, and the end of the day by hand."""

from __future__ import annotations

import datetime

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lobby import clock
from lobby.parsing import Day
from lobby.problems import Invalid
from lobby.staff.permissions import DeviceOrStaff, StaffOnly, StaffWho
from lobby.staff.throttles import GuessThrottle
from lobby.tickets import appointments, closing
from lobby.tickets.cards import ticket_body
from lobby.tickets.serializers import (
    AppointmentSerializer,
    BookSerializer,
    CheckInSerializer,
    DayCloseSerializer,
    ProblemSerializer,
    TicketSerializer,
)
from lobby.tickets.ticket_views import actor


class AppointmentsView(APIView):
    permission_classes = [StaffOnly]

    @extend_schema(
        parameters=[OpenApiParameter("day", datetime.date, description="default: today")],
        responses=AppointmentSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """The appointments of a day."""
        day = _day(request.query_params.get("day"))
        return Response(AppointmentSerializer(appointments.of_day(day), many=True).data)

    @extend_schema(
        request=BookSerializer, responses={201: AppointmentSerializer, 422: ProblemSerializer}
    )
    def post(self, request: Request) -> Response:
        """Agree on a time; the answer holds the code for the customer."""
        asked = BookSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        data = asked.validated_data
        row = appointments.book(
            data["service"], data["starts_at"], data["ends_at"], data["customer_class"]
        )
        return Response(AppointmentSerializer(row).data, status=201)


class AppointmentView(APIView):
    permission_classes = [StaffOnly]

    @extend_schema(responses={200: AppointmentSerializer, 404: ProblemSerializer})
    def delete(self, request: Request, code: str) -> Response:
        """Give the appointment up; repeating it changes nothing."""
        return Response(AppointmentSerializer(appointments.cancel(code)).data)


class CheckInView(APIView):
    permission_classes = [DeviceOrStaff]
    throttle_classes = [GuessThrottle]

    @extend_schema(
        request=CheckInSerializer,
        responses={
            201: TicketSerializer,
            200: TicketSerializer,
            404: ProblemSerializer,
            409: ProblemSerializer,
        },
    )
    def post(self, request: Request) -> Response:
        """The ticket of an appointment: 201 a new one, 200 the one that it has already."""
        asked = CheckInSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        ticket, new = appointments.check_in(
            asked.validated_data["code"],
            by=actor(request),
            conversation=asked.validated_data["conversation"],
        )
        return Response(ticket_body(ticket), status=201 if new else 200)


class DayCloseView(APIView):
    def get_permissions(self) -> list[StaffWho]:
        # It sends everybody home who waits: for whoever may set the end of the day.
        return [StaffWho("branch.change_branch")]

    @extend_schema(request=None, responses=DayCloseSerializer)
    def post(self, request: Request) -> Response:
        """Settle what is open today and before, and close the counters; repeating it changes nothing."""
        settled = closing.close_day(clock.today())
        return Response(DayCloseSerializer(settled).data)


def _day(text: str | None) -> datetime.date:
    try:
        return clock.today() if text is None else Day().to_internal_value(text)
    except ValidationError as error:
        raise Invalid("日期请写成 2026-03-02。") from error
