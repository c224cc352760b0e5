"""Whether the server lives, and whether a customer could be helped this moment."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict

import httpx
from django.conf import settings
from django.db import DatabaseError
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lobby import patience
from lobby.announcements import speaking
from lobby.announcements.models import VOICES
from lobby.branch.models import Branch
from lobby.problems import Invalid
from lobby.robots import reporting
from lobby.robots.serializers import RobotSerializer

DIALOGUE_SECONDS = 0.5
DATABASE_SECONDS = 1.0
"""For one row by its key. Probes ask every few seconds, and give up soon themselves."""


class Away(Exception):
    """A dependency does not do its part; the message says what was found."""


def check_database() -> None:
    """The database answers and holds a branch."""
    try:
        patience.within(DATABASE_SECONDS, Branch.current)
    except patience.Stalled as error:
        raise Away("no answer") from error
    except DatabaseError as error:
        raise Away(type(error).__name__) from error
    except Branch.DoesNotExist as error:
        raise Away("no branch yet: run `python -m lobby seed`") from error


def check_dialogue() -> None:
    """The dialogue process has its model loaded."""
    url = f"{settings.JIAOJIAO.dialogue_url}/webhooks/turn/ready"
    try:
        answer = httpx.get(url, timeout=DIALOGUE_SECONDS, trust_env=False)
    except httpx.HTTPError as error:
        raise Away(type(error).__name__) from error
    if answer.status_code != 200:
        raise Away(f"status {answer.status_code}")


CHECKS: dict[str, Callable[[], None]] = {"database": check_database, "dialogue": check_dialogue}


class HallSerializer(serializers.Serializer[dict[str, object]]):
    announcer = serializers.ChoiceField(choices=VOICES, help_text="who is to speak")
    stand_in = serializers.BooleanField(help_text="whether the other does while that one cannot")
    speaker = serializers.ChoiceField(choices=("robot", "board", "none"), help_text="who speaks")


class LiveSerializer(serializers.Serializer[dict[str, object]]):
    live = serializers.BooleanField()
    hall = HallSerializer(required=False)
    robot = RobotSerializer(required=False)


class CheckSerializer(serializers.Serializer[dict[str, object]]):
    ok = serializers.BooleanField()
    ms = serializers.IntegerField()
    detail = serializers.CharField(required=False)


class ReadySerializer(serializers.Serializer[dict[str, object]]):
    ready = serializers.BooleanField()
    checks = serializers.DictField(child=CheckSerializer())


class LiveView(APIView):
    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = ()

    @extend_schema(responses=LiveSerializer)
    def get(self, request: Request) -> Response:
        """The process answers; `robot` says how the robot is doing, where there is one, and `hall` who
        says calls aloud.

        It is alive whatever the robot or the database does.
        """
        try:
            return Response({"live": True, **patience.within(DATABASE_SECONDS, _hall)})
        except (DatabaseError, patience.Stalled):
            return Response({"live": True})


class ReadyView(APIView):
    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = ()

    @extend_schema(
        parameters=[OpenApiParameter("exclude", str, many=True, enum=sorted(CHECKS))],
        responses={200: ReadySerializer, 503: ReadySerializer},
    )
    def get(self, request: Request) -> Response:
        """Each dependency by name; 503 unless all are there.

        `?exclude=dialogue` is for a load balancer: queue, boards and counters go on without it.
        """
        left_out = set(request.query_params.getlist("exclude"))
        if not left_out <= set(CHECKS):
            raise Invalid(f"exclude 只能是 {'、'.join(sorted(CHECKS))}。")
        checks = {name: _result(check) for name, check in CHECKS.items() if name not in left_out}
        ready = all(result["ok"] for result in checks.values())
        return Response({"ready": ready, "checks": checks}, status=200 if ready else 503)


def _hall() -> dict[str, object]:
    hall, robot = speaking.hall(), reporting.latest()
    told = {"hall": asdict(hall) if hall else None, "robot": robot}
    return {name: found for name, found in told.items() if found}


def _result(check: Callable[[], None]) -> dict[str, object]:
    began = time.perf_counter()
    try:
        check()
    except Away as error:
        return {"ok": False, "ms": _ms(began), "detail": str(error)}
    return {"ok": True, "ms": _ms(began)}


def _ms(began: float) -> int:
    return round((time.perf_counter() - began) * 1000)
