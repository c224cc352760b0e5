"""JSON shapes of announcements."""

from __future__ import annotations

from rest_framework import serializers

from lobby.announcements import publishing
from lobby.announcements.models import BOARD, VOICES
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
    """`screen`: a random name that a page, or the robot's process, gives itself each time it is opened."""

    screen = serializers.RegexField(r"^[A-Za-z0-9-]{8,64}$")


class VoiceSerializer(ScreenSerializer):
    voice = serializers.ChoiceField(choices=VOICES, default=BOARD)


class AnnouncedSerializer(ScreenSerializer):
    left = serializers.IntegerField(min_value=0, max_value=publishing.REPEAT)


class StandingSerializer(serializers.Serializer):
    speaks = serializers.BooleanField(help_text="this one")
    taken = serializers.BooleanField(help_text="this one or another")
    speaker = serializers.ChoiceField(choices=("robot", "board", "none"), help_text="who speaks")
    seconds = serializers.FloatField(help_text="how long this one may speak without asking again")
    awaited = serializers.BooleanField(
        help_text="the branch's announcer is back: end the sentence and give the word back"
    )
    event = serializers.IntegerField(
        help_text="no sentence is begun before the event with this id has been heard of"
    )
    outstanding = serializers.ListField(
        child=serializers.DictField(),
        help_text="with a lease that is new: announcements that are still to be said",
    )
