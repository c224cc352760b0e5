"""The queue API's shapes. Requests are checked by them; answers are built by cards and overview."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from lobby.branch.models import HoursKind
from lobby.parsing import Moment
from lobby.tickets.models import AppointmentState, Pause, PriorityClass, State
from lobby.tickets.rule import Reason


class WaitSerializer(serializers.Serializer):
    low_min = serializers.IntegerField(help_text="minutes; nine of ten wait at least so long")
    high_min = serializers.IntegerField(help_text="minutes; nine of ten wait no longer")


class ServiceSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    series = serializers.CharField(help_text="series letter: what its numbers begin with")
    letter = serializers.CharField(help_text="the same, as in /queue")
    area = serializers.CharField(help_text="name of the place where it is served")
    place = serializers.CharField(allow_null=True, help_text="code of that place")
    hours = serializers.ChoiceField(HoursKind.choices, help_text="whose opening hours it keeps")
    open = serializers.BooleanField(help_text="whether a number is given now")
    waiting = serializers.IntegerField()
    wait = WaitSerializer(allow_null=True)
    wait_basis = serializers.ChoiceField(
        ("observed", "prior"),
        allow_null=True,
        help_text="whether the wait rests on observed service times or, below 30, on the stated one",
    )
    counters_open = serializers.IntegerField()
    channels = serializers.ListField(child=serializers.CharField())


class IssueSerializer(serializers.Serializer):
    service = serializers.CharField(max_length=40)
    customer_class = serializers.CharField(max_length=40, default=PriorityClass.NORMAL)
    conversation = serializers.UUIDField(required=False, allow_null=True, default=None)
    for_other = serializers.BooleanField(
        default=False, help_text="for somebody else, beside a number of the visitor's own"
    )


class RegradeSerializer(serializers.Serializer):
    customer_class = serializers.CharField(
        max_length=40, help_text="on the customer's own word alone"
    )


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
    wait_basis = serializers.ChoiceField(
        ("observed", "prior"),
        allow_null=True,
        help_text="whether the wait rests on observed service times or, below 30, on the stated one",
    )
    page_url = serializers.CharField()
    qr_url = serializers.CharField()
    for_other = serializers.BooleanField(help_text="taken for somebody besides the visitor")


class NumberSerializer(serializers.Serializer):
    """A number as anybody may hear of it."""

    number = serializers.CharField()
    service = serializers.CharField()
    service_name = serializers.CharField()
    area = serializers.CharField()
    state = serializers.ChoiceField(State.choices)
    ahead = serializers.IntegerField()
    wait = WaitSerializer(allow_null=True)
    wait_basis = serializers.ChoiceField(("observed", "prior"), allow_null=True)
    counter = serializers.CharField(allow_null=True)
    counter_name = serializers.CharField(allow_null=True)


class CounterSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    place = serializers.CharField(allow_null=True)
    open = serializers.BooleanField()
    pause = serializers.CharField(allow_blank=True, help_text="why it is closed for a while")
    pause_text = serializers.CharField(allow_blank=True)
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


class CounterCloseSerializer(serializers.Serializer):
    pause = serializers.ChoiceField(
        Pause.choices,
        required=False,
        allow_blank=True,
        default="",
        help_text="why the counter is closed for a while; empty: for the day",
    )


class CallOutOfTurnSerializer(serializers.Serializer):
    ticket = serializers.CharField(max_length=40, help_text="number or id")
    reason = serializers.CharField(min_length=2, max_length=60)


class LineTicketSerializer(CounterTicketSerializer):
    class_name = serializers.CharField()
    waited_min = serializers.IntegerField()
    reason = serializers.ChoiceField([reason.value for reason in Reason])
    reason_text = serializers.CharField()


class CounterLineSerializer(serializers.Serializer):
    counter = serializers.CharField()
    open = serializers.BooleanField()
    at = serializers.DateTimeField()
    waiting = LineTicketSerializer(many=True, help_text="the next first")
    held = CounterTicketSerializer(many=True)
    missed = CounterTicketSerializer(many=True, help_text="the last missed first")


class BookSerializer(serializers.Serializer):
    service = serializers.CharField(max_length=40)
    starts_at = Moment()
    ends_at = Moment()
    customer_class = serializers.CharField(max_length=40, default=PriorityClass.NORMAL)


class CheckInSerializer(serializers.Serializer):
    code = serializers.CharField(max_length=12)
    conversation = serializers.UUIDField(required=False, allow_null=True, default=None)


class AppointmentSerializer(serializers.Serializer):
    code = serializers.CharField()
    service = serializers.CharField(source="service.code")
    service_name = serializers.CharField(source="service.name")
    customer_class = serializers.CharField(source="customer_class_id")
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    state = serializers.ChoiceField(AppointmentState.choices)
    number = serializers.CharField(
        source="ticket.number", default=None, allow_null=True, help_text="once checked in"
    )


class DayCloseSerializer(serializers.Serializer):
    tickets = serializers.IntegerField()
    counters = serializers.IntegerField()
    appointments = serializers.IntegerField()


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
    wait_basis = serializers.ChoiceField(
        ("observed", "prior"),
        allow_null=True,
        help_text="whether the wait rests on observed service times or, below 30, on the stated one",
    )
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
