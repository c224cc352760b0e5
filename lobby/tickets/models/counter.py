"""Where customers are served."""

from __future__ import annotations

from django.db import models

from lobby import clock
from lobby.branch.models import Branch, Place
from lobby.tickets.models.service import PriorityClass, Service


class Pause(models.TextChoices):
    """Why a counter does not call for a while."""

    BREAK = "break", "休息"
    MEAL = "meal", "用餐"
    MEETING = "meeting", "开会"
    CASH = "cash", "清点现金"
    SYSTEM = "system", "系统故障"
    ERRAND = "errand", "临时离开"
    OTHER = "other", "其他"


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
    pause = models.CharField(
        "暂停原因", max_length=8, choices=Pause.choices, blank=True, help_text="窗口关着时为什么。"
    )
    order_minutes = models.PositiveSmallIntegerField(
        "业务先后相差（分钟）",
        default=0,
        help_text="业务每往后排一位，客户就相当于晚来这么多分钟；0 表示只在等得一样久时才看业务先后。",
    )
    reserved_for = models.ManyToManyField(
        PriorityClass,
        blank=True,
        related_name="+",
        verbose_name="优先客户",
        help_text="这些客户在本窗口先叫；没有这样的客户等候时，才叫其他人。",
    )
    position = models.PositiveSmallIntegerField("顺序", default=0)

    class Meta:
        verbose_name = "窗口"
        verbose_name_plural = "窗口"
        ordering = ("position", "code")

    def __str__(self) -> str:
        return self.name


class CounterPeriod(models.Model):
    """A stretch of time in which a counter was open, or paused for a reason."""

    counter = models.ForeignKey(Counter, on_delete=models.CASCADE, related_name="periods")
    pause = models.CharField(
        "暂停原因", max_length=8, choices=Pause.choices, blank=True, help_text="空：开放。"
    )
    by = models.CharField("操作", max_length=150)
    began_at = models.DateTimeField("开始", default=clock.now)
    ended_at = models.DateTimeField("结束", null=True)

    class Meta:
        verbose_name = "窗口记录"
        verbose_name_plural = "窗口记录"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("counter",),
                condition=models.Q(ended_at__isnull=True),
                name="one_counter_period_now",
            ),
        )
        indexes = (models.Index(fields=("began_at", "counter"), name="counter_period_measured"),)

    def __str__(self) -> str:
        return f"{self.get_pause_display() or '开放'} {self.began_at:%H:%M:%S}"


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
