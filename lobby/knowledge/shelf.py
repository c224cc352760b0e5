"""The shelf: products, their categories, levels of risk and attributes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from simple_history.models import HistoricalRecords

from lobby.knowledge import product_rules
from lobby.knowledge.product_rules import SPEECH_LIMIT
from lobby.knowledge.versioned import Versioned
from lobby.lines import LinesField

slug = RegexValidator(
    r"^[a-z][a-z0-9_]*$", "只能用小写字母、数字和下划线，以字母开头，例如 card_lost。"
)


class RiskLevel(models.Model):
    """A level of risk of a product, or of a customer's appetite for it."""

    code = models.SlugField("代号", primary_key=True, max_length=20)
    name = models.CharField("名称", max_length=20)
    text = models.CharField("说明", max_length=120, blank=True)
    rank = models.PositiveSmallIntegerField("由低到高", unique=True)

    class Meta:
        verbose_name = "风险等级"
        verbose_name_plural = "风险等级"
        ordering = ("rank",)

    def __str__(self) -> str:
        return self.name


class Attribute(models.Model):
    """A fact that products have: rate, term, minimum amount and so on."""

    code = models.SlugField("代号", primary_key=True, max_length=20)
    name = models.CharField("名称", max_length=20)
    position = models.PositiveSmallIntegerField("顺序", default=0)

    class Meta:
        verbose_name = "产品属性"
        verbose_name_plural = "产品属性"
        ordering = ("position", "code")

    def __str__(self) -> str:
        return self.name


class Category(models.Model):
    """A shelf of products, with the sentence that must go with each of them."""

    code = models.SlugField("代号", primary_key=True, max_length=40)
    name = models.CharField("名称", max_length=40)
    risky = models.BooleanField(
        "有风险",
        default=False,
        help_text="有风险的类别，每次展示都附带风险提示，产品必须注明风险等级。",
    )
    disclaimer_text = models.CharField("风险提示（屏幕）", max_length=200)
    disclaimer_speech = models.CharField("风险提示（口播）", max_length=SPEECH_LIMIT)
    position = models.PositiveSmallIntegerField("顺序", default=0)

    class Meta:
        verbose_name = "产品类别"
        verbose_name_plural = "产品类别"
        ordering = ("position", "code")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.risky:
            faults = {
                name: "有风险的类别，提示里要说明不是存款、产品有风险。"
                for name in ("disclaimer_text", "disclaimer_speech")
                if not product_rules.warns(getattr(self, name) or "")
            }
            if faults:
                raise ValidationError(faults)


class Product(Versioned):
    """A product of the bank as customers are told of it. Money in CNY, rates in per cent a year."""

    knowledge_kind = "product"

    code = models.CharField("代号", primary_key=True, max_length=60, validators=[slug])
    name = models.CharField("名称", max_length=60)
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, related_name="products", verbose_name="类别"
    )
    summary = models.CharField("一句话介绍", max_length=120)
    synonyms = LinesField("别名", help_text="客户还会怎么叫它，每行一个。")
    facts = models.JSONField(
        "要点",
        default=list,
        blank=True,
        help_text="每条含 attribute（属性代号）、text（屏幕）、speech（口播，最多 60 个字）。",
    )
    rate_value = models.DecimalField(
        "年利率（%）", max_digits=7, decimal_places=4, null=True, blank=True
    )
    rate_as_of = models.DateField("利率日期", null=True, blank=True)
    rate_basis = models.CharField(
        "利率口径",
        max_length=40,
        blank=True,
        help_text="例如：挂牌利率、近一年过往业绩、最低贷款利率。",
    )
    rate_term_months = models.PositiveSmallIntegerField("利率对应期限（月）", null=True, blank=True)
    minimum_amount = models.DecimalField(
        "起点金额（元）", max_digits=14, decimal_places=2, null=True, blank=True
    )
    term_months = models.PositiveSmallIntegerField("期限（月）", null=True, blank=True)
    risk_level = models.ForeignKey(
        RiskLevel, on_delete=models.PROTECT, null=True, blank=True, verbose_name="风险等级"
    )
    note = models.CharField(
        "员工须知", max_length=200, blank=True, help_text="额度、预约、谁能买；不说给客户听。"
    )
    enabled = models.BooleanField("启用", default=True, help_text="停用后娇娇不再介绍它。")
    position = models.PositiveIntegerField("顺序", default=0)
    updated_at = models.DateTimeField("修改时间", auto_now=True)
    history = HistoricalRecords(verbose_name="产品修改记录")

    class Meta:
        verbose_name = "产品"
        verbose_name_plural = "产品"
        ordering = ("position", "code")

    def __str__(self) -> str:
        return self.name

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Also what one field alone cannot know; raises ValidationError by field, in Chinese."""
        skipped = set(exclude or ())
        faults: dict[str, Any] = {}
        try:
            super().clean_fields(exclude)
        except ValidationError as error:
            faults = error.update_error_dict(faults)
        more: dict[str, Any] = {}
        category = Category.objects.filter(pk=self.category_id).first()
        if category is not None and category.risky and self.risk_level_id is None:
            more["risk_level"] = f"{category.name}有风险，必须注明风险等级。"
        if self.rate_value is not None and self.rate_as_of is None:
            more["rate_as_of"] = "写了利率就要写明是哪一天的。"
        if self.rate_value is not None and not self.rate_basis:
            more["rate_basis"] = "写了利率就要写明是什么口径，例如挂牌年利率。"
        known = set(Attribute.objects.values_list("code", flat=True))
        more["facts"] = product_rules.fact_faults(self.facts, known)
        more = {n: m for n, m in more.items() if m and n not in skipped and n not in faults}
        if faults or more:
            raise ValidationError({**faults, **more})
