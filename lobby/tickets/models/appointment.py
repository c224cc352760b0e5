"""Visits agreed beforehand. A customer checks in with the code and gets a ticket."""

from __future__ import annotations

import secrets

from django.core.exceptions import ValidationError
from django.db import models

from lobby.branch.models import Branch
from lobby.tickets.models.service import PriorityClass, Service
from lobby.tickets.models.ticket import Ticket

CODE_DIGITS = 8


class AppointmentState(models.TextChoices):
    BOOKED = "booked", "已预约"
    ARRIVED = "arrived", "已签到"
    CANCELLED = "cancelled", "已取消"
    MISSED = "missed", "未到"


def new_code() -> str:
    """Eight random digits: short enough to be typed, and only devices and staff may try one."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


class Appointment(models.Model):
    """A time window for one customer. No name, no phone: the code is all that a branch needs."""

    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, verbose_name="网点")
    code = models.CharField(
        "预约码", max_length=12, unique=True, default=new_code, help_text="告诉客户，签到时用。"
    )
    service = models.ForeignKey(Service, on_delete=models.PROTECT, verbose_name="业务")
    customer_class = models.ForeignKey(
        PriorityClass,
        on_delete=models.PROTECT,
        default=PriorityClass.NORMAL,
        verbose_name="客户优先级",
    )
    starts_at = models.DateTimeField("开始时间")
    ends_at = models.DateTimeField("结束时间", help_text="过了这个时间再来，按普通号排队。")
    state = models.CharField(
        "状态", max_length=10, choices=AppointmentState.choices, default=AppointmentState.BOOKED
    )
    ticket = models.OneToOneField(
        Ticket,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="appointment",
        verbose_name="号票",
    )

    class Meta:
        verbose_name = "预约"
        verbose_name_plural = "预约"
        ordering = ("starts_at", "id")
        indexes = (models.Index(fields=("state", "starts_at"), name="appointment_due"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="appointment_ends_later",
                violation_error_message="结束时间应晚于开始时间。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.service} {self.starts_at:%m-%d %H:%M}"

    def clean(self) -> None:
        if self.starts_at and self.ends_at and self.starts_at.date() != self.ends_at.date():
            raise ValidationError({"ends_at": "开始和结束应在同一天。"})
