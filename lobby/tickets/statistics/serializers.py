"""The shapes of statistics."""

from __future__ import annotations

from rest_framework import serializers

from lobby.parsing import Day
from lobby.tickets.statistics import productivity, tables


class RangeQuery(serializers.Serializer):
    since = Day(required=False, default=None, help_text="default: today")
    until = Day(required=False, default=None, help_text="included")


class TableQuery(RangeQuery):
    by = serializers.ChoiceField(tables.GROUPS, default="service")
    service = serializers.CharField(required=False, default="", max_length=40)
    counter = serializers.CharField(required=False, default="", max_length=16)


class ProductivityQuery(RangeQuery):
    by = serializers.ChoiceField(productivity.GROUPS, default="counter")


class SummarySerializer(serializers.Serializer):
    """Durations in minutes; null when nothing was measured."""

    count = serializers.IntegerField()
    mean_min = serializers.FloatField(allow_null=True)
    p50_min = serializers.FloatField(allow_null=True)
    p90_min = serializers.FloatField(allow_null=True)


class TallySerializer(serializers.Serializer):
    arrivals = serializers.IntegerField()
    called = serializers.IntegerField(help_text="calls from the line")
    recalls = serializers.IntegerField()
    served = serializers.IntegerField()
    no_shows = serializers.IntegerField()
    abandoned = serializers.IntegerField(help_text="gave up, or still waited when the day ended")
    wait = SummarySerializer()
    walk = SummarySerializer(help_text="from the call to the beginning of service")
    service = SummarySerializer()


class TallyRowSerializer(TallySerializer):
    key = serializers.CharField(help_text="code, hour (09) or date")
    name = serializers.CharField()


class TableSerializer(serializers.Serializer):
    since = serializers.DateField()
    until = serializers.DateField()
    by = serializers.CharField()
    rows = TallyRowSerializer(many=True)
    total = TallySerializer()


class PauseSerializer(serializers.Serializer):
    pause = serializers.CharField()
    name = serializers.CharField()
    minutes = serializers.FloatField()


class UseSerializer(serializers.Serializer):
    key = serializers.CharField()
    name = serializers.CharField()
    served = serializers.IntegerField()
    open_min = serializers.FloatField()
    serving_min = serializers.FloatField()
    walk_min = serializers.FloatField()
    missed_min = serializers.FloatField(help_text="waiting for called customers who did not come")
    idle_min = serializers.FloatField()
    paused_min = serializers.FloatField()
    pauses = PauseSerializer(many=True)
    busy_share = serializers.FloatField(allow_null=True, help_text="serving, of the time open")
    served_per_hour = serializers.FloatField(allow_null=True, help_text="of the time open")


class ProductivitySerializer(serializers.Serializer):
    since = serializers.DateField()
    until = serializers.DateField()
    by = serializers.CharField()
    rows = UseSerializer(many=True)
