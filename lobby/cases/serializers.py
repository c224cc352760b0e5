"""The case API's shapes."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from lobby import clock
from lobby.cases import contact, inbox, telling, wording
from lobby.cases.models import Case, Kind, Outcome, State
from lobby.parsing import Text


class OpenCaseSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(Kind.choices)
    conversation = serializers.UUIDField(required=False, allow_null=True)
    summary = Text(required=False, allow_blank=True, max_length=500)
    phone = serializers.BooleanField(
        required=False, default=False, help_text="with the number that the visitor has just left"
    )


class AddSerializer(serializers.Serializer):
    words = Text(required=False, allow_blank=True, default="", max_length=500)
    phone = serializers.BooleanField(required=False, default=False)


class AnswerSerializer(serializers.Serializer):
    text = Text(max_length=500)


class CloseSerializer(serializers.Serializer):
    outcome = serializers.ChoiceField(Outcome.choices, default=Outcome.SOLVED)
    text = Text(required=False, allow_blank=True, default="", max_length=500)


class StarsSerializer(serializers.Serializer):
    stars = serializers.IntegerField(min_value=1, max_value=5)
    words = Text(required=False, allow_blank=True, default="", max_length=200)


class RatingSerializer(StarsSerializer):
    conversation = serializers.UUIDField(required=False, allow_null=True)


class ListQuery(serializers.Serializer):
    state = serializers.ChoiceField(State.choices, required=False)
    kind = serializers.ChoiceField(Kind.choices, required=False)
    mine = serializers.BooleanField(required=False, default=False)


class CaseAnswerSerializer(serializers.Serializer):
    at = serializers.DateTimeField()
    text = serializers.CharField(source="note")


class CaseSerializer(serializers.ModelSerializer):
    """A case as the card of that type and its public page show it."""

    number = serializers.CharField(read_only=True)
    page_url = serializers.CharField(read_only=True)
    qr_url = serializers.SerializerMethodField()
    kind_name = serializers.CharField(source="get_kind_display", read_only=True)
    state_name = serializers.CharField(source="get_state_display", read_only=True)
    outcome_name = serializers.CharField(source="get_outcome_display", read_only=True)
    owner = serializers.CharField(source="owner_name", read_only=True)
    next = serializers.SerializerMethodField(help_text="what happens next, for the visitor")
    answers = serializers.SerializerMethodField(help_text="what staff answered, oldest first")
    stars = serializers.SerializerMethodField(help_text="the visitor's rating of the outcome")
    has_phone = serializers.SerializerMethodField(help_text="whether a number to call back is kept")

    class Meta:
        model = Case
        fields = (
            "id",
            "number",
            "kind",
            "kind_name",
            "state",
            "state_name",
            "outcome_name",
            "owner",
            "page_url",
            "qr_url",
            "opened_at",
            "taken_at",
            "closed_at",
            "next",
            "answers",
            "stars",
            "has_phone",
        )
        read_only_fields: tuple[str, ...] = fields

    def get_qr_url(self, case: Case) -> str:
        return f"{case.page_url}/qr.svg"

    def get_next(self, case: Case) -> str:
        return wording.what_next(case)

    @extend_schema_field(CaseAnswerSerializer(many=True))
    def get_answers(self, case: Case) -> Any:
        return CaseAnswerSerializer(telling.answers(case), many=True).data

    def get_stars(self, case: Case) -> int | None:
        rating = getattr(case, "rating", None)
        return rating.stars if rating is not None else None

    def get_has_phone(self, case: Case) -> bool:
        return bool(case.phone_sealed)


class StepSerializer(serializers.Serializer):
    at = serializers.DateTimeField()
    did = serializers.CharField()
    did_name = serializers.CharField(source="get_did_display")
    state = serializers.CharField()
    by = serializers.CharField()
    note = serializers.CharField()


class SaidSerializer(serializers.Serializer):
    at = serializers.DateTimeField()
    said = serializers.CharField()
    answered = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_answered(self, turn: Any) -> list[str]:
        return [str(reply.get("text", "")) for reply in turn.replies]


class StaffCaseSerializer(CaseSerializer):
    """A case as staff see it: with what was said, the number to call back, and who did what."""

    phone = serializers.SerializerMethodField()
    age = serializers.SerializerMethodField()
    history = serializers.SerializerMethodField()
    said = serializers.SerializerMethodField(help_text="the conversation so far, masked")

    class Meta(CaseSerializer.Meta):
        fields = (  # type: ignore[assignment]
            *CaseSerializer.Meta.fields,
            "version",
            "summary",
            "answer",
            "outcome",
            "phone",
            "age",
            "history",
            "said",
        )
        read_only_fields = fields

    def get_phone(self, case: Case) -> str:
        return contact.phone(case)

    def get_age(self, case: Case) -> str:
        return inbox.age(case, clock.now())

    @extend_schema_field(StepSerializer(many=True))
    def get_history(self, case: Case) -> Any:
        return StepSerializer(case.steps.all(), many=True).data

    @extend_schema_field(SaidSerializer(many=True))
    def get_said(self, case: Case) -> Any:
        return SaidSerializer(inbox.said(case), many=True).data


class CaseLineSerializer(CaseSerializer):
    """One line of the inbox."""

    age = serializers.SerializerMethodField()
    gist = serializers.SerializerMethodField(help_text="the summary and what was added last")

    class Meta(CaseSerializer.Meta):
        fields = (  # type: ignore[assignment]
            "id",
            "number",
            "kind",
            "kind_name",
            "state",
            "state_name",
            "owner",
            "summary",
            "gist",
            "opened_at",
            "age",
            "has_phone",
            "version",
        )
        read_only_fields = fields

    def get_age(self, case: Case) -> str:
        return inbox.age(case, clock.now())

    def get_gist(self, case: Case) -> str:
        return inbox.gist(case)


class CountsSerializer(serializers.Serializer):
    open = serializers.IntegerField()
    taken = serializers.IntegerField()
    overdue = serializers.IntegerField()
    closed_today = serializers.IntegerField()
    stars = serializers.FloatField(allow_null=True)


class InboxSerializer(serializers.Serializer):
    counts = CountsSerializer()
    cases = CaseLineSerializer(many=True)
