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


class AnnouncedSerializer(serializers.Serializer):
    id = serializers.UUIDField()
