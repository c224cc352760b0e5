"""What the branch has or lends."""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords


class Facility(models.Model):
    """Something that customers ask for: 有没有老花镜. The answer is whole in `speech`."""

    code = models.SlugField("代号", primary_key=True, max_length=40)
    name = models.CharField("名称", max_length=40)
    available = models.BooleanField(
        "现在有", default=True, help_text="坏了、借完了就取消勾选，并改一下回答。"
    )
    place = models.ForeignKey(
        "branch.Place",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="facilities",
        verbose_name="在哪里",
        help_text="没有时，填可以代替的地方。",
    )
    speech = models.CharField("说的话", max_length=60, help_text="有没有、在哪里，一句话说完。")
    text = models.TextField("屏幕文字", max_length=500)
    position = models.PositiveIntegerField("顺序", default=0)
    history = HistoricalRecords(verbose_name="便民设施修改记录")

    class Meta:
        verbose_name = "便民设施"
        verbose_name_plural = "便民设施"
        ordering = ("position", "code")

    def __str__(self) -> str:
        return self.name
