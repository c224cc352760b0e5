"""The queue in the console: services, counters and classes to set up; tickets to look at."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from unfold.admin import ModelAdmin, TabularInline

from lobby.tickets.models import (
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
    list_display = ("name", "letter", "area", "prior_minutes", "hours", "active")
    list_filter = ("active",)
    search_fields = ("name", "code")


class CounterServiceInline(TabularInline):
    model = CounterService
    extra = 0
    ordering = ("order",)


@admin.register(Counter)
class CounterAdmin(ModelAdmin):
    list_display = ("name", "place", "open")
    readonly_fields = ("open", "opened_at")
    inlines = (CounterServiceInline,)


@admin.register(Machine)
class MachineAdmin(ModelAdmin):
    list_display = ("name", "channel", "place", "in_order")
    list_filter = ("channel", "in_order")


@admin.register(PriorityClass)
class PriorityClassAdmin(ModelAdmin):
    list_display = ("name", "who", "head_start_minutes")


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
    fields = ("state", "service", "counter", "by", "began_at", "ended_at")
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
