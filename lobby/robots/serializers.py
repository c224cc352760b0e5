"""The shapes of the robot's report and of what is told of it."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from lobby.parsing import Text
from lobby.robots.models import State

NAME = 32
MOST = 32
"""Devices, stages and counters of one robot."""


class DeviceSerializer(serializers.Serializer):
    code = Text(allow_blank=True, max_length=64, help_text="empty: it works")
    message = Text(allow_blank=True, max_length=200, help_text="for people: what to do")


class StageSerializer(serializers.Serializer):
    p50 = serializers.IntegerField(min_value=0, help_text="ms")
    p95 = serializers.IntegerField(min_value=0, help_text="ms")
    count = serializers.IntegerField(min_value=0)


class FailureSerializer(serializers.Serializer):
    stage = serializers.RegexField(r"^[a-z_]{1,32}$")
    code = serializers.RegexField(r"^[a-z0-9_]{1,64}$")


class Named(serializers.DictField):
    """A small object with names as keys."""

    def to_internal_value(self, data: Any) -> Any:
        known: dict[str, Any] = super().to_internal_value(data)
        if len(known) > MOST or any(len(name) > NAME for name in known):
            raise serializers.ValidationError(f"最多 {MOST} 项，每项名称最多 {NAME} 个字符。")
        return known


class ReportSerializer(serializers.Serializer):
    state = serializers.ChoiceField(State.choices)
    conversation = serializers.UUIDField(required=False, allow_null=True, default=None)
    partial_text = Text(
        required=False,
        allow_blank=True,
        default="",
        max_length=500,
        help_text="words that are still being said",
    )
    level = serializers.IntegerField(
        required=False,
        default=0,
        min_value=0,
        max_value=5,
        help_text="how loud the visitor is just now; only while somebody speaks",
    )
    devices = Named(child=DeviceSerializer(), required=False, default=dict)
    stages = Named(child=StageSerializer(), required=False, default=dict)
    dropped = Named(child=serializers.IntegerField(min_value=0), required=False, default=dict)
    failures = serializers.ListField(
        child=FailureSerializer(),
        required=False,
        default=list,
        max_length=16,
        help_text="stages that failed a customer since the last report; each becomes an event",
    )


class RobotSerializer(serializers.Serializer):
    state = serializers.ChoiceField(State.choices)
    seen_s = serializers.IntegerField(help_text="seconds since its last report")
    faults = serializers.DictField(child=serializers.CharField(), help_text="device: code")
    hears = serializers.BooleanField(help_text="whether it can be spoken to")
    speaks = serializers.BooleanField(help_text="whether something can be heard of it")
