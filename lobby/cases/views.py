"""/cases and /ratings: opened and added to by the dialogue, read by whoever has the page's token."""

from __future__ import annotations

import secrets
import uuid

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lobby import etags
from lobby.cases import access, handling, inbox, rating
from lobby.cases import serializers as shapes
from lobby.cases.models import Case
from lobby.conversations import phones
from lobby.staff.permissions import DeviceOrStaff, StaffOnly, is_device_or_staff, is_staff
from lobby.tickets import holding
from lobby.tickets.ticket_views import TicketHolder

KEY = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER, required=False)
PAGE_TOKEN = OpenApiParameter(
    "token", str, description="the case's page token, in place of a login"
)
LISTED = 200
"""Cases in one answer; older ones are found by filters."""


class CaseHolder(BasePermission):
    """Device, staff, or whoever holds the unguessable address of the case's page."""

    message = DeviceOrStaff.message

    def has_permission(self, request: Request, view: APIView) -> bool:
        return is_device_or_staff(request) or bool(request.query_params.get("token"))

    def has_object_permission(self, request: Request, view: APIView, obj: Case) -> bool:
        token = request.query_params.get("token")
        if token is None:
            return is_device_or_staff(request)
        return secrets.compare_digest(token.encode(), obj.token.encode())


class CasesView(APIView):
    def get_permissions(self) -> list[BasePermission]:
        return [StaffOnly()] if self.request.method == "GET" else [DeviceOrStaff()]

    @extend_schema(parameters=[shapes.ListQuery], responses=shapes.InboxSerializer)
    def get(self, request: Request) -> Response:
        """The inbox: open cases first, the longest waiting first; a teller's holds what presses and what they took."""
        query = shapes.ListQuery(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        asked = query.validated_data
        cases = access.visible(request.user)
        for name in ("state", "kind"):
            if asked.get(name):
                cases = cases.filter(**{name: asked[name]})
        if asked["mine"]:
            cases = cases.filter(owner=request.user.pk)
        found = inbox.urgent_first(cases)[:LISTED]
        return Response(shapes.InboxSerializer({"counts": inbox.counts(), "cases": found}).data)

    @extend_schema(
        request=shapes.OpenCaseSerializer,
        responses={201: shapes.CaseSerializer, 200: shapes.CaseSerializer},
        parameters=[KEY],
    )
    def post(self, request: Request) -> Response:
        """Open a case; the same Idempotency-Key answers 200 with the same case."""
        asked = shapes.OpenCaseSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        conversation = asked.validated_data.get("conversation")
        case, is_new = handling.open_case(
            asked.validated_data["kind"],
            conversation,
            asked.validated_data.get("summary", ""),
            (request.headers.get("Idempotency-Key") or "")[:120] or None,
            phones.release(conversation) if asked.validated_data["phone"] else "",
        )
        return Response(shapes.CaseSerializer(case).data, status=201 if is_new else 200)


class CaseView(APIView):
    permission_classes = [CaseHolder]

    @extend_schema(parameters=[PAGE_TOKEN], responses=shapes.CaseSerializer)
    def get(self, request: Request, id: uuid.UUID) -> Response:
        """One case; staff see what was said, the number to call back and the history too."""
        case = handling.find(id)
        self.check_object_permissions(request, case)
        inside = is_staff(request) and "token" not in request.query_params
        if inside:
            access.check(request.user, case)
        shape = shapes.StaffCaseSerializer if inside else shapes.CaseSerializer
        return Response(shape(case).data, headers={"ETag": etags.strong(case.version)})


class WordsView(APIView):
    permission_classes = [DeviceOrStaff]

    @extend_schema(request=shapes.AddSerializer, responses=shapes.CaseSerializer)
    def post(self, request: Request, id: uuid.UUID) -> Response:
        """What the visitor said further; `phone` attaches the number that was just left."""
        asked = shapes.AddSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        phone = ""
        if asked.validated_data["phone"]:
            phone = phones.release(handling.find(id).conversation)
        case = handling.add(id, asked.validated_data["words"], phone)
        return Response(shapes.CaseSerializer(case).data)


class WithdrawView(APIView):
    permission_classes = [DeviceOrStaff]

    @extend_schema(request=shapes.AddSerializer, responses=shapes.CaseSerializer)
    def post(self, request: Request, id: uuid.UUID) -> Response:
        """The visitor does not need it any more: closed, with the words for staff to read."""
        asked = shapes.AddSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        case = handling.withdraw(id, asked.validated_data["words"])
        return Response(shapes.CaseSerializer(case).data)


class CaseRatingView(APIView):
    permission_classes = [CaseHolder]

    @extend_schema(
        parameters=[PAGE_TOKEN],
        request=shapes.StarsSerializer,
        responses={201: shapes.CaseSerializer},
    )
    def post(self, request: Request, id: uuid.UUID) -> Response:
        """The visitor's stars for how the case ended, once."""
        case = handling.find(id)
        self.check_object_permissions(request, case)
        asked = shapes.StarsSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        rating.rate_case(case, asked.validated_data["stars"], asked.validated_data["words"])
        return Response(shapes.CaseSerializer(handling.find(id)).data, status=201)


class TicketRatingView(APIView):
    permission_classes = [TicketHolder]

    @extend_schema(
        parameters=[PAGE_TOKEN],
        request=shapes.StarsSerializer,
        responses={201: shapes.StarsSerializer},
    )
    def post(self, request: Request, id: uuid.UUID) -> Response:
        """The customer's stars for what was done at the counter, once."""
        ticket = holding.find(id)
        self.check_object_permissions(request, ticket)
        asked = shapes.StarsSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        rating.rate_ticket(ticket, asked.validated_data["stars"], asked.validated_data["words"])
        return Response(asked.validated_data, status=201)


class RatingsView(APIView):
    permission_classes = [DeviceOrStaff]

    @extend_schema(
        request=shapes.RatingSerializer, responses={204: OpenApiResponse(description="Kept.")}
    )
    def post(self, request: Request) -> Response:
        """A visitor's stars for the visit."""
        asked = shapes.RatingSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        rating.rate_visit(
            asked.validated_data["stars"],
            asked.validated_data.get("conversation"),
            asked.validated_data["words"],
        )
        return Response(status=204)
