"""What business the branch does, and the triage rules that say where."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords

from lobby.knowledge.versioned import Versioned
from lobby.lines import LinesField


class Channel(models.TextChoices):
    SELF_SERVICE = "self_service", "自助设备"
    SMART_TELLER = "smart_teller", "智能柜员机"
    MOBILE = "mobile", "手机银行"
    COUNTER = "counter", "柜台"


class Business(Versioned):
    """A kind of business, with the triage rules that say where it is done fastest."""

    knowledge_kind = "business"

    code = models.SlugField("代号", primary_key=True, max_length=40)
    name = models.CharField("名称", max_length=40)
    synonyms = LinesField("别名", help_text="客户还会怎么说，每行一个。")
    service = models.ForeignKey(
        "tickets.Service",
        on_delete=models.PROTECT,
        related_name="businesses",
        verbose_name="柜台队列",
    )
    bring = LinesField("请客户带好", limit=12, help_text="证件和材料，每行一项。")
    needs_amount = models.BooleanField(
        "先问金额", default=False, help_text="金额决定在哪里办时勾选。"
    )
    position = models.PositiveIntegerField("顺序", default=0)
    history = HistoricalRecords(verbose_name="业务修改记录")

    class Meta:
        verbose_name = "业务"
        verbose_name_plural = "业务"
        ordering = ("position", "code")

    def __str__(self) -> str:
        return self.name


class ChannelRule(Versioned):
    """One triage rule of a business. They are read in order; the first whose amounts fit is taken."""

    knowledge_kind = "business"

    business = models.ForeignKey(
        Business, on_delete=models.CASCADE, related_name="channels", verbose_name="业务"
    )
    position = models.PositiveSmallIntegerField("先后", default=0)
    channel = models.CharField("渠道", max_length=16, choices=Channel.choices)
    place = models.ForeignKey(
        "branch.Place", on_delete=models.PROTECT, related_name="+", verbose_name="地点"
    )
    min_amount = models.DecimalField(
        "最低金额（元）",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    max_amount = models.DecimalField(
        "最高金额（元）",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    reason = models.CharField("理由", max_length=60, help_text="为什么在这里办，会说给客户听。")
    note = models.CharField(
        "提示", max_length=120, blank=True, help_text="例如：大额现金请提前一天预约。"
    )

    class Meta:
        verbose_name = "办理渠道"
        verbose_name_plural = "办理渠道"
        ordering = ("business", "position", "id")

    def __str__(self) -> str:
        return f"{self.get_channel_display()}：{self.reason}"

    def clean(self) -> None:
        low, high = self.min_amount, self.max_amount
        if low is not None and high is not None and high < low:
            raise ValidationError({"max_amount": "最高金额应不低于最低金额。"})
