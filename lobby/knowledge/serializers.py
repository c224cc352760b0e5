"""JSON shapes of the knowledge API."""

from __future__ import annotations

from rest_framework import serializers

from lobby.knowledge.exchange import UNIT
from lobby.knowledge.faq_rules import CARD_TYPES
from lobby.knowledge.models import ExchangeRate, FunKind, QuizLevel, QuizQuestion, QuizTopic
from lobby.parsing import Text


class FaqCardSerializer(serializers.Serializer):
    type = serializers.ChoiceField(choices=CARD_TYPES)
    value = serializers.CharField(help_text="Place code, product code, telephone number or URL.")


class FaqSerializer(serializers.Serializer):
    id = serializers.CharField()
    title = serializers.CharField()
    phrasings = serializers.ListField(child=serializers.CharField())
    speech = serializers.CharField()
    text = serializers.CharField()
    card = FaqCardSerializer(allow_null=True)
    enabled = serializers.BooleanField()
    version = serializers.IntegerField(help_text="Also the ETag, in quotes.")
    updated_at = serializers.DateTimeField()


class FaqChange(serializers.Serializer):
    """Types only; `lobby.knowledge.faqs.check` holds the rules, for the console and imports too."""

    title = Text(required=False)
    phrasings = serializers.ListField(child=Text(allow_blank=True), required=False, max_length=500)
    speech = Text(required=False)
    text = Text(required=False)
    card = serializers.JSONField(required=False, allow_null=True, help_text="{type, value} or null")
    enabled = serializers.BooleanField(required=False)


class NewFaq(FaqChange):
    id = Text(required=False, allow_blank=True, help_text="Made from the title when missing.")
    title = Text()
    phrasings = serializers.ListField(child=Text(allow_blank=True), max_length=500)
    speech = Text()
    text = Text()


class SnapshotFaqSerializer(serializers.Serializer):
    id = serializers.CharField()
    title = serializers.CharField()
    phrasings = serializers.ListField(child=serializers.CharField())


class NamedSerializer(serializers.Serializer):
    value = serializers.CharField()
    name = serializers.CharField()
    synonyms = serializers.ListField(child=serializers.CharField())


class LexiconSerializer(serializers.Serializer):
    business = NamedSerializer(many=True)
    place = NamedSerializer(many=True)
    product = NamedSerializer(many=True)


class SnapshotSerializer(serializers.Serializer):
    version = serializers.CharField()
    faqs = SnapshotFaqSerializer(many=True)
    lexicon = LexiconSerializer()


class FunQuery(serializers.Serializer):
    kind = serializers.ChoiceField(FunKind.choices, required=False, default="", allow_blank=True)


class AmusementSerializer(serializers.Serializer):
    id = serializers.CharField()
    kind = serializers.ChoiceField(FunKind.choices)
    speech = serializers.CharField(help_text="At most 60 characters.")
    text = serializers.CharField()
    answers = serializers.ListField(
        child=serializers.CharField(), help_text="Of a riddle: what counts as right."
    )
    words = serializers.ListField(
        child=serializers.CharField(), help_text="Of a lesson: words by which it is asked for."
    )
    next_label = serializers.CharField(help_text="Of a lesson: a button to go on with, or empty.")
    next_says = serializers.CharField()


class QuizQuery(serializers.Serializer):
    level = serializers.ChoiceField(QuizLevel.choices, required=False)
    topic = serializers.ChoiceField(QuizTopic.choices, required=False)


class QuizQuestionSerializer(serializers.Serializer):
    id = serializers.CharField()
    topic = serializers.ChoiceField(QuizTopic.choices)
    level = serializers.ChoiceField(QuizLevel.choices)
    question = serializers.CharField()
    speech = serializers.CharField(help_text="With the options; at most 60 characters.")
    options = serializers.ListField(child=serializers.CharField())
    answer = serializers.SerializerMethodField(help_text="Place of the right option, from 0.")
    why = serializers.CharField()

    def get_answer(self, question: QuizQuestion) -> int:
        place: int = question.options.index(question.answer)
        return place


class ChainSerializer(serializers.Serializer):
    word = Text(required=False, allow_blank=True, default="", max_length=20)
    last = Text(required=False, allow_blank=True, default="", max_length=4)
    used = serializers.ListField(child=Text(max_length=20), default=list, max_length=400)


class MoveSerializer(serializers.Serializer):
    fits = serializers.BooleanField()
    known = serializers.BooleanField()
    used = serializers.BooleanField(help_text="It was there before.")
    next = serializers.CharField(help_text="The robot's own; empty when it is beaten.")
    sound = serializers.CharField(help_text="The character to go on with.")


class ExchangeQuery(serializers.Serializer):
    currency = serializers.RegexField(
        "^[A-Za-z]{3}$",
        required=False,
        default="",
        allow_blank=True,
        help_text="ISO 4217",
        error_messages={"invalid": "请用三个字母的货币代码，例如 USD。"},
    )


class ExchangeRateSerializer(serializers.ModelSerializer):
    """Reference prices in CNY for `unit` units of the currency; what the counter shows counts."""

    unit = serializers.SerializerMethodField()

    class Meta:
        model = ExchangeRate
        fields = (
            "code",
            "name",
            "unit",
            "spot_buy",
            "cash_buy",
            "spot_sell",
            "cash_sell",
            "as_of",
        )

    def get_unit(self, rate: ExchangeRate) -> int:
        return UNIT


class TrySerializer(serializers.Serializer):
    text = Text(max_length=500)


class RankedSerializer(serializers.Serializer):
    id = serializers.CharField()
    title = serializers.CharField()
    score = serializers.FloatField()
    speech = serializers.CharField()


class UnderstandingSerializer(serializers.Serializer):
    ranking = RankedSerializer(many=True)
    intent = serializers.CharField()
    confidence = serializers.FloatField()
    chosen = serializers.CharField(allow_null=True)


class ProductQuery(serializers.Serializer):
    category = serializers.CharField(required=False, default="", allow_blank=True, max_length=40)
    risk = serializers.CharField(
        required=False,
        default="",
        allow_blank=True,
        max_length=20,
        help_text="An appetite: products of this level of risk or lower.",
    )


class FactSerializer(serializers.Serializer):
    attribute = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field of the card has this name
    value = serializers.CharField()
    speech = serializers.CharField()


class ProductSerializer(serializers.Serializer):
    """The product card; fields that have no value may be missing."""

    code = serializers.CharField()
    name = serializers.CharField()
    category = serializers.CharField()
    category_name = serializers.CharField()
    summary = serializers.CharField()
    facts = FactSerializer(many=True)
    rate = serializers.CharField(required=False)
    rate_percent = serializers.FloatField(allow_null=True, help_text="Per cent a year.")
    rate_basis = serializers.CharField(required=False)
    rate_date = serializers.DateField(required=False)
    term = serializers.CharField(required=False)
    term_months = serializers.IntegerField(allow_null=True)
    minimum_amount = serializers.FloatField(allow_null=True, help_text="CNY")
    risk_level = serializers.CharField(required=False)
    risk_name = serializers.CharField(required=False)
    disclaimer = serializers.CharField(
        required=False, help_text="Always there for risky categories: never show one without it."
    )
    disclaimer_speech = serializers.CharField(required=False)
    caveat = serializers.CharField(required=False)
    caveat_speech = serializers.CharField(required=False)
    page_url = serializers.CharField()
    qr_url = serializers.CharField()
