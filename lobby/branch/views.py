"""What the branch says of itself over HTTP."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from lobby import clock
from lobby.branch import almanac, door, hours_text, machines, notices, rows, triage
from lobby.branch import serializers as shapes
from lobby.branch.hours import timetable
from lobby.branch.models import Facility, Place
from lobby.staff.permissions import LoopbackOrToken


class HoursView(APIView):
    @extend_schema(
        parameters=[shapes.HoursQuery], responses=shapes.HoursSerializer, tags=["branch"]
    )
    def get(self, request: Request) -> Response:
        """Whether the branch is open now, today's periods, and the answer as text and as speech."""
        query = _query(shapes.HoursQuery, request)
        kind = rows.hours_kind(query["business"]) if "business" in query else query["kind"]
        table, now = timetable(), clock.local_now()
        opens = table.next_open(kind, now)
        question = hours_text.Question(
            kind=kind,
            day=query.get("date"),
            until=query.get("until"),
            holiday=query.get("holiday"),
            about=query["about"],
        )
        answer = hours_text.answer(table, question, now)
        return Response(
            {
                "open_now": table.is_open(kind, now),
                "today": [
                    [f"{s.opens:%H:%M}", f"{s.closes:%H:%M}"] for s in table.spans(kind, now.date())
                ],
                "next_open": opens.isoformat() if opens else None,
                "text": answer.text,
                "speech": answer.speech,
                "known": answer.known,
                "demo": rows.branch().demo,
            }
        )


class CalendarView(APIView):
    @extend_schema(
        parameters=[shapes.CalendarQuery], responses=shapes.CalendarSerializer, tags=["branch"]
    )
    def get(self, request: Request) -> Response:
        """The lunar date, festivals and public holiday of a day, and when each festival comes next."""
        day = _query(shapes.CalendarQuery, request).get("date") or clock.today()
        return Response(shapes.CalendarSerializer(almanac.of(day, almanac.enabled())).data)


class TriageView(APIView):
    @extend_schema(
        parameters=[shapes.TriageQuery], responses=shapes.TriageSerializer, tags=["branch"]
    )
    def get(self, request: Request) -> Response:
        """Where a piece of business is done fastest, or that the amount decides."""
        query = _query(shapes.TriageQuery, request)
        decision = triage.decide(
            rows.business_rules(query["business"]),
            query.get("amount"),
            prefer_counter=query.get("prefer") == "counter",
            out_of_order=machines.out_of_order(),
        )
        if isinstance(decision, triage.NeedAmount):
            return Response({"need": "amount"})
        body: dict[str, Any] = {
            "channel": decision.channel,
            "business": decision.business,
            "business_name": decision.business_name,
            "service": decision.service,
            "place": decision.place,
            "place_name": rows.place(decision.place).name,
            "reason": decision.reason,
            "bring": list(decision.bring),
            "counter_possible": decision.counter_possible,
        }
        return Response(body | ({"note": decision.note} if decision.note else {}))


class PlacesView(APIView):
    @extend_schema(responses=shapes.PlaceSerializer(many=True), tags=["branch"])
    def get(self, request: Request) -> Response:
        """Every place of the floor that customers ask for."""
        return Response(shapes.PlaceSerializer(Place.objects.all(), many=True).data)


class FacilitiesView(APIView):
    @extend_schema(responses=shapes.FacilitySerializer(many=True), tags=["branch"])
    def get(self, request: Request) -> Response:
        """What the branch has or lends, what it does not, and where."""
        found = Facility.objects.select_related("place")
        return Response(shapes.FacilitySerializer(found, many=True).data)


class RouteView(APIView):
    permission_classes = [LoopbackOrToken]

    @extend_schema(
        parameters=[shapes.RouteQuery], responses=shapes.RouteSerializer, tags=["branch"]
    )
    def get(self, request: Request) -> Response:
        """The way from the robot to a place: spoken steps, distance and line on the plan."""
        route = rows.route(_query(shapes.RouteQuery, request)["to"])
        return Response(
            {
                "place": route.place,
                "name": route.name,
                "steps": list(route.steps),
                "distance_m": route.distance_m,
                "polyline": [list(point) for point in route.polyline],
                "plan_url": f"{reverse('plan')}?to={quote(route.place)}",
            }
        )


class SvgRenderer(BaseRenderer):
    """Text as an SVG picture; a problem document, which the framework renders here too, as JSON."""

    media_type = "image/svg+xml"
    format = "svg"
    charset = "utf-8"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
        return text.encode()


class PlanView(APIView):
    permission_classes = [LoopbackOrToken]
    renderer_classes = [SvgRenderer]

    @extend_schema(
        parameters=[shapes.PlanQuery],
        responses={(200, "image/svg+xml"): OpenApiResponse(OpenApiTypes.STR)},
        tags=["branch"],
    )
    def get(self, request: Request) -> Response:
        """The floor plan as a picture, with the way to the place `to` drawn in."""
        return Response(rows.plan_svg(_query(shapes.PlanQuery, request)["to"]))


class BranchView(APIView):
    permission_classes = [LoopbackOrToken]

    @extend_schema(responses=shapes.BranchSerializer, tags=["branch"])
    def get(self, request: Request) -> Response:
        """Name, address, telephone numbers and the notices of the day."""
        row = rows.branch()
        # A demonstration is open at any hour.
        kinds = () if row.demo else rows.kinds_of_services()
        table, now = timetable(), clock.local_now()
        sign = door.sign(table, kinds, now)
        turns_at = door.turns_at(table, kinds, now)
        return Response(
            {
                "name": row.name,
                "address": row.address,
                "phone": row.phone,
                "hotline": row.hotline,
                "demo": row.demo,
                "announcer": row.announcer,
                "stand_in": row.stand_in,
                "at": now.isoformat(),
                "closed": shapes.ClosedSerializer(sign).data if sign else None,
                "turns_at": turns_at.isoformat() if turns_at else None,
                "notices": notices.today(row.notices, clock.today()),
                "festival": almanac.greeting(clock.today()),
                "soothing": {
                    "minutes": row.soothing_minutes,
                    "speech": row.soothing_speech,
                    "offers": row.soothing_offers,
                },
                "classes": rows.claimed_classes(),
            }
        )


def _query(shape: type[Serializer[Any]], request: Request) -> dict[str, Any]:
    """The checked query; a fault becomes a 422 problem."""
    serializer = shape(data=request.query_params.dict())
    serializer.is_valid(raise_exception=True)
    values: dict[str, Any] = serializer.validated_data
    return values
