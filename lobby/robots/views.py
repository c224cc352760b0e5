"""/robot/state: told by the robot, read by its screen."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lobby.problems import NotFound
from lobby.robots import reporting
from lobby.robots.serializers import ReportSerializer, RobotSerializer
from lobby.staff.permissions import DeviceOrStaff, LoopbackOrToken


class RobotStateView(APIView):
    def get_permissions(self) -> list[BasePermission]:
        return [LoopbackOrToken()] if self.request.method == "GET" else [DeviceOrStaff()]

    @extend_schema(responses=RobotSerializer)
    def get(self, request: Request) -> Response:
        """How the robot is doing; 404 where there is none."""
        latest = reporting.latest()
        if latest is None:
            raise NotFound("还没有机器人连上来。")
        return Response(latest)

    @extend_schema(
        request=ReportSerializer,
        responses={204: OpenApiResponse(description="taken; told to screens when it has changed")},
    )
    def put(self, request: Request) -> Response:
        """The robot's report: whenever something has changed, and every 5 seconds at least."""
        asked = ReportSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        reporting.take(**asked.validated_data)
        return Response(status=204)
