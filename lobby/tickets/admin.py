"""The queue in the console: services, counters and classes to set up; tickets to look at."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin, TabularInline

from lobby.branch.models import Branch
from lobby.tickets.models import (
    Appointment,
    AppointmentState,
    Counter,
    CounterService,
    Machine,
    Period,
    PriorityClass,
    Service,
    Ticket,
)


@admin.register(Service)
class ServiceAdmin(ModelAdmin):
    list_display = (
        "name",
        "letter",
        "area",
        "prior_minutes",
        "overdue_minutes",
        "hours",
        "active",
    )
    list_filter = ("active",)
    search_fields = ("name", "code")


class CounterServiceInline(TabularInline):
    model = CounterService
    extra = 0
    ordering = ("order",)


class CounterForm(forms.ModelForm):
    class Meta:
        model = Counter
        fields = ("branch", "code", "name", "place", "order_minutes", "reserved_for", "position")
        widgets = {"reserved_for": forms.CheckboxSelectMultiple}

    def clean_reserved_for(self) -> Any:
        grades = self.cleaned_data["reserved_for"]
        if any(grade.code == PriorityClass.NORMAL for grade in grades):
            raise ValidationError("普通客户不用选：没有优先客户等候时，本来就叫普通客户。")
        return grades

    def clean_order_minutes(self) -> int:
        minutes: int = self.cleaned_data["order_minutes"]
        patience = Branch.objects.values_list("patience_minutes", flat=True).first()
        if patience is not None and minutes > patience:
            raise ValidationError(
                f"不能超过网点的最久等候（{patience}分钟）：等满那么久的客户本来就先叫。"
            )
        return minutes


@admin.register(Counter)
class CounterAdmin(ModelAdmin):
    form = CounterForm
    list_display = ("name", "place", "open", "pause", "order_minutes")
    readonly_fields = ("open", "opened_at", "pause")
    inlines = (CounterServiceInline,)
    warn_unsaved_form = True
    fieldsets = (
        (None, {"fields": ("branch", "code", "name", "place", "position")}),
        ("先叫谁", {"fields": ("order_minutes", "reserved_for")}),
        ("现在", {"fields": (("open", "opened_at", "pause"),)}),
    )


@admin.register(Machine)
class MachineAdmin(ModelAdmin):
    list_display = ("name", "channel", "place", "in_order")
    list_filter = ("channel", "in_order")


@admin.register(PriorityClass)
class PriorityClassAdmin(ModelAdmin):
    list_display = ("name", "who", "head_start_minutes")


@admin.register(Appointment)
class AppointmentAdmin(ModelAdmin):
    list_display = ("code", "service", "starts_at", "ends_at", "customer_class", "state", "ticket")
    list_filter = ("state", "service")
    list_select_related = ("service", "customer_class", "ticket")
    search_fields = ("code",)
    date_hierarchy = "starts_at"
    fields = ("branch", "code", "service", "customer_class", "starts_at", "ends_at", "state")
    readonly_fields = ("state",)
    actions = ("give_up",)

    @admin.action(description="取消所选预约")
    def give_up(self, request: HttpRequest, queryset: QuerySet[Appointment]) -> None:
        open_ones = queryset.filter(state=AppointmentState.BOOKED)
        count = open_ones.update(state=AppointmentState.CANCELLED)
        self.message_user(request, f"已取消 {count} 个预约。")


class ReadOnly:
    """Only the queue itself writes these rows, so that the figures stay true."""

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False


class PeriodInline(ReadOnly, TabularInline):
    model = Period
    fields = ("state", "service", "counter", "by", "note", "began_at", "ended_at")
    extra = 0


@admin.register(Ticket)
class TicketAdmin(ReadOnly, ModelAdmin):
    list_display = ("number", "day", "service", "customer_class", "state", "counter", "issued_at")
    list_filter = ("state", "service", "day")
    list_select_related = ("service", "customer_class", "counter")
    search_fields = ("number",)
    fields = (*list_display, "rank_at", "called_at", "calls")
    inlines = (PeriodInline,)
    show_full_result_count = False
