"""Which of all that could speak to the hall does: the robot, or one of several boards."""

from __future__ import annotations

from django.db import models

ROBOT, BOARD = "robot", "board"
VOICES = ((ROBOT, "娇娇"), (BOARD, "叫号屏"))


class Lease(models.Model):
    """The one row: who speaks to the hall, and until when unless it asks again."""

    screen = models.CharField("名称", max_length=64, blank=True)
    """The random name of a board's page or of the robot's process; empty: nobody."""
    voice = models.CharField("由谁播报", max_length=8, choices=VOICES, default=BOARD)
    until = models.DateTimeField("有效至")
    awaited_until = models.DateTimeField("等候首选至", null=True)
    """The branch's announcer can speak again, and waits so long for who stands in to end its sentence."""

    class Meta:
        verbose_name = "播报"
        verbose_name_plural = "播报"

    def __str__(self) -> str:
        return self.screen
