"""The manager's inbox."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from unfold.admin import ModelAdmin, TabularInline
from unfold.decorators import display

from lobby import clock
from lobby.cases import contact, handling, inbox
from lobby.cases.forms import CaseForm
from lobby.cases.models import Case, CaseStep, Outcome, Rating, State
from lobby.problems import LobbyError

COLOURS = {"待处理": "danger", "处理中": "warning", "已办结": "success"}


class StepInline(TabularInline):
    model = CaseStep
    extra = 0
    can_delete = False
    fields = ("at", "did", "by", "note")
    readonly_fields = fields
    verbose_name_plural = "办理记录（只增不改）"

    def has_add_permission(self, request: HttpRequest, obj: Case | None = None) -> bool:
        return False


class Mine(admin.SimpleListFilter):
    title = "负责人"
    parameter_name = "owner_is"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("me", "我负责的"), ("nobody", "还没人接手的")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Case]) -> QuerySet[Case]:
        if self.value() == "me":
            return queryset.filter(owner=request.user.pk)
        if self.value() == "nobody":
            return queryset.filter(state=State.OPEN)
        return queryset


@admin.register(Case)
class CaseAdmin(ModelAdmin):
    form = CaseForm
    list_before_template = "cases/counts.html"
    list_display = ("number", "kind", "shown_state", "owner_name", "shown_age", "gist")
    list_filter = ("state", "kind", Mine, "day")
    list_per_page = 50
    search_fields = ("summary", "answer")
    search_help_text = "按情况或答复查找"
    warn_unsaved_form = True
    readonly_fields = (
        "number",
        "kind",
        "state",
        "owner_name",
        "shown_age",
        "opened_at",
        "summary",
        "answer",
        "shown_outcome",
        "shown_phone",
        "said",
        "page",
    )
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("number", "kind"),
                    ("state", "owner_name"),
                    ("opened_at", "shown_age"),
                    "summary",
                    ("shown_phone", "page"),
                )
            },
        ),
        ("办理", {"fields": ("step", "reply", "ending", "seen_version")}),
        ("已经答复", {"fields": ("answer", "shown_outcome")}),
        ("客户和娇娇的对话", {"fields": ("said",)}),
    )
    inlines = (StepInline,)
    actions = ("take", "close")

    @display(description="编号")
    def number(self, case: Case) -> str:
        return case.number

    @display(description="状态", label=COLOURS)
    def shown_state(self, case: Case) -> str:
        return case.get_state_display()

    @display(description="负责人")
    def owner_name(self, case: Case) -> str:
        return case.owner_name or "还没人接手"

    @display(description="多久了")
    def shown_age(self, case: Case) -> str:
        return inbox.age(case, clock.now())

    @display(description="情况")
    def gist(self, case: Case) -> str:
        return inbox.gist(case)

    @display(description="结果")
    def shown_outcome(self, case: Case) -> str:
        rating = getattr(case, "rating", None)
        stars = f"；客户评价 {rating.stars} 星 {rating.words}" if rating else ""
        return f"{case.get_outcome_display() or '还没有办结'}{stars}"

    @display(description="联系电话")
    def shown_phone(self, case: Case) -> str:
        return contact.phone(case) or "没有留"

    @display(description="客户看到的进度页")
    def page(self, case: Case) -> str:
        return format_html('<a href="{}" target="_blank">打开</a>', case.page_url)

    @display(description="说了什么（已遮住个人信息）")
    def said(self, case: Case) -> str:
        lines = (
            (
                timezone.localtime(turn.at).strftime("%H:%M"),
                turn.said,
                " ".join(str(reply.get("text", "")) for reply in turn.replies),
            )
            for turn in inbox.said(case)
        )
        rows = format_html_join("", "<li>{}　客户：{}<br>　　　娇娇：{}</li>", lines)
        return format_html("<ol>{}</ol>", rows) if rows else "没有对话记录。"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Case]:
        return inbox.urgent_first(Case.objects.select_related("owner"))

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("order", "opened_at")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        context = {**(extra_context or {}), "counts": inbox.counts()}
        response: HttpResponse = super().changelist_view(request, context)
        return response

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Case | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Case, form: CaseForm, change: bool) -> None:
        values, by = form.cleaned_data, _user(request)
        seen = [values["seen_version"]]
        steps = {
            "take": lambda: handling.take(obj.id, by, seen),
            "release": lambda: handling.release(obj.id, by, seen),
            "answer": lambda: handling.answer(obj.id, by, values["reply"], seen),
            "close": lambda: handling.close(
                obj.id, by, values["ending"] or Outcome.SOLVED, values["reply"], seen
            ),
        }
        try:
            steps[values["step"]]()
        except LobbyError as error:
            # Between the form's check and this write somebody else was quicker.
            messages.error(request, error.message)

    @admin.action(description="接手所选工单")
    def take(self, request: HttpRequest, cases: QuerySet[Case]) -> None:
        self._each(request, cases, "take")

    @admin.action(description="办结所选工单（已解决，不另答复）")
    def close(self, request: HttpRequest, cases: QuerySet[Case]) -> None:
        self._each(request, cases, "close")

    def _each(self, request: HttpRequest, cases: QuerySet[Case], step: str) -> None:
        for case in cases:
            try:
                getattr(handling, step)(case.id, _user(request))
            except LobbyError as error:
                messages.warning(request, f"{case.number}：{error.message}")


def _user(request: HttpRequest) -> User:
    return User.objects.get(username=request.user.get_username())


@admin.register(Rating)
class RatingAdmin(ModelAdmin):
    list_display = ("at", "stars", "words", "case", "ticket")
    list_filter = ("stars",)
    date_hierarchy = "at"
    fields = ("at", "stars", "words", "case", "ticket")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Rating | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Rating | None = None) -> bool:
        return False
