"""Tokens of members of staff. People and groups are Django's own."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lobby import clock


class StaffToken(models.Model):
    """A signed-in device of a member of staff. Only the token's digest is kept."""

    digest = models.CharField(max_length=64, primary_key=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="staff_tokens",
        verbose_name="员工",
    )
    created_at = models.DateTimeField("登录时间", default=clock.now)
    expires_at = models.DateTimeField("失效时间", db_index=True)

    class Meta:
        verbose_name = "登录凭证"
        verbose_name_plural = "登录凭证"
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.user} {self.created_at:%m-%d %H:%M}"
