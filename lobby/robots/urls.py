"""API routes of lobby.robots, below /api/v1/."""

from django.urls import URLPattern, URLResolver, path

from lobby.robots.views import RobotStateView

urlpatterns: list[URLPattern | URLResolver] = [
    path("robot/state", RobotStateView.as_view(), name="robot-state"),
]
