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
    words = LinesField(
        "客户怎么问", each=14, help_text="只有小知识要填：客户说到这些词，就讲这一条，每行一个。"
    )
    next_label = models.CharField("接下来的按钮", max_length=14, blank=True)
    next_says = models.CharField(
        "按钮替客户说", max_length=40, blank=True, help_text="点一下按钮，等于客户说了这句话。"
    )
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
        if self.words and self.kind != FunKind.LESSON:
            raise ValidationError({"words": "只有金融小知识按主题问。"})
        if bool(self.next_label) != bool(self.next_says):
            raise ValidationError({"next_label": "按钮和它说的话要么都填，要么都不填。"})
