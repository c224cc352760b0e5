"""Questions, products and the dialogue's snapshot over HTTP."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lobby import etags
from lobby.knowledge import faqs, products, snapshot, trying
from lobby.knowledge import serializers as shapes
from lobby.knowledge.models import ExchangeRate, Faq, KnowledgeVersion
from lobby.problems import Invalid, NotFound
from lobby.staff.permissions import DeviceOrStaff, LoopbackOrToken, StaffWho

IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="412 unless the entry has this ETag."
)
IF_NONE_MATCH = OpenApiParameter("If-None-Match", str, OpenApiParameter.HEADER)
UNCHANGED = OpenApiResponse(description="Unchanged.")
STALE = OpenApiResponse(description="Someone else has changed it meanwhile.")


WRITING = {"POST": "add", "PATCH": "change", "DELETE": "delete"}


class ReadersAndKeepers(APIView):
    """Devices and staff read; staff who may in the console write."""

    def get_permissions(self) -> list[BasePermission]:
        doing = WRITING.get(str(self.request.method))
        return [StaffWho(f"knowledge.{doing}_faq") if doing else DeviceOrStaff()]


class FaqsView(ReadersAndKeepers):
    @extend_schema(
        parameters=[IF_NONE_MATCH],
        responses={200: shapes.FaqSerializer(many=True), 304: UNCHANGED},
        tags=["knowledge"],
    )
    def get(self, request: Request) -> Response:
        """Every entry, disabled ones too; the ETag is that of the snapshot."""
        # Read before the entries: see snapshot.take.
        version = KnowledgeVersion.current()
        headers = {"ETag": etags.strong(version)}
        if etags.matches(request.headers.get("If-None-Match"), version):
            return Response(status=304, headers=headers)
        entries = shapes.FaqSerializer(Faq.objects.all(), many=True).data
        return Response(entries, headers=headers)

    @extend_schema(request=shapes.NewFaq, responses={201: shapes.FaqSerializer}, tags=["knowledge"])
    def post(self, request: Request) -> Response:
        """Adds an entry; the robot answers with it within a second."""
        values = _read(shapes.NewFaq, request)
        faq = _checked(lambda: faqs.create(values))
        return _entry(faq, status=201, headers={"Location": f"{request.path}/{faq.id}"})


class FaqView(ReadersAndKeepers):
    @extend_schema(
        parameters=[IF_NONE_MATCH],
        responses={200: shapes.FaqSerializer, 304: UNCHANGED},
        tags=["knowledge"],
    )
    def get(self, request: Request, id: str) -> Response:
        faq = Faq.objects.filter(pk=id).first()
        if faq is None:
            raise NotFound("没有这条问答。")
        if etags.matches(request.headers.get("If-None-Match"), faq.version):
            return Response(status=304, headers={"ETag": etags.strong(faq.version)})
        return _entry(faq)

    @extend_schema(
        parameters=[IF_MATCH],
        request=shapes.FaqChange,
        responses={200: shapes.FaqSerializer, 412: STALE},
        tags=["knowledge"],
    )
    def patch(self, request: Request, id: str) -> Response:
        """Changes the fields given."""
        values = _read(shapes.FaqChange, request)
        expected = etags.expected_versions(request.headers.get("If-Match"))
        return _entry(_checked(lambda: faqs.change(id, values, expected)))

    @extend_schema(parameters=[IF_MATCH], responses={204: None, 412: STALE}, tags=["knowledge"])
    def delete(self, request: Request, id: str) -> Response:
        faqs.remove(id, etags.expected_versions(request.headers.get("If-Match")))
        return Response(status=204)


class TryView(APIView):
    permission_classes = [DeviceOrStaff]

    @extend_schema(
        request=shapes.TrySerializer, responses=shapes.UnderstandingSerializer, tags=["knowledge"]
    )
    def post(self, request: Request) -> Response:
        """What the robot would make of a sentence, with the entries it weighs; 503 while it is away."""
        text = _read(shapes.TrySerializer, request)["text"]
        return Response(asdict(trying.understand(text)))


class SnapshotView(APIView):
    @extend_schema(
        parameters=[IF_NONE_MATCH],
        responses={200: shapes.SnapshotSerializer, 304: UNCHANGED},
        tags=["knowledge"],
    )
    def get(self, request: Request) -> Response:
        """All that the dialogue knows of this branch; 304, after reading one row, while unchanged."""
        tags = request.headers.get("If-None-Match")
        if tags:
            version = KnowledgeVersion.current()
            if etags.matches(tags, version):
                return Response(status=304, headers={"ETag": etags.strong(version)})
        taken = snapshot.take()
        return Response(taken, headers={"ETag": etags.strong(taken["version"])})


class ExchangeView(APIView):
    permission_classes = [LoopbackOrToken]

    @extend_schema(
        parameters=[shapes.ExchangeQuery],
        responses=shapes.ExchangeRateSerializer(many=True),
        tags=["knowledge"],
    )
    def get(self, request: Request) -> Response:
        """Exchange rates with their date, all or of one `currency`: CNY for 100 units, for reference."""
        serializer = shapes.ExchangeQuery(data=request.query_params.dict())
        serializer.is_valid(raise_exception=True)
        code = serializer.validated_data["currency"].upper()
        found = ExchangeRate.objects.filter(enabled=True)
        if code:
            found = found.filter(code=code)
        return Response(shapes.ExchangeRateSerializer(found, many=True).data)


class ProductsView(APIView):
    permission_classes = [LoopbackOrToken]

    @extend_schema(
        parameters=[shapes.ProductQuery],
        responses=shapes.ProductSerializer(many=True),
        tags=["knowledge"],
    )
    def get(self, request: Request) -> Response:
        """Products on the shelf, of a category, and none riskier than the appetite `risk`."""
        serializer = shapes.ProductQuery(data=request.query_params.dict())
        serializer.is_valid(raise_exception=True)
        query = serializer.validated_data
        labels = products.attribute_names()
        found = products.on_shelf(query["category"], query["risk"])
        return Response([products.card(product, labels) for product in found])


class ProductView(APIView):
    permission_classes = [LoopbackOrToken]

    @extend_schema(responses=shapes.ProductSerializer, tags=["knowledge"])
    def get(self, request: Request, code: str) -> Response:
        return Response(products.card(products.one(code), products.attribute_names()))


def _entry(faq: Faq, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(
        shapes.FaqSerializer(faq).data,
        status=status,
        headers={"ETag": etags.strong(faq.version), **(headers or {})},
    )


def _read(shape: Any, request: Request) -> dict[str, Any]:
    serializer = shape(data=request.data)
    serializer.is_valid(raise_exception=True)
    values: dict[str, Any] = dict(serializer.validated_data)
    return values


def _checked(write: Any) -> Faq:
    """The written entry; what the rules refuse becomes a 422 problem whose `errors` go by field."""
    try:
        faq: Faq = write()
    except ValidationError as error:
        by_field = error.message_dict
        first = next(iter(by_field.values()))[0]
        raise Invalid(first, errors=by_field) from error
    return faq
