"""The manager's console for what the robot knows."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from import_export.admin import ImportExportModelAdmin
from unfold.admin import ModelAdmin
from unfold.contrib.import_export.forms import ExportForm, ImportForm
from unfold.decorators import display

from lobby.history_admin import HistoryAdmin, brings_back
from lobby.knowledge.faq_rules import ADVISED_PHRASINGS
from lobby.knowledge.forms import FaqForm, ProductForm, ToggleForm
from lobby.knowledge.models import (
    Amusement,
    Attribute,
    Category,
    ExchangeRate,
    Faq,
    Idiom,
    Product,
    QuizQuestion,
    RiskLevel,
)
from lobby.knowledge.resources import FORMATS, FaqResource
from lobby.problems import Stale


@admin.register(Faq)
class FaqAdmin(HistoryAdmin, ModelAdmin, ImportExportModelAdmin):
    class Media:
        js = ("knowledge/sides.js", "knowledge/count.js")

    form = FaqForm
    resource_classes = [FaqResource]
    import_form_class = ImportForm
    export_form_class = ExportForm
    import_formats = FORMATS
    export_formats = FORMATS
    list_display = ("title", "id", "phrasing_count", "speech", "enabled", "updated_at")
    list_editable = ("enabled",)
    list_filter = ("enabled",)
    list_per_page = 50
    search_fields = ("id", "title", "phrasings", "speech", "text")
    search_help_text = "按编号、标题、问法或回答查找"
    warn_unsaved_form = True
    fieldsets = (
        (None, {"fields": ("id", "title", "enabled", "seen_version")}),
        ("客户怎么问", {"fields": ("phrasings",)}),
        ("娇娇怎么答", {"fields": ("speech", "text", ("card_type", "card_value"))}),
    )

    @display(description="问法数", label=True)
    def phrasing_count(self, faq: Faq) -> str:
        count = len(faq.phrasings)
        return f"{count}，偏少" if count < ADVISED_PHRASINGS else str(count)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("id",) if obj is not None else ()

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return ToggleForm

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        # From reading to writing a changed entry nobody else writes it.
        if request.method == "POST" and transaction.get_connection().in_atomic_block:
            return rows.select_for_update()
        return rows

    def save_model(self, request: HttpRequest, obj: Faq, form: Any, change: bool) -> None:
        if brings_back(request):
            # An earlier state is to stand over whatever is there now, or again if nothing is.
            with transaction.atomic():
                now = Faq.objects.select_for_update().filter(pk=obj.pk).first()
                obj._state.adding = now is None
                obj.version = now.version if now else obj.version
                super().save_model(request, obj, form, change)
            return
        try:
            super().save_model(request, obj, form, change)
        except Stale:
            if not isinstance(form, ToggleForm):
                raise
            # On or off says nothing about what someone else has written meanwhile.
            now = Faq.objects.get(pk=obj.pk)
            now.enabled = obj.enabled
            now.save()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        count = len(form.instance.phrasings)
        if not isinstance(form, ToggleForm) and count < ADVISED_PHRASINGS:
            self.message_user(
                request,
                f"只有 {count} 个问法，建议补到 {ADVISED_PHRASINGS} 个以上，娇娇才认得准。",
                level="warning",
            )


@admin.register(Product)
class ProductAdmin(HistoryAdmin, ModelAdmin):
    class Media:
        js = ("knowledge/count.js",)

    form = ProductForm
    list_display = ("name", "code", "category", "rate", "risk_level", "enabled", "updated_at")
    list_editable = ("enabled",)
    list_filter = ("category", "risk_level", "enabled")
    list_select_related = ("category", "risk_level")
    list_per_page = 50
    search_fields = ("code", "name", "summary", "synonyms")
    warn_unsaved_form = True
    fieldsets = (
        (None, {"fields": ("code", "name", "category", "summary", "synonyms", "enabled")}),
        (
            "数字",
            {
                "fields": (
                    ("rate_value", "rate_as_of"),
                    ("rate_basis", "rate_term_months"),
                    ("minimum_amount", "term_months"),
                    "risk_level",
                )
            },
        ),
        ("介绍", {"fields": ("facts", "note")}),
    )

    @display(description="利率")
    def rate(self, product: Product) -> str:
        value = product.rate_value
        return "—" if value is None else f"{value.normalize():f}%（{product.rate_as_of}）"

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code",) if obj is not None else ()

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return ToggleForm


@admin.register(Category)
class CategoryAdmin(ModelAdmin):
    list_display = ("name", "code", "risky", "disclaimer_text")
    search_fields = ("code", "name")
    fields = ("code", "name", "risky", "disclaimer_text", "disclaimer_speech", "position")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code",) if obj is not None else ()


@admin.register(RiskLevel)
class RiskLevelAdmin(ModelAdmin):
    list_display = ("name", "code", "text")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code", "rank") if obj is not None else ()


@admin.register(Attribute)
class AttributeAdmin(ModelAdmin):
    list_display = ("name", "code")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code",) if obj is not None else ()


@admin.register(Amusement)
class AmusementAdmin(HistoryAdmin, ModelAdmin):
    list_display = ("__str__", "kind", "speech", "enabled")
    list_editable = ("enabled",)
    list_filter = ("kind", "enabled")
    search_fields = ("id", "speech", "text")
    warn_unsaved_form = True
    fieldsets = (
        (None, {"fields": ("id", "kind", "speech", "text", "enabled")}),
        ("谜语", {"fields": ("answers",)}),
        ("金融小知识", {"fields": ("words", ("next_label", "next_says"))}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("id",) if obj is not None else ()


@admin.register(ExchangeRate)
class ExchangeRateAdmin(HistoryAdmin, ModelAdmin):
    """Today's prices can be typed into the list itself."""

    list_display = (
        "name",
        "code",
        "cash_buy",
        "spot_buy",
        "spot_sell",
        "cash_sell",
        "as_of",
        "enabled",
    )
    list_editable = ("cash_buy", "spot_buy", "spot_sell", "cash_sell", "as_of", "enabled")
    search_fields = ("code", "name")
    warn_unsaved_form = True
    fieldsets = (
        (None, {"fields": ("code", "name", "as_of", "enabled")}),
        (
            "100 单位外币折人民币（元）",
            {"fields": (("cash_buy", "spot_buy"), ("spot_sell", "cash_sell"))},
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code",) if obj is not None else ()


@admin.register(QuizQuestion)
class QuizQuestionAdmin(HistoryAdmin, ModelAdmin):
    list_display = ("question", "topic", "level", "answer", "enabled")
    list_editable = ("enabled",)
    list_filter = ("topic", "level", "enabled")
    search_fields = ("id", "question", "why")
    warn_unsaved_form = True
    fields = ("id", "topic", "level", "question", "options", "answer", "why", "enabled")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("id",) if obj is not None else ()


@admin.register(Idiom)
class IdiomAdmin(ModelAdmin):
    list_display = ("word", "first_sound", "enabled")
    list_editable = ("enabled",)
    list_per_page = 100
    search_fields = ("word",)
    fields = ("word", "enabled")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("word",) if obj is not None else ()
