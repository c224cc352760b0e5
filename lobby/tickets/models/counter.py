"""Where customers are served."""

from __future__ import annotations

from django.db import models

from lobby.branch.models import Branch, Place
from lobby.tickets.models.service import Service


class Counter(models.Model):
    """A window or desk of the branch that calls numbers."""

    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, verbose_name="网点")
    code = models.SlugField("代号", unique=True, max_length=16)
    name = models.CharField("名称", max_length=40)
    place = models.ForeignKey(
        Place,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="位置",
    )
    services = models.ManyToManyField(Service, through="CounterService", related_name="counters")
    open = models.BooleanField("开放叫号", default=False)
    opened_at = models.DateTimeField("开放时间", null=True, blank=True)
    position = models.PositiveSmallIntegerField("顺序", default=0)

    class Meta:
        verbose_name = "窗口"
        verbose_name_plural = "窗口"
        ordering = ("position", "code")

    def __str__(self) -> str:
        return self.name


class CounterService(models.Model):
    """A counter serves a service; `order` decides between customers who have waited equally long."""

    counter = models.ForeignKey(Counter, on_delete=models.CASCADE, related_name="offers")
    service = models.ForeignKey(
        Service, on_delete=models.CASCADE, related_name="offers", verbose_name="业务"
    )
    order = models.PositiveSmallIntegerField("先后", default=0, help_text="小的先叫。")

    class Meta:
        verbose_name = "窗口办理的业务"
        verbose_name_plural = "窗口办理的业务"
        ordering = ("counter", "order", "id")
        constraints = (
            models.UniqueConstraint(fields=("counter", "service"), name="counter_service_once"),
        )

    def __str__(self) -> str:
        return f"{self.counter} {self.service}"


class MachineChannel(models.TextChoices):
    SELF_SERVICE = "self_service", "自助设备"
    SMART_TELLER = "smart_teller", "智能柜员机"


class Machine(models.Model):
    """A self-service device that spares customers the queue."""

    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, verbose_name="网点")
    code = models.SlugField("代号", unique=True, max_length=40)
    name = models.CharField("名称", max_length=40)
    place = models.ForeignKey(
        Place,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="位置",
    )
    channel = models.CharField("类型", max_length=16, choices=MachineChannel.choices)
    in_order = models.BooleanField("可用", default=True)
    position = models.PositiveSmallIntegerField("顺序", default=0)

    class Meta:
        verbose_name = "自助设备"
        verbose_name_plural = "自助设备"
        ordering = ("position", "code")

    def __str__(self) -> str:
        return self.name
