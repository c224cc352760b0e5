"""The case API's shapes."""

from __future__ import annotations

from rest_framework import serializers

from lobby.cases.models import Case, Kind
from lobby.parsing import Text


class OpenCaseSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(Kind.choices)
    conversation = serializers.UUIDField(required=False, allow_null=True)
    summary = Text(required=False, allow_blank=True, max_length=500)


class CaseSerializer(serializers.ModelSerializer):
    """A case as the card of that type shows it."""

    number = serializers.CharField(read_only=True)
    page_url = serializers.CharField(read_only=True)
    qr_url = serializers.SerializerMethodField()

    class Meta:
        model = Case
        fields = ("id", "number", "kind", "state", "page_url", "qr_url", "opened_at", "closed_at")
        read_only_fields = fields

    def get_qr_url(self, case: Case) -> str:
        return f"{case.page_url}/qr.svg"
