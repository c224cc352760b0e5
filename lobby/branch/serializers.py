"""JSON shapes of the branch API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from lobby.branch import holidays
from lobby.branch.hours import CASH, CORPORATE, PERSONAL
from lobby.branch.hours_text import ABOUT
from lobby.parsing import Day


class HoursQuery(serializers.Serializer):
    kind = serializers.ChoiceField(choices=(PERSONAL, CORPORATE, CASH), default=PERSONAL)
    date = Day(required=False, help_text="`text` and `speech` then answer for that day.")
    until = Day(required=False, help_text="With `date`: the last of several days.")
    holiday = serializers.ChoiceField(
        choices=tuple(holidays.NAMES),
        required=False,
        help_text="The next one, or the one going on.",
    )
    business = serializers.CharField(
        max_length=40, required=False, help_text="Instead of `kind`: the hours of its queue."
    )
    about = serializers.ChoiceField(
        choices=ABOUT,
        default="open",
        help_text="open: whether and when; opens, closes: from or until when; midday: whether it "
        "closes at noon; after: when it opens again after the holiday; week: the usual week.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        first, last = attrs.get("date"), attrs.get("until")
        if last is not None and (first is None or last < first):
            raise serializers.ValidationError(
                {"until": "until 是最后一天，要和 date 一起给，不能早于它。"}
            )
        return attrs


class HoursSerializer(serializers.Serializer):
    open_now = serializers.BooleanField()
    today = serializers.ListField(
        child=serializers.ListField(child=serializers.CharField(), min_length=2, max_length=2),
        help_text='Periods of today, [["09:00", "17:00"]]; empty when closed.',
    )
    next_open = serializers.DateTimeField(allow_null=True)
    text = serializers.CharField()
    speech = serializers.CharField()
    known = serializers.BooleanField(help_text="false: that holiday is not arranged yet.")
    demo = serializers.BooleanField(help_text="Numbers are issued outside opening hours too.")


class CalendarQuery(serializers.Serializer):
    date = Day(required=False, help_text="Default: today.")


class ComingSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    date = serializers.DateField()
    public = serializers.BooleanField(help_text="Whether it is a public holiday.")
    speech = serializers.CharField()


class CalendarSerializer(serializers.Serializer):
    date = serializers.DateField()
    weekday = serializers.IntegerField(help_text="0 = Monday")
    lunar = serializers.CharField()
    lunar_year = serializers.CharField()
    lunar_speech = serializers.CharField()
    festivals = serializers.ListField(child=serializers.CharField())
    holiday = serializers.CharField(allow_blank=True)
    makeup = serializers.CharField(allow_blank=True, help_text="The holiday it is worked for.")
    arranged_until = serializers.DateField(help_text="Later holidays are not arranged yet.")
    coming = ComingSerializer(many=True)


class TriageQuery(serializers.Serializer):
    business = serializers.CharField(max_length=40)
    amount = serializers.DecimalField(
        max_digits=14, decimal_places=2, min_value=0, required=False, help_text="CNY"
    )
    prefer = serializers.ChoiceField(choices=("counter",), required=False)


class TriageSerializer(serializers.Serializer):
    """Either `need` alone, or all the rest."""

    need = serializers.ChoiceField(choices=("amount",), required=False)
    channel = serializers.CharField(required=False)
    business = serializers.CharField(required=False)
    business_name = serializers.CharField(required=False)
    service = serializers.CharField(required=False, help_text="Empty when no counter does it.")
    place = serializers.CharField(required=False)
    place_name = serializers.CharField(required=False)
    reason = serializers.CharField(required=False)
    bring = serializers.ListField(child=serializers.CharField(), required=False)
    note = serializers.CharField(required=False)
    counter_possible = serializers.BooleanField(required=False)


class PlaceSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    synonyms = serializers.ListField(child=serializers.CharField())
    kind = serializers.CharField()
    landmark = serializers.CharField()


class FacilitySerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    available = serializers.BooleanField()
    speech = serializers.CharField(help_text="The whole answer, at most 60 characters.")
    text = serializers.CharField()
    place = serializers.CharField(source="place_id", allow_null=True, help_text="Place code.")
    place_name = serializers.CharField(source="place.name", default="")


class RouteQuery(serializers.Serializer):
    to = serializers.CharField(max_length=40)


class PlanQuery(serializers.Serializer):
    to = serializers.CharField(max_length=40, required=False, default="", allow_blank=True)


class RouteSerializer(serializers.Serializer):
    place = serializers.CharField()
    name = serializers.CharField()
    steps = serializers.ListField(child=serializers.CharField())
    distance_m = serializers.FloatField()
    polyline = serializers.ListField(
        child=serializers.ListField(child=serializers.FloatField(), min_length=2, max_length=2),
        help_text="[x, y] in m on the plan, from the robot to the place.",
    )
    plan_url = serializers.CharField()


class NoticeSerializer(serializers.Serializer):
    title = serializers.CharField()
    text = serializers.CharField()
    speech = serializers.CharField()
    level = serializers.ChoiceField(choices=("info", "warning", "alert"))


class FestivalSerializer(serializers.Serializer):
    name = serializers.CharField()
    greeting = serializers.CharField()


class SoothingOfferSerializer(serializers.Serializer):
    label = serializers.CharField()  # type: ignore[assignment]
    text = serializers.CharField(help_text="What touching it says.")
    only = serializers.ChoiceField(
        choices=("machine",), required=False, help_text="Where a machine does that business."
    )


class SoothingSerializer(serializers.Serializer):
    minutes = serializers.IntegerField(help_text="A longer wait is answered with the offers.")
    speech = serializers.CharField(allow_blank=True)
    offers = SoothingOfferSerializer(many=True)


class ClaimSerializer(serializers.Serializer):
    """A priority class that customers may claim."""

    code = serializers.CharField()
    name = serializers.CharField()
    claims = serializers.ListField(child=serializers.CharField())
    from_age = serializers.IntegerField(allow_null=True)
    hints = serializers.ListField(child=serializers.CharField())
    question = serializers.CharField(allow_blank=True)


class ClosedSerializer(serializers.Serializer):
    title = serializers.CharField()
    text = serializers.CharField(help_text="When it opens next.")
    note = serializers.CharField(allow_blank=True, help_text="What the branch says of the day.")
    next_open = serializers.DateTimeField(allow_null=True)


class BranchSerializer(serializers.Serializer):
    name = serializers.CharField()
    address = serializers.CharField()
    phone = serializers.CharField()
    hotline = serializers.CharField()
    demo = serializers.BooleanField()
    announcer = serializers.ChoiceField(
        choices=("robot", "board"), help_text="Who says calls aloud."
    )
    stand_in = serializers.BooleanField(help_text="Whether the other says them when it cannot.")
    at = serializers.DateTimeField()
    closed = ClosedSerializer(
        allow_null=True, help_text="For the hall while nothing of the branch is open."
    )
    turns_at = serializers.DateTimeField(
        allow_null=True, help_text="When next something of it opens or closes."
    )
    notices = NoticeSerializer(many=True, help_text="Those that hold today.")
    festival = FestivalSerializer(allow_null=True, help_text="Today's, with its first words.")
    soothing = SoothingSerializer()
    classes = ClaimSerializer(many=True)
