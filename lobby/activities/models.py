"""Activities and who signed up for them."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords

from lobby import clock
from lobby.activities.dates import Rule
from lobby.branch.models import Weekday
from lobby.cases.models import Case
from lobby.lines import LinesField

_LUNAR = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|30)")


class RuleKind(models.TextChoices):
    DATE = "date", "某一天"
    WEEKLY = "weekly", "每周"
    MONTHLY = "monthly", "每月第几个星期几"
    LUNAR = "lunar", "每年农历某天"


class Activity(models.Model):
    """Something in the lobby or the neighbourhood that visitors can come to, again and again or once."""

    code = models.SlugField("编号", primary_key=True, max_length=40)
    title = models.CharField("名称", max_length=14)
    synonyms = LinesField("别名", each=14, help_text="客户还会怎么叫它，每行一个。")
    rule = models.CharField("什么时候", max_length=8, choices=RuleKind.choices)
    date = models.DateField("日期", null=True, blank=True, help_text="选“某一天”时填。")
    weekday = models.PositiveSmallIntegerField(
        "星期几", null=True, blank=True, choices=Weekday.choices, help_text="每周、每月的活动填。"
    )
    nth = models.PositiveSmallIntegerField(
        "第几个",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(4)],
        help_text="每月的活动填，1 到 4：每月第二个星期六就填 2。",
    )
    lunar = models.CharField(
        "农历", max_length=5, blank=True, help_text="每年农历的活动填，月-日，例如 08-15。"
    )
    begins = models.TimeField("开始")
    ends = models.TimeField("结束")
    place = models.ForeignKey(
        "branch.Place", on_delete=models.SET_NULL, null=True, verbose_name="地点"
    )
    audience = models.CharField("适合谁", max_length=60)
    capacity = models.PositiveSmallIntegerField(
        "最多几人",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="留空表示不用报名，来了就能参加。",
    )
    sign_up_days = models.PositiveSmallIntegerField(
        "提前几天截止报名",
        default=0,
        validators=[MaxValueValidator(60)],
        help_text="填 1 表示活动前一天为止，0 表示当天开始前都能报。",
    )
    speech = models.CharField("口播介绍", max_length=30, help_text="一口气说完，最多 30 个字。")
    text = models.TextField("屏幕文字", max_length=500)
    enabled = models.BooleanField("启用", default=True)
    position = models.PositiveIntegerField("顺序", default=0)
    history = HistoricalRecords(verbose_name="活动修改记录")

    class Meta:
        verbose_name = "活动"
        verbose_name_plural = "活动"
        ordering = ("position", "code")

    def __str__(self) -> str:
        return self.title

    @property
    def days_rule(self) -> Rule:
        """When it is."""
        weekday = self.weekday
        return {
            RuleKind.DATE: Rule(date=self.date),
            RuleKind.WEEKLY: Rule(weekly=weekday),
            RuleKind.MONTHLY: Rule(monthly=weekday, nth=self.nth or 1),
            RuleKind.LUNAR: Rule(lunar=_month_and_day(self.lunar)),
        }[RuleKind(self.rule)]

    def clean(self) -> None:
        faults = {}
        needed = {
            RuleKind.DATE: ("date",),
            RuleKind.WEEKLY: ("weekday",),
            RuleKind.MONTHLY: ("weekday", "nth"),
            RuleKind.LUNAR: ("lunar",),
        }.get(RuleKind(self.rule) if self.rule in RuleKind.values else RuleKind.DATE, ())
        for name in needed:
            if getattr(self, name) in (None, ""):
                faults[name] = "这样的活动要填这一项。"
        if self.lunar and not _LUNAR.fullmatch(self.lunar):
            faults["lunar"] = "请写成月-日，例如 08-15。"
        if self.begins and self.ends and self.ends <= self.begins:
            faults["ends"] = "结束时间应晚于开始时间。"
        if faults:
            raise ValidationError(faults)


def _month_and_day(lunar: str) -> tuple[int, int] | None:
    return (int(lunar[:2]), int(lunar[3:])) if _LUNAR.fullmatch(lunar or "") else None


class SignUp(models.Model):
    """Places for one day of an activity; the visitor knows them by their case."""

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="sign_ups", verbose_name="活动"
    )
    date = models.DateField("日期")
    case = models.OneToOneField(
        Case, on_delete=models.CASCADE, related_name="sign_up", verbose_name="工单"
    )
    people = models.PositiveSmallIntegerField("人数", default=1)
    name = models.CharField("称呼", max_length=12, blank=True)
    at = models.DateTimeField("报名时间", default=clock.now)
    cancelled_at = models.DateTimeField("取消时间", null=True, blank=True)

    class Meta:
        verbose_name = "活动报名"
        verbose_name_plural = "活动报名"
        ordering = ("date", "at")
        indexes = [models.Index(fields=["activity", "date"])]

    def __str__(self) -> str:
        return f"{self.activity.title} {self.date:%m-%d} {self.people} 人"
