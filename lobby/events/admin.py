"""The log in the console: to read, not to change."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from unfold.admin import ModelAdmin

from lobby.events.models import Event


@admin.register(Event)
class EventAdmin(ModelAdmin):
    list_display = ("id", "type", "at")
    list_filter = ("type",)
    show_full_result_count = False

    def has_add_permission(self, request: Any) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False
