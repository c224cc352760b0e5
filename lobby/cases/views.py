"""/cases: opened by the dialogue, read by whoever has the token."""

from __future__ import annotations

import uuid

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lobby.cases import handling
from lobby.cases.models import Case
from lobby.cases.serializers import CaseSerializer, OpenCaseSerializer
from lobby.problems import NotFound

KEY = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER, required=False)


class CasesView(APIView):
    @extend_schema(
        request=OpenCaseSerializer,
        responses={201: CaseSerializer, 200: CaseSerializer},
        parameters=[KEY],
    )
    def post(self, request: Request) -> Response:
        """Open a case; the same Idempotency-Key answers 200 with the same case."""
        asked = OpenCaseSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        case, is_new = handling.open_case(
            asked.validated_data["kind"],
            asked.validated_data.get("conversation"),
            asked.validated_data.get("summary", ""),
            (request.headers.get("Idempotency-Key") or "")[:120] or None,
        )
        return Response(CaseSerializer(case).data, status=201 if is_new else 200)


class CaseView(APIView):
    @extend_schema(responses=CaseSerializer)
    def get(self, request: Request, id: uuid.UUID) -> Response:
        """One case."""
        case = Case.objects.filter(id=id).first()
        if case is None:
            raise NotFound("没有这个工单。")
        return Response(CaseSerializer(case).data)
