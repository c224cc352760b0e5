"""/print-jobs and /printer."""

from __future__ import annotations

import uuid

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lobby.printing import jobs
from lobby.printing.serializers import (
    JobSerializer,
    PrinterSerializer,
    PrinterStateSerializer,
    PrintJobSerializer,
    PrintSerializer,
)
from lobby.staff.permissions import DeviceOrStaff, LoopbackOrToken, StaffOnly
from lobby.tickets import desk, holding
from lobby.tickets.serializers import ProblemSerializer
from lobby.tickets.ticket_views import PAGE_TOKEN, TicketHolder, actor


class PrintJobsView(APIView):
    def get_permissions(self) -> list[BasePermission]:
        return [StaffOnly() if self.request.method == "POST" else DeviceOrStaff()]

    @extend_schema(responses=PrintJobSerializer(many=True))
    def get(self, request: Request) -> Response:
        """What is still to be printed, the first asked first."""
        return Response(PrintJobSerializer(jobs.pending(), many=True).data)

    @extend_schema(request=PrintSerializer, responses={201: JobSerializer, 409: ProblemSerializer})
    def post(self, request: Request) -> Response:
        """Print a ticket of today again."""
        asked = PrintSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        ticket = desk.find(asked.validated_data["ticket"])
        return Response(JobSerializer(jobs.ask(ticket, actor(request))).data, status=201)


class PrintedView(APIView):
    permission_classes = [DeviceOrStaff]

    @extend_schema(request=None, responses={204: OpenApiResponse(description="Kept.")})
    def post(self, request: Request, id: int) -> Response:
        """The printer has taken it."""
        jobs.printed(id)
        return Response(status=204)


class TicketPrintView(APIView):
    permission_classes = [TicketHolder]

    @extend_schema(
        request=None,
        parameters=[PAGE_TOKEN],
        responses={201: JobSerializer, 409: ProblemSerializer},
    )
    def post(self, request: Request, id: uuid.UUID) -> Response:
        """The customer wants the ticket on paper (again)."""
        ticket = holding.find(id)
        self.check_object_permissions(request, ticket)
        return Response(JobSerializer(jobs.ask(ticket, actor(request))).data, status=201)


class PrinterView(APIView):
    def get_permissions(self) -> list[BasePermission]:
        return [LoopbackOrToken() if self.request.method == "GET" else DeviceOrStaff()]

    @extend_schema(responses=PrinterStateSerializer)
    def get(self, request: Request) -> Response:
        """How the printer is doing."""
        printer = jobs.printer()
        state = {"state": printer.state, "works": printer.works} if printer else None
        return Response(state or {"state": "none", "works": False})

    @extend_schema(request=PrinterSerializer, responses=PrinterStateSerializer)
    def put(self, request: Request) -> Response:
        """The robot tells how its printer is doing."""
        told = PrinterSerializer(data=request.data)
        told.is_valid(raise_exception=True)
        printer = jobs.report(**told.validated_data)
        return Response({"state": printer.state, "works": printer.works})
