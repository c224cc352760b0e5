"""The activity API's shapes."""

from __future__ import annotations

from rest_framework import serializers

from lobby.parsing import Day, Text


class ActivitySerializer(serializers.Serializer):
    """One coming day of an activity."""

    code = serializers.CharField(source="activity.code")
    title = serializers.CharField(source="activity.title")
    synonyms = serializers.ListField(child=serializers.CharField(), source="activity.synonyms")
    speech = serializers.CharField(source="activity.speech", help_text="At most 30 characters.")
    text = serializers.CharField(source="activity.text")
    date = serializers.DateField()
    begins = serializers.TimeField(source="activity.begins", format="%H:%M")
    ends = serializers.TimeField(source="activity.ends", format="%H:%M")
    place = serializers.CharField(source="activity.place.name", default="")
    audience = serializers.CharField(source="activity.audience")
    capacity = serializers.IntegerField(source="activity.capacity", allow_null=True)
    left = serializers.IntegerField(allow_null=True, help_text="null: as many as come")
    open = serializers.BooleanField(help_text="whether one can still sign up")
    needs_sign_up = serializers.SerializerMethodField()

    def get_needs_sign_up(self, day: object) -> bool:
        return getattr(day, "left", None) is not None


class SignUpSerializer(serializers.Serializer):
    date = Day()
    people = serializers.IntegerField(default=1)
    name = Text(required=False, allow_blank=True, default="", max_length=40)
    conversation = serializers.UUIDField(required=False, allow_null=True)
    phone = serializers.BooleanField(
        required=False, default=False, help_text="with the number that the visitor has just left"
    )
