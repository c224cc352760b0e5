"""The branch, what business it does, and its floor plan."""

from __future__ import annotations

from django.db import models


class Branch(models.Model):
    """The branch this server belongs to. There is one row; `Branch.current()` reads it."""

    code = models.SlugField("网点代号", unique=True, max_length=32)
    name = models.CharField("网点名称", max_length=64)
    address = models.CharField("地址", max_length=200, blank=True)
    phone = models.CharField("电话", max_length=32, blank=True)
    demo = models.BooleanField(
        "演示模式",
        default=False,
        help_text="营业时间外也照常发号，供试用；正式使用时请关闭。",
    )

    class Meta:
        verbose_name = "网点"
        verbose_name_plural = "网点"

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> Branch:
        """The branch row; raises DoesNotExist before `python -m lobby seed`."""
        return cls.objects.get()
