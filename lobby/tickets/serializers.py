"""The queue API's shapes. Requests are checked by them; answers are built by cards and overview."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from lobby.tickets.models import PriorityClass, State


class WaitSerializer(serializers.Serializer):
    low_min = serializers.IntegerField(help_text="minutes; nine of ten wait at least so long")
    high_min = serializers.IntegerField(help_text="minutes; nine of ten wait no longer")


class ServiceSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    letter = serializers.CharField(help_text="series letter")
    area = serializers.CharField(help_text="name of the place where it is served")
    place = serializers.CharField(allow_null=True, help_text="code of that place")
    open = serializers.BooleanField(help_text="whether a number is given now")
    waiting = serializers.IntegerField()
    wait = WaitSerializer(allow_null=True)
    counters_open = serializers.IntegerField()
    channels = serializers.ListField(child=serializers.CharField())


class IssueSerializer(serializers.Serializer):
    service = serializers.CharField(max_length=40)
    customer_class = serializers.CharField(max_length=40, default=PriorityClass.NORMAL)
    conversation = serializers.UUIDField(required=False, allow_null=True, default=None)


class CounterTicketSerializer(serializers.Serializer):
    """A ticket as a teller sees it."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    service = serializers.CharField()
    service_name = serializers.CharField()
    state = serializers.ChoiceField(State.choices)
    customer_class = serializers.CharField()
    counter = serializers.CharField(allow_null=True)
    counter_name = serializers.CharField(allow_null=True)
    issued_at = serializers.DateTimeField()
    called_at = serializers.DateTimeField(allow_null=True)
    calls = serializers.IntegerField()


class TicketSerializer(CounterTicketSerializer):
    """A ticket as its holder sees it."""

    area = serializers.CharField()
    ahead = serializers.IntegerField()
    wait = WaitSerializer(allow_null=True)
    page_url = serializers.CharField()
    qr_url = serializers.CharField()


class CounterSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    place = serializers.CharField(allow_null=True)
    open = serializers.BooleanField()
    services = serializers.ListField(child=serializers.CharField(), help_text="in calling order")
    ticket = CounterTicketSerializer(allow_null=True)


class NamedTicketSerializer(serializers.Serializer):
    ticket = serializers.CharField(
        max_length=40, required=False, default=None, help_text="number or id; default: the last one"
    )


class TransferSerializer(serializers.Serializer):
    service = serializers.CharField(max_length=40, required=False, default=None)
    counter = serializers.CharField(max_length=16, required=False, default=None)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if bool(attrs["service"]) == bool(attrs["counter"]):
            raise serializers.ValidationError("请给出要转到的业务或窗口，二者选一。")
        return attrs


class CallSerializer(serializers.Serializer):
    number = serializers.CharField()
    service = serializers.CharField()
    counter = serializers.CharField(allow_null=True)
    counter_name = serializers.CharField(allow_null=True)
    called_at = serializers.DateTimeField(allow_null=True)
    calls = serializers.IntegerField()


class QueueServiceSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    letter = serializers.CharField()
    waiting = serializers.IntegerField()
    wait = WaitSerializer(allow_null=True)
    called = CallSerializer(many=True)
    served_today = serializers.IntegerField()


class QueueSerializer(serializers.Serializer):
    at = serializers.DateTimeField()
    day = serializers.DateField()
    services = QueueServiceSerializer(many=True)
    called = CallSerializer(many=True)
    serving = CallSerializer(many=True)
    recent = CallSerializer(many=True, help_text="called last today, whatever became of them")
    missed = CallSerializer(many=True, help_text="no-shows of today, the latest first")


class ProblemSerializer(serializers.Serializer):
    """RFC 9457."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()
