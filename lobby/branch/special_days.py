"""Dates that do not follow their weekday, and festivals that are greeted."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from simple_history.models import HistoricalRecords

from lobby.branch import lunar
from lobby.branch.models import HoursKind, Weekday

GREETING_LIMIT = 20
"""Characters; the robot's own first words follow in the same breath."""
SAMPLE_YEAR = 2024
"""A leap year: every day of a month exists in it."""


class SpecialDay(models.Model):
    """A date that does not follow its weekday: a holiday, or a workday made up for one."""

    date = models.DateField("日期")
    name = models.CharField("名称", max_length=32, help_text="例如：国庆节、调休上班。")
    kind = models.CharField(
        "业务",
        max_length=16,
        choices=HoursKind.choices,
        blank=True,
        help_text="不选则所有业务都适用。现金业务没有单独写时，跟着个人业务。",
    )
    closed = models.BooleanField("不营业", default=True)
    like_weekday = models.PositiveSmallIntegerField(
        "照星期几营业",
        choices=Weekday.choices,
        null=True,
        blank=True,
        help_text="调休上班时选，例如周一；选了就不用填时间。",
    )
    opens = models.TimeField("开门", null=True, blank=True)
    closes = models.TimeField("关门", null=True, blank=True)
    opens_again = models.TimeField("中午后再开", null=True, blank=True)
    closes_again = models.TimeField("下午关门", null=True, blank=True)
    note = models.CharField(
        "提示",
        max_length=40,
        blank=True,
        help_text="回答这一天的时间时带上，例如：只办现金业务。",
    )
    history = HistoricalRecords(verbose_name="特殊日期修改记录")

    class Meta:
        verbose_name = "特殊日期"
        verbose_name_plural = "特殊日期"
        ordering = ("date", "kind")
        constraints = (
            models.UniqueConstraint(
                fields=("date", "kind"),
                name="special_day_once",
                violation_error_message="这一天的这种业务已经有安排了。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.date} {self.name}"

    @property
    def periods(self) -> tuple[tuple[time, time], ...]:
        """Its own hours in order; none when it is closed or follows a weekday."""
        pairs = ((self.opens, self.closes), (self.opens_again, self.closes_again))
        return tuple((a, b) for a, b in pairs if a is not None and b is not None)

    def clean(self) -> None:
        if self.closed:
            self.like_weekday = None
        if self.closed or self.like_weekday is not None:
            self.opens = self.closes = self.opens_again = self.closes_again = None
            return
        if self.opens is None or self.closes is None:
            raise ValidationError("营业的日子要填写开门和关门时间，或者选照星期几营业。")
        if self.closes <= self.opens:
            raise ValidationError({"closes": "关门时间应晚于开门时间。"})
        if (self.opens_again is None) != (self.closes_again is None):
            raise ValidationError({"opens_again": "中午后再开和下午关门要一起填。"})
        if self.opens_again is not None and self.closes_again is not None:
            if self.opens_again < self.closes:
                raise ValidationError({"opens_again": "再开的时间不能早于上一段的关门时间。"})
            if self.closes_again <= self.opens_again:
                raise ValidationError({"closes_again": "关门时间应晚于开门时间。"})


class Calendar(models.TextChoices):
    SOLAR = "solar", "公历"
    LUNAR = "lunar", "农历"
    TERM = "term", "节气"


class Festival(models.Model):
    """A day on which the robot greets with other words than usual."""

    code = models.SlugField("代号", primary_key=True, max_length=40)
    name = models.CharField("名称", max_length=20)
    calendar = models.CharField("历法", max_length=8, choices=Calendar.choices)
    month = models.PositiveSmallIntegerField("月", null=True, blank=True)
    day = models.PositiveSmallIntegerField(
        "日", null=True, blank=True, help_text="农历填 30 表示那个月的最后一天。"
    )
    term = models.CharField("节气", max_length=4, blank=True, help_text="例如：清明、冬至。")
    greeting = models.CharField(
        "问候语",
        max_length=GREETING_LIMIT,
        blank=True,
        help_text="当天第一句话，例如：中秋快乐，阖家团圆！不填就照平常问候。",
    )
    enabled = models.BooleanField("启用", default=True)
    position = models.PositiveIntegerField("顺序", default=0)
    history = HistoricalRecords(verbose_name="节日修改记录")

    class Meta:
        verbose_name = "节日问候"
        verbose_name_plural = "节日问候"
        ordering = ("position", "code")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        faults: dict[str, Any] = {}
        if self.calendar == Calendar.TERM:
            self.month = self.day = None
            try:
                lunar.term(SAMPLE_YEAR, self.term)
            except ValueError:
                faults["term"] = "没有这个节气，应当是二十四节气之一。"
        else:
            self.term = ""
            if self.month is None or self.day is None:
                faults["month"] = "要填写月和日。"
            elif not self._is_day(self.month, self.day):
                faults["day"] = "没有这一天。"
        if faults:
            raise ValidationError(faults)

    def _is_day(self, month: int, day: int) -> bool:
        if self.calendar == Calendar.LUNAR:
            return 1 <= month <= 12 and 1 <= day <= lunar.LAST
        try:
            date(SAMPLE_YEAR, month, day)
        except ValueError:
            return False
        return True
