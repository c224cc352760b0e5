"""The manager's console for the branch: opening hours, business rules, places."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from unfold.admin import ModelAdmin, StackedInline
from unfold.decorators import display

from lobby.announcements import speaking
from lobby.announcements.models import VOICES
from lobby.branch import rows
from lobby.branch.forms import BranchForm
from lobby.branch.models import (
    Branch,
    Business,
    ChannelRule,
    Facility,
    Festival,
    OpeningHours,
    Place,
    SpecialDay,
)
from lobby.history_admin import HistoryAdmin
from lobby.problems import LobbyError


@admin.register(Branch)
class BranchAdmin(ModelAdmin):
    form = BranchForm
    list_display = ("name", "address", "phone", "demo")
    readonly_fields = ("plan", "who_speaks")
    warn_unsaved_form = True
    fieldsets = (
        (None, {"fields": ("code", "name", "address", "phone", "hotline", "demo")}),
        (
            "叫号",
            {
                "fields": (
                    ("recall_seconds", "recall_limit"),
                    "reinsert_after",
                    "patience_minutes",
                    ("appointment_minutes", "appointment_early_minutes"),
                    "day_ends_at",
                )
            },
        ),
        (
            "久等的安抚",
            {"fields": ("soothing_minutes", "soothing_speech", "soothing_offers")},
        ),
        ("播报", {"fields": ("announcer", "stand_in", "who_speaks", "call_words")}),
        ("工单", {"fields": ("answer_minutes",)}),
        ("隐私", {"fields": ("keep_conversations_days",)}),
        ("公告", {"fields": ("notices",)}),
        ("平面图", {"fields": ("plan", "floor"), "classes": ("collapse",)}),
    )

    @display(description="现在的平面图")
    def plan(self, branch: Branch) -> str:
        return format_html(
            '<img src="{}" alt="平面图" style="max-width:48rem;width:100%">', reverse("plan")
        )

    @display(description="现在谁在念")
    def who_speaks(self, branch: Branch) -> str:
        now = speaking.look().speaker
        return dict(VOICES).get(now, "没有：请看娇娇的扬声器，或到叫号屏上点一下打开语音")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Branch.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(OpeningHours)
class OpeningHoursAdmin(ModelAdmin):
    list_display = ("weekday", "kind", "opens", "closes")
    list_editable = ("opens", "closes")
    list_filter = ("kind",)


@admin.register(SpecialDay)
class SpecialDayAdmin(HistoryAdmin, ModelAdmin):
    list_display = ("date", "name", "for_whom", "arrangement", "note")
    list_filter = ("closed", "kind", "name")
    date_hierarchy = "date"
    search_fields = ("name", "note")
    ordering = ("-date", "kind")
    warn_unsaved_form = True
    fieldsets = (
        (None, {"fields": (("date", "name"), "kind", "closed", "note")}),
        (
            "营业的话",
            {"fields": ("like_weekday", ("opens", "closes"), ("opens_again", "closes_again"))},
        ),
    )

    @display(description="业务")
    def for_whom(self, day: SpecialDay) -> str:
        return day.get_kind_display() if day.kind else "所有业务"

    @display(description="安排")
    def arrangement(self, day: SpecialDay) -> str:
        if day.closed:
            return "不营业"
        if day.like_weekday is not None:
            return f"照{day.get_like_weekday_display()}营业"
        return "、".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in day.periods)


@admin.register(Festival)
class FestivalAdmin(HistoryAdmin, ModelAdmin):
    list_display = ("name", "calendar", "month", "day", "term", "greeting", "enabled")
    list_editable = ("enabled",)
    list_filter = ("calendar",)
    search_fields = ("code", "name", "greeting")
    warn_unsaved_form = True
    fields = ("code", "name", "calendar", ("month", "day"), "term", "greeting", "enabled")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code",) if obj is not None else ()


@admin.register(Place)
class PlaceAdmin(HistoryAdmin, ModelAdmin):
    list_display = ("name", "code", "kind", "landmark")
    list_filter = ("kind",)
    search_fields = ("code", "name", "synonyms")
    readonly_fields = ("way",)
    warn_unsaved_form = True
    fieldsets = (
        (None, {"fields": ("code", "name", "synonyms", "kind")}),
        ("位置", {"fields": (("x", "y"), "landmark", "way")}),
    )

    @display(description="娇娇怎么指路")
    def way(self, place: Place) -> str:
        if place._state.adding:
            return "保存后显示。"
        try:
            route = rows.route(place.code)
        except LobbyError as error:
            return error.message
        steps = format_html_join("", "<li>{}</li>", ((step,) for step in route.steps))
        picture = f"{reverse('plan')}?to={place.code}"
        return format_html(
            '<ol>{}</ol><img src="{}" alt="路线图" style="max-width:40rem;width:100%">',
            steps,
            picture,
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code", "way") if obj is not None else ("way",)


class ChannelRuleInline(StackedInline):
    model = ChannelRule
    extra = 0
    fields = (("channel", "place"), ("min_amount", "max_amount"), "reason", "note", "position")
    ordering_field = "position"
    hide_ordering_field = True
    verbose_name_plural = "在哪里办（从上到下，第一条合适的为准）"


@admin.register(Business)
class BusinessAdmin(HistoryAdmin, ModelAdmin):
    list_display = ("name", "code", "service", "fastest", "needs_amount")
    list_select_related = ("service",)
    list_filter = ("service",)
    search_fields = ("code", "name", "synonyms")
    inlines = (ChannelRuleInline,)
    warn_unsaved_form = True
    fields = ("code", "name", "synonyms", "service", "bring", "needs_amount")

    @display(description="首选渠道")
    def fastest(self, business: Business) -> str:
        rule = next(iter(business.channels.all()), None)
        return rule.get_channel_display() if rule else "还没有规则"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("channels")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code",) if obj is not None else ()


@admin.register(Facility)
class FacilityAdmin(HistoryAdmin, ModelAdmin):
    list_display = ("name", "available", "place", "speech")
    list_editable = ("available",)
    list_select_related = ("place",)
    search_fields = ("code", "name", "speech", "text")
    warn_unsaved_form = True
    fields = ("code", "name", "available", "place", "speech", "text")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code",) if obj is not None else ()
