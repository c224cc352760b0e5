"""The robot's last report. There is one robot for a lobby."""

from __future__ import annotations

from django.db import models

from lobby import clock


class State(models.TextChoices):
    IDLE = "idle", "空闲"
    LISTENING = "listening", "在听"
    THINKING = "thinking", "在想"
    SPEAKING = "speaking", "在说"
    AWAY = "away", "听不见"


class Report(models.Model):
    """One row, overwritten by each report. What is being said in the lobby is not kept here."""

    state = models.CharField("状态", max_length=16, choices=State.choices)
    conversation = models.UUIDField("对话", null=True, blank=True)
    shows_partial = models.BooleanField(default=False, editable=False)
    """Whether screens show words that are still being said, or how loud they are."""
    devices = models.JSONField("设备", default=dict)
    """{port: {code, message}}; an empty code: it works."""
    stages = models.JSONField("各环节耗时", default=dict)
    """{stage: {p50, p95, count}}, times in ms."""
    dropped = models.JSONField("丢弃", default=dict)
    """{part: samples, pictures or events that nobody took in time, since the robot started}."""
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = "机器人状态"
        verbose_name_plural = "机器人状态"

    def __str__(self) -> str:
        return self.get_state_display()
