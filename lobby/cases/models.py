"""Cases: what a visitor needs people for, from the first word to the answer."""

from __future__ import annotations

import secrets
import uuid
from datetime import date

from django.db import models

from lobby import clock
from lobby.branch.models import Branch


class Kind(models.TextChoices):
    HELP = "help", "求助"
    COMPLAINT = "complaint", "投诉"
    MESSAGE = "message", "留言"
    ALERT = "alert", "紧急"
    LOST_ITEM = "lost_item", "失物"


class State(models.TextChoices):
    OPEN = "open", "待处理"
    TAKEN = "taken", "处理中"
    CLOSED = "closed", "已办结"


def new_token() -> str:
    """What makes a case's public page unguessable: 128 random bits."""
    return secrets.token_urlsafe(16)


class Case(models.Model):
    """One case. Its public page shows kind, number and state, never what was said."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, verbose_name="网点")
    day = models.DateField("日期")
    serial = models.PositiveIntegerField("当日序号")
    kind = models.CharField("类别", max_length=16, choices=Kind.choices)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.OPEN)
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    conversation = models.UUIDField("对话", null=True, blank=True, db_index=True)
    summary = models.CharField("情况", max_length=500, blank=True)
    answer = models.CharField("答复", max_length=500, blank=True)
    idempotency_key = models.CharField(max_length=120, unique=True, null=True, editable=False)
    opened_at = models.DateTimeField("提出时间", default=clock.now)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)

    class Meta:
        verbose_name = "工单"
        verbose_name_plural = "工单"
        ordering = ("-opened_at",)
        constraints = [
            models.UniqueConstraint(fields=["branch", "day", "serial"], name="one_case_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}"

    @property
    def number(self) -> str:
        """What staff and customer call it: month, day and a running number, such as 1123-004."""
        day: date = self.day
        return f"{day:%m%d}-{self.serial:03d}"

    @property
    def page_url(self) -> str:
        return f"/case/{self.token}"


class CaseStep(models.Model):
    """One change of a case, kept for good: who did what when."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField("状态", max_length=8, choices=State.choices)
    by = models.CharField("经办", max_length=150)
    note = models.CharField("说明", max_length=500, blank=True)
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = "办理记录"
        verbose_name_plural = "办理记录"
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.by}"
