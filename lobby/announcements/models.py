"""Which of several boards speaks."""

from __future__ import annotations

from django.db import models


class Lease(models.Model):
    """The one row: the screen that speaks to the hall, and until when unless it asks again."""

    screen = models.CharField("屏幕", max_length=64, blank=True)
    until = models.DateTimeField("有效至")

    class Meta:
        verbose_name = "播报屏幕"
        verbose_name_plural = "播报屏幕"

    def __str__(self) -> str:
        return self.screen
