"""/statistics: for staff, as JSON and as CSV."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lobby.staff.permissions import StaffOnly
from lobby.tickets.serializers import ProblemSerializer
from lobby.tickets.statistics import productivity, reading, shapes, tables
from lobby.tickets.statistics.serializers import (
    ProductivityQuery,
    ProductivitySerializer,
    TableQuery,
    TableSerializer,
)

CSV = OpenApiResponse(description="CSV, UTF-8 with a byte order mark, Chinese headings")
TAGS = ["statistics"]


class StatisticsView(APIView):
    permission_classes = [StaffOnly]

    @extend_schema(
        parameters=[TableQuery],
        responses={200: TableSerializer, 422: ProblemSerializer},
        tags=TAGS,
    )
    def get(self, request: Request) -> Response:
        """Arrivals, waits, services, no-shows and those who gave up; at most 100 days at once."""
        return Response(shapes.table_body(_table(request)))


class StatisticsCsvView(APIView):
    permission_classes = [StaffOnly]

    @extend_schema(parameters=[TableQuery], responses={(200, "text/csv"): CSV}, tags=TAGS)
    def get(self, request: Request) -> HttpResponse:
        """The same as a table for spreadsheets."""
        table = _table(request)
        return _file(shapes.table_csv(table), f"statistics-{table.by}", table.days)


class ProductivityView(APIView):
    permission_classes = [StaffOnly]

    @extend_schema(
        parameters=[ProductivityQuery],
        responses={200: ProductivitySerializer, 422: ProblemSerializer},
        tags=TAGS,
    )
    def get(self, request: Request) -> Response:
        """How counters, tellers or days used their time."""
        asked = _asked(ProductivityQuery, request)
        days = reading.days(asked["since"], asked["until"])
        rows = [shapes.use_body(row) for row in productivity.read(days, asked["by"])]
        return Response(
            {
                "since": days.since.isoformat(),
                "until": days.until.isoformat(),
                "by": asked["by"],
                "rows": rows,
            }
        )


class ProductivityCsvView(APIView):
    permission_classes = [StaffOnly]

    @extend_schema(parameters=[ProductivityQuery], responses={(200, "text/csv"): CSV}, tags=TAGS)
    def get(self, request: Request) -> HttpResponse:
        """The same as a table for spreadsheets."""
        asked = _asked(ProductivityQuery, request)
        days, by = reading.days(asked["since"], asked["until"]), asked["by"]
        text = shapes.productivity_csv(productivity.read(days, by), by)
        return _file(text, f"productivity-{by}", days)


def _table(request: Request) -> tables.Table:
    asked = _asked(TableQuery, request)
    days = reading.days(asked["since"], asked["until"])
    return tables.read(days, asked["by"], service=asked["service"], counter=asked["counter"])


def _asked(shape: Any, request: Request) -> dict[str, Any]:
    # As a plain mapping: of a form's fields an empty one would count as left out.
    asked = shape(data=request.query_params.dict())
    asked.is_valid(raise_exception=True)
    return dict(asked.validated_data)


def _file(text: str, name: str, days: reading.Days) -> HttpResponse:
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    file = f"{name}-{days.since}-{days.until}.csv"
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response
