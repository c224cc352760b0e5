"""The log of events."""

from __future__ import annotations

from django.db import models

from lobby import clock


class Event(models.Model):
    """One event. Ids increase and are never used twice; on PostgreSQL numbers may be left out."""

    id = models.BigAutoField(primary_key=True)
    type = models.CharField("类型", max_length=40)
    data = models.JSONField("内容", default=dict)
    at = models.DateTimeField("时间", default=clock.now, db_index=True)

    class Meta:
        verbose_name = "事件"
        verbose_name_plural = "事件"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.id} {self.type}"
