"""JSON shapes of announcements."""

from __future__ import annotations

from rest_framework import serializers

from lobby.announcements import publishing
from lobby.parsing import Text

LONGEST = 60
"""Characters: about twelve seconds aloud, said twice."""
KINDS = (publishing.Kind.STAFF.value, publishing.Kind.NOTICE.value)


class AnnounceSerializer(serializers.Serializer):
    text = Text(max_length=LONGEST)
    kind = serializers.ChoiceField(choices=KINDS, default=publishing.Kind.STAFF.value)
    urgent = serializers.BooleanField(default=False, help_text="before everything else")

    def validate_text(self, text: str) -> str:
        return " ".join(text.split())


class PublishedSerializer(serializers.Serializer):
    id = serializers.UUIDField()


class ScreenSerializer(serializers.Serializer):
    """`screen`: a random name that a page gives itself each time it is opened."""

    screen = serializers.RegexField(r"^[A-Za-z0-9-]{8,64}$")


class AnnouncedSerializer(ScreenSerializer):
    left = serializers.IntegerField(min_value=0, max_value=publishing.REPEAT)


class StandingSerializer(serializers.Serializer):
    speaks = serializers.BooleanField(help_text="this screen")
    taken = serializers.BooleanField(help_text="this screen or another")
    seconds = serializers.FloatField(help_text="how long this one may speak without asking again")
