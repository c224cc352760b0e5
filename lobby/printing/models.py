"""What is still to be printed, and how each printer is doing."""

from __future__ import annotations

from django.db import models

from lobby import clock
from lobby.tickets.models import Ticket


class JobState(models.TextChoices):
    PENDING = "pending", "等待打印"
    PRINTED = "printed", "已打印"
    GIVEN_UP = "given_up", "没有打印"


class PrintJob(models.Model):
    """One ticket to be put on paper. It stays pending until a printer says that it was printed."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(
        "状态", max_length=10, choices=JobState.choices, default=JobState.PENDING
    )
    by = models.CharField("谁要的", max_length=150)
    created_at = models.DateTimeField("时间", default=clock.now, db_index=True)
    finished_at = models.DateTimeField("完成", null=True)

    class Meta:
        verbose_name = "打印任务"
        verbose_name_plural = "打印任务"
        ordering = ("id",)
        indexes = (models.Index(fields=("state", "id"), name="print_state"),)
        constraints = (
            models.UniqueConstraint(
                fields=("ticket",),
                condition=models.Q(state=JobState.PENDING),
                name="one_pending_print",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ticket} {self.get_state_display()}"


class PrinterState(models.TextChoices):
    READY = "ready", "正常"
    LOW_PAPER = "low_paper", "纸快用完"
    OUT_OF_PAPER = "out_of_paper", "缺纸"
    OFFLINE = "offline", "没有连上"
    FAILED = "failed", "出错"


WORKS = (PrinterState.READY, PrinterState.LOW_PAPER)


class Printer(models.Model):
    """The ticket printer as the robot last told of it. There is at most one row; none means no printer."""

    state = models.CharField(
        "状态", max_length=12, choices=PrinterState.choices, default=PrinterState.READY
    )
    width_mm = models.PositiveSmallIntegerField("纸宽（毫米）", default=80)
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = "打印机"
        verbose_name_plural = "打印机"

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def works(self) -> bool:
        return self.state in WORKS
