"""The manager's inbox."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin, TabularInline

from lobby.cases import handling
from lobby.cases.models import Case, CaseStep, State
from lobby.problems import Conflict


class StepInline(TabularInline):
    model = CaseStep
    extra = 0
    can_delete = False
    readonly_fields = ("at", "state", "by", "note")

    def has_add_permission(self, request: HttpRequest, obj: Case | None = None) -> bool:
        return False


@admin.register(Case)
class CaseAdmin(ModelAdmin):
    list_display = ("number", "kind", "state", "summary", "opened_at", "closed_at")
    list_filter = ("state", "kind", "day")
    search_fields = ("summary",)
    readonly_fields = ("number", "kind", "state", "summary", "answer", "opened_at", "closed_at")
    fields = readonly_fields
    inlines = (StepInline,)
    actions = ("take", "close")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Case | None = None) -> bool:
        return False

    @admin.action(description="接手所选工单")
    def take(self, request: HttpRequest, cases: QuerySet[Case]) -> None:
        self._move(request, cases, State.TAKEN)

    @admin.action(description="办结所选工单")
    def close(self, request: HttpRequest, cases: QuerySet[Case]) -> None:
        self._move(request, cases, State.CLOSED)

    def _move(self, request: HttpRequest, cases: QuerySet[Case], state: State) -> None:
        for case in cases:
            try:
                handling.move(case, state, request.user.get_username())
            except Conflict as error:
                messages.warning(request, f"{case.number}：{error.message}")
