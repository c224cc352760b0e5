"""What passes the time: riddles, tongue twisters, jokes, pieces of financial knowledge."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from simple_history.models import HistoricalRecords

from lobby.lines import LinesField


class FunKind(models.TextChoices):
    RIDDLE = "riddle", "谜语"
    TWISTER = "twister", "绕口令"
    JOKE = "joke", "笑话"
    LESSON = "lesson", "金融小知识"


class Amusement(models.Model):
    """One item, under twenty seconds of speech."""

    id = models.SlugField("编号", primary_key=True, max_length=64)
    kind = models.CharField("种类", max_length=16, choices=FunKind.choices)
    speech = models.CharField("说的话", max_length=60)
    text = models.TextField("屏幕文字", max_length=500)
    answers = LinesField("谜底", help_text="只有谜语要填。每行一个都算对，第一个会说出来。")
    enabled = models.BooleanField("启用", default=True)
    position = models.PositiveIntegerField("顺序", default=0)
    history = HistoricalRecords(verbose_name="消遣修改记录")

    class Meta:
        verbose_name = "消遣"
        verbose_name_plural = "消遣"
        ordering = ("kind", "position", "id")

    def __str__(self) -> str:
        return self.text[:20]

    def clean(self) -> None:
        if (self.kind == FunKind.RIDDLE) != bool(self.answers):
            raise ValidationError({"answers": "谜语要有谜底，其他种类不填谜底。"})
