"""/services, /tickets and /queue."""

from __future__ import annotations

import secrets
import uuid

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lobby.problems import Invalid
from lobby.staff.permissions import DeviceOrStaff, LoopbackOrToken, is_device_or_staff
from lobby.tickets import holding, numbers, waiting
from lobby.tickets.cards import ticket_body
from lobby.tickets.models import Ticket
from lobby.tickets.port import chosen
from lobby.tickets.serializers import (
    IssueSerializer,
    NumberSerializer,
    ProblemSerializer,
    QueueSerializer,
    RegradeSerializer,
    ServiceSerializer,
    TicketSerializer,
)

LONGEST_KEY = 200
PAGE_TOKEN = OpenApiParameter(
    "token", str, description="the ticket's page token, in place of a login"
)


def actor(request: Request) -> str:
    """Who acts, for the ticket's record."""
    return str(request.user.username) if is_device_or_staff(request) else holding.CUSTOMER


def idempotency_key(request: Request, longest: int = LONGEST_KEY) -> str | None:
    """The request's Idempotency-Key, None without one; raises Invalid when it is too long."""
    key = request.headers.get("Idempotency-Key", "").strip() or None
    if key is not None and len(key) > longest:
        raise Invalid(f"Idempotency-Key 请不要超过 {longest} 个字符。")
    return key


class ServicesView(APIView):
    permission_classes = [LoopbackOrToken]

    @extend_schema(responses=ServiceSerializer(many=True))
    def get(self, request: Request) -> Response:
        """What one can queue for, and how long that takes now."""
        return Response(chosen().services())


class QueueView(APIView):
    permission_classes = [LoopbackOrToken]

    @extend_schema(responses=QueueSerializer)
    def get(self, request: Request) -> Response:
        """The whole queue at this moment."""
        return Response(chosen().queue())


class TicketsView(APIView):
    permission_classes = [DeviceOrStaff]

    @extend_schema(
        request=IssueSerializer,
        parameters=[
            OpenApiParameter(
                "Idempotency-Key",
                str,
                OpenApiParameter.HEADER,
                description="any text of at most 200 characters; the same key gives the same ticket",
            )
        ],
        responses={
            201: TicketSerializer,
            200: TicketSerializer,
            409: ProblemSerializer,
            422: ProblemSerializer,
        },
    )
    def post(self, request: Request) -> Response:
        """A number: 201 a new one, 200 the one that this key or visitor already has."""
        asked = IssueSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        ticket, new = chosen().issue(
            asked.validated_data["service"],
            by=actor(request),
            customer_class=asked.validated_data["customer_class"],
            conversation=asked.validated_data["conversation"],
            key=idempotency_key(request),
            for_other=asked.validated_data["for_other"],
        )
        if new:
            return Response(ticket_body(ticket, waiting.newly(ticket)), status=201)
        return Response(ticket_body(ticket))


class TicketHolder(BasePermission):
    """Device, staff, or whoever holds the unguessable address of the ticket's page."""

    message = DeviceOrStaff.message

    def has_permission(self, request: Request, view: APIView) -> bool:
        return is_device_or_staff(request) or bool(request.query_params.get("token"))

    def has_object_permission(self, request: Request, view: APIView, obj: Ticket) -> bool:
        token = request.query_params.get("token", "")
        return is_device_or_staff(request) or secrets.compare_digest(
            token.encode(), obj.page_token.encode()
        )


class TicketView(APIView):
    permission_classes = [TicketHolder]

    @extend_schema(parameters=[PAGE_TOKEN], responses=TicketSerializer)
    def get(self, request: Request, id: uuid.UUID) -> Response:
        """State and place in line."""
        ticket = chosen().find(id)
        self.check_object_permissions(request, ticket)
        return Response(ticket_body(ticket))

    @extend_schema(
        parameters=[PAGE_TOKEN], responses={200: TicketSerializer, 409: ProblemSerializer}
    )
    def delete(self, request: Request, id: uuid.UUID) -> Response:
        """Give the number up; repeating it changes nothing."""
        self.check_object_permissions(request, chosen().find(id))
        return Response(ticket_body(chosen().cancel(id, by=actor(request))))


class NumberView(APIView):
    permission_classes = [DeviceOrStaff]

    @extend_schema(responses={200: NumberSerializer, 404: ProblemSerializer})
    def get(self, request: Request, number: str) -> Response:
        """How far the turn of a number of today is, with or without its noughts; never whose it is."""
        return Response(numbers.body(chosen().numbered(number)))


class RegradeView(APIView):
    permission_classes = [DeviceOrStaff]

    @extend_schema(
        request=RegradeSerializer,
        responses={200: TicketSerializer, 409: ProblemSerializer, 422: ProblemSerializer},
    )
    def post(self, request: Request, id: uuid.UUID) -> Response:
        """A class claimed after the number was taken; one without a greater head start changes nothing."""
        asked = RegradeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        grade = asked.validated_data["customer_class"]
        return Response(ticket_body(chosen().regrade(id, grade, by=actor(request))))


class ReinsertView(APIView):
    permission_classes = [TicketHolder]

    @extend_schema(
        request=None,
        parameters=[PAGE_TOKEN],
        responses={200: TicketSerializer, 409: ProblemSerializer},
    )
    def post(self, request: Request, id: uuid.UUID) -> Response:
        """Back into line after a missed call."""
        self.check_object_permissions(request, chosen().find(id))
        return Response(ticket_body(chosen().reinsert(id, by=actor(request))))
