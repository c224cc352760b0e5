"""JSON shapes of printing."""

from __future__ import annotations

from rest_framework import serializers

from lobby.printing.models import PrinterState
from lobby.printing.paper import WIDTHS


class PrintJobSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    number = serializers.CharField(source="ticket.number")
    png_url = serializers.SerializerMethodField(help_text="the ticket as a picture")
    created_at = serializers.DateTimeField()

    def get_png_url(self, job: object) -> str:
        return f"/t/{job.ticket.page_token}/ticket.png"  # type: ignore[attr-defined]


class JobSerializer(serializers.Serializer):
    """A job as whoever asked for it sees it."""

    id = serializers.IntegerField()
    number = serializers.CharField(source="ticket.number")
    state = serializers.CharField()


class PrintSerializer(serializers.Serializer):
    ticket = serializers.CharField(max_length=40, help_text="number or id")


class PrinterSerializer(serializers.Serializer):
    state = serializers.ChoiceField(PrinterState.choices)
    width_mm = serializers.ChoiceField(sorted(WIDTHS))


class PrinterStateSerializer(serializers.Serializer):
    state = serializers.CharField(help_text="none: there is no printer")
    works = serializers.BooleanField()
