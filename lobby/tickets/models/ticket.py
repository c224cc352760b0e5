"""Numbers, tickets and what became of them."""

from __future__ import annotations

import secrets
import uuid

from django.db import models
from django.db.models import Q

from lobby import clock
from lobby.branch.models import Branch
from lobby.tickets.models.counter import Counter
from lobby.tickets.models.service import PriorityClass, Service


class State(models.TextChoices):
    """Where a ticket is in its life. TRANSFERRED waits again, for another service or counter."""

    WAITING = "waiting", "等候"
    CALLED = "called", "已叫号"
    SERVING = "serving", "办理中"
    HELD = "held", "暂挂"
    DONE = "done", "已办完"
    NO_SHOW = "no_show", "过号"
    CANCELLED = "cancelled", "已取消"
    TRANSFERRED = "transferred", "已转接，等候"


IN_LINE = (State.WAITING, State.TRANSFERRED)
"""May be called."""
AT_COUNTER = (State.CALLED, State.SERVING)
"""A counter has one such ticket at most."""
UNSETTLED = (*IN_LINE, *AT_COUNTER, State.HELD)
"""The customer is still to be served. A no-show is settled unless called again."""


DAY_END = "day_end"
"""What a period became, and who did it, when the day was closed over it."""


def new_token() -> str:
    """128 random bits: who holds the page's address holds the ticket."""
    return secrets.token_urlsafe(16)


class Series(models.Model):
    """The last number given of one letter on one day. Its row lock orders the issuing of numbers."""

    branch = models.ForeignKey(Branch, on_delete=models.PROTECT)
    day = models.DateField("日期")
    letter = models.CharField("字母", max_length=1)
    last_number = models.PositiveIntegerField("最后一号", default=0)

    class Meta:
        verbose_name = "号码序列"
        verbose_name_plural = "号码序列"
        constraints = (
            models.UniqueConstraint(fields=("branch", "day", "letter"), name="series_once"),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.letter}"


class Ticket(models.Model):
    """A customer's number of one day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page_token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    # No index of their own for the four references: it would hold all tickets ever of one counter,
    # and a planner without statistics takes it.
    branch = models.ForeignKey(
        Branch, on_delete=models.PROTECT, verbose_name="网点", db_index=False
    )
    day = models.DateField("日期")
    number = models.CharField("号码", max_length=16)
    service = models.ForeignKey(
        Service, on_delete=models.PROTECT, verbose_name="业务", db_index=False
    )
    customer_class = models.ForeignKey(
        PriorityClass, on_delete=models.PROTECT, verbose_name="客户优先级", db_index=False
    )
    for_other = models.BooleanField(
        "替别人取的", default=False, help_text="同一个客户除了自己的号，还可以替别人取一个。"
    )
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.WAITING)
    counter = models.ForeignKey(
        Counter,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tickets",
        verbose_name="窗口",
        db_index=False,
        help_text="正在或最后办理的窗口；转接到指定窗口时，是那个窗口。",
    )
    conversation = models.UUIDField(null=True, blank=True, editable=False)
    foreign_id = models.CharField(
        max_length=100,
        null=True,
        unique=True,
        editable=False,
        help_text="Its id in the bank's own queue system, where that one decides.",
    )
    foreign_version = models.PositiveBigIntegerField(null=True, editable=False)
    idempotency_key = models.CharField(max_length=200, null=True, unique=True, editable=False)
    issued_at = models.DateTimeField("取号时间", default=clock.now)
    rank_at = models.DateTimeField(
        "排位时间",
        help_text="取号时间减去优先级的提前量；越早越先叫。",
    )
    called_at = models.DateTimeField("叫号时间", null=True, blank=True)
    calls = models.PositiveSmallIntegerField("叫号次数", default=0)
    forecast = models.JSONField(
        null=True,
        editable=False,
        help_text="[low, middle, high]: the wait in minutes that was expected at issue.",
    )

    class Meta:
        verbose_name = "号票"
        verbose_name_plural = "号票"
        ordering = ("-issued_at",)
        constraints = (
            models.UniqueConstraint(fields=("branch", "day", "number"), name="number_once_a_day"),
            models.UniqueConstraint(
                fields=("counter", "day"),
                condition=Q(state__in=AT_COUNTER),
                name="one_ticket_at_a_counter",
            ),
            models.UniqueConstraint(
                fields=("conversation", "service", "day", "for_other"),
                condition=Q(state__in=UNSETTLED, conversation__isnull=False),
                name="one_open_ticket_a_visitor",
            ),
        )
        indexes = (
            # Every question about the line names states and a day: its answer grows no slower with
            # the years. Not an index of the unsettled alone: SQLite cannot use one for `state IN (?, ?)`.
            models.Index(fields=("state", "day", "service", "rank_at"), name="ticket_state_day"),
            models.Index(fields=("day", "state", "called_at"), name="ticket_day_state"),
            models.Index(
                fields=("conversation", "-issued_at"),
                condition=Q(conversation__isnull=False),
                name="ticket_conversation",
            ),
        )

    def __str__(self) -> str:
        return self.number


class ForeignFeed(models.Model):
    """How far the changes of the bank's own queue system have been read; one row."""

    version = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "外部排队系统"
        verbose_name_plural = "外部排队系统"

    def __str__(self) -> str:
        return str(self.version)


class Period(models.Model):
    """A stretch of a ticket's life in one state. Durations and statistics derive from these rows."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="periods")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField("状态", max_length=12, choices=State.choices)
    counter = models.ForeignKey(
        Counter, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    by = models.CharField(
        "操作", max_length=150, help_text="员工账号，或 device、customer、day_end。"
    )
    note = models.CharField("说明", max_length=60, blank=True)
    became = models.CharField(
        "之后",
        max_length=12,
        blank=True,
        choices=(*State.choices, (DAY_END, "日终结清")),
        help_text="下一个状态；日终结清的，时长没有意义。",
    )
    request_key = models.CharField(max_length=200, null=True, unique=True, editable=False)
    began_at = models.DateTimeField("开始", default=clock.now)
    ended_at = models.DateTimeField("结束", null=True)

    class Meta:
        verbose_name = "办理记录"
        verbose_name_plural = "办理记录"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("ticket",), condition=Q(ended_at__isnull=True), name="one_period_now"
            ),
        )
        indexes = (
            # Whatever is measured is asked for by days.
            models.Index(fields=("began_at",), name="period_began"),
            models.Index(fields=("state", "-began_at"), name="period_latest"),
        )

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.began_at:%H:%M:%S}"
