"""The manager's console for activities and who signed up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin
from unfold.decorators import display

from lobby import clock
from lobby.activities import calendar, dates
from lobby.activities.models import Activity, SignUp
from lobby.cases import contact
from lobby.history_admin import HistoryAdmin

AHEAD = timedelta(days=366)


@admin.register(Activity)
class ActivityAdmin(HistoryAdmin, ModelAdmin):
    list_display = ("title", "next_day", "begins", "ends", "capacity", "signed_up", "enabled")
    list_editable = ("enabled",)
    list_filter = ("rule", "enabled")
    search_fields = ("code", "title", "synonyms", "text")
    warn_unsaved_form = True
    readonly_fields = ("coming_days",)
    fieldsets = (
        (None, {"fields": ("code", "title", "synonyms", "enabled")}),
        (
            "什么时候",
            {
                "fields": (
                    "rule",
                    ("date", "lunar"),
                    ("weekday", "nth"),
                    ("begins", "ends"),
                    "coming_days",
                )
            },
        ),
        ("在哪里，给谁", {"fields": ("place", "audience", ("capacity", "sign_up_days"))}),
        ("娇娇怎么介绍", {"fields": ("speech", "text")}),
    )

    @display(description="下一次")
    def next_day(self, activity: Activity) -> str:
        found = self._days(activity)
        return f"{found[0]:%m月%d日}" if found else "没有了"

    @display(description="接下来几次")
    def coming_days(self, activity: Activity) -> str:
        if activity._state.adding:
            return "保存后显示。"
        return "、".join(f"{day:%Y年%m月%d日}" for day in self._days(activity)[:6]) or "没有了"

    @display(description="下一次已报")
    def signed_up(self, activity: Activity) -> str:
        found = self._days(activity)
        day = calendar.on(activity, found[0], clock.local_now()) if found else None
        if day is None or day.left is None or activity.capacity is None:
            return "—"
        return f"{activity.capacity - day.left} / {activity.capacity}"

    def _days(self, activity: Activity) -> list[Any]:
        today = clock.today()
        return dates.days(activity.days_rule, today, today + AHEAD)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code", "coming_days") if obj is not None else ("coming_days",)


@admin.register(SignUp)
class SignUpAdmin(ModelAdmin):
    """Who comes: read only, so that nobody's places vanish; visitors cancel on their page."""

    list_display = ("activity", "date", "people", "name", "phone", "case", "shown_state")
    list_filter = ("activity", "date")
    list_select_related = ("activity", "case")
    fields = ("activity", "date", "people", "name", "phone", "case", "at", "cancelled_at")
    readonly_fields = fields

    @display(description="联系电话")
    def phone(self, row: SignUp) -> str:
        return contact.phone(row.case) or "没有留"

    @display(description="状态")
    def shown_state(self, row: SignUp) -> str:
        return "已取消" if row.cancelled_at else "已报名"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: SignUp | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: SignUp | None = None) -> bool:
        return False
