"""Cases: what a visitor needs people for, from the first word to the answer."""

from __future__ import annotations

import secrets
import uuid
from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from lobby import clock
from lobby.branch.models import Branch

ROBOT = "娇娇"
CUSTOMER = "客户"
"""Who did a step, when it was nobody of the staff."""


class Kind(models.TextChoices):
    HELP = "help", "求助"
    COMPLAINT = "complaint", "投诉"
    MESSAGE = "message", "留言"
    ALERT = "alert", "紧急"
    LOST_ITEM = "lost_item", "失物"
    SIGN_UP = "sign_up", "活动报名"


class State(models.TextChoices):
    OPEN = "open", "待处理"
    TAKEN = "taken", "处理中"
    CLOSED = "closed", "已办结"


class Outcome(models.TextChoices):
    """How a case ended."""

    SOLVED = "solved", "已解决"
    EXPLAINED = "explained", "已说明"
    PASSED_ON = "passed_on", "已转交其他部门"
    NOT_REACHED = "not_reached", "联系不上客户"
    WITHDRAWN = "withdrawn", "客户不需要了"


class Did(models.TextChoices):
    """What a step of a case's history was."""

    OPENED = "opened", "提出"
    ADDED = "added", "补充"
    TAKEN = "taken", "接手"
    RELEASED = "released", "退回"
    ANSWERED = "answered", "答复"
    CLOSED = "closed", "办结"
    RATED = "rated", "客户评价"
    REMINDED = "reminded", "提醒"


def new_token() -> str:
    """What makes a case's public page unguessable: 128 random bits."""
    return secrets.token_urlsafe(16)


def staff_name(user: object) -> str:
    """What customers may call a member of staff: the name on the account, else its user name."""
    full = getattr(user, "get_full_name", str)()
    return str(full or getattr(user, "username", ""))


class Case(models.Model):
    """One case. Its public page shows kind, number, state and answers, never what the visitor said."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, verbose_name="网点")
    day = models.DateField("日期")
    serial = models.PositiveIntegerField("当日序号")
    kind = models.CharField("类别", max_length=16, choices=Kind.choices)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.OPEN)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    """Goes up with every change; who acts on an older one is told (optimistic lock)."""
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name="负责人",
    )
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    conversation = models.UUIDField("对话", null=True, blank=True, db_index=True)
    summary = models.CharField("情况", max_length=500, blank=True)
    answer = models.CharField("答复", max_length=500, blank=True)
    outcome = models.CharField("结果", max_length=16, choices=Outcome.choices, blank=True)
    phone_sealed = models.TextField("联系电话", blank=True, default="", editable=False)
    """Ciphertext of lobby.sealing: `contact.phone(case)` reads it."""
    idempotency_key = models.CharField(max_length=120, unique=True, null=True, editable=False)
    opened_at = models.DateTimeField("提出时间", default=clock.now)
    taken_at = models.DateTimeField("接手时间", null=True, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    reminded_at = models.DateTimeField("提醒时间", null=True, blank=True)

    class Meta:
        verbose_name = "工单"
        verbose_name_plural = "工单"
        ordering = ("-opened_at",)
        indexes = [models.Index(fields=["state", "opened_at"])]
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

    @property
    def owner_name(self) -> str:
        """Who answers for it, as the visitor may read it; empty while nobody does."""
        return staff_name(self.owner) if self.owner is not None else ""


class CaseStep(models.Model):
    """One change of a case, kept for good: who did what when."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps")
    did = models.CharField("做了什么", max_length=10, choices=Did.choices, default=Did.OPENED)
    state = models.CharField("状态", max_length=8, choices=State.choices)
    by = models.CharField("经办", max_length=150)
    note = models.CharField("说明", max_length=500, blank=True)
    at = models.DateTimeField("时间", default=clock.now)
    told_at = models.DateTimeField("已告知客户", null=True, blank=True)
    """Of an answer: when the robot has said it in a turn of the visitor's conversation."""

    class Meta:
        verbose_name = "办理记录"
        verbose_name_plural = "办理记录"
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.get_did_display()} {self.by}"


class Rating(models.Model):
    """Stars that a visitor gave: to the visit, to the service at the counter, or to how a case ended."""

    case = models.OneToOneField(
        Case,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="rating",
        verbose_name="工单",
    )
    ticket = models.OneToOneField(
        "tickets.Ticket",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="rating",
        verbose_name="号票",
    )
    conversation = models.UUIDField("对话", null=True, blank=True, db_index=True)
    stars = models.PositiveSmallIntegerField(
        "星级", validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    words = models.CharField("说明", max_length=200, blank=True)
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = "评价"
        verbose_name_plural = "评价"
        ordering = ("-at",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stars__gte=1, stars__lte=5), name="one_to_five_stars"
            )
        ]

    def __str__(self) -> str:
        return f"{self.stars} 星"
