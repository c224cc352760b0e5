"""The conversation API's shapes."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from lobby.conversations.models import Channel, Modality
from lobby.parsing import Text


class ReplySerializer(serializers.Serializer):
    text = serializers.CharField(help_text="what the screen shows")
    speech = serializers.CharField(help_text="what is said aloud")
    card = serializers.DictField(required=False, help_text="one card; its `type` says which")


class BeginSerializer(serializers.Serializer):
    channel = serializers.ChoiceField(Channel.choices)


class BegunSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    replies = ReplySerializer(many=True)


class Spoken(Text):
    """What a customer typed or said: a NUL goes like the other control characters (talking.readable)."""

    def run_validation(self, data: Any = serializers.empty) -> Any:
        return super().run_validation(data.replace("\0", "") if isinstance(data, str) else data)


class SaySerializer(serializers.Serializer):
    # Length and emptiness are checked with the words that a customer sees, in talking.readable.
    text = Spoken(allow_blank=True, trim_whitespace=False, max_length=20_000)
    modality = serializers.ChoiceField(Modality.choices, default=Modality.TEXT)


class EntitySerializer(serializers.Serializer):
    entity = serializers.CharField()
    value = serializers.JSONField()


class NluSerializer(serializers.Serializer):
    intent = serializers.CharField()
    confidence = serializers.FloatField()
    entities = EntitySerializer(many=True)
    faq = serializers.CharField(required=False)


class TurnSerializer(serializers.Serializer):
    turn = serializers.IntegerField()
    replies = ReplySerializer(many=True)
    nlu = NluSerializer()
    ms = serializers.IntegerField(help_text="time to answer, in milliseconds")
    stages = serializers.DictField(child=serializers.IntegerField(), help_text="ms per stage")


class ConversationSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    channel = serializers.CharField()
    state = serializers.ChoiceField(["open", "ended"])
    tickets = serializers.ListField(child=serializers.DictField())
    cases = serializers.ListField(child=serializers.DictField())
