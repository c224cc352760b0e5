"""What the robot knows and a manager edits: FAQ and products."""

from __future__ import annotations

from typing import Any

from django.core.validators import MinLengthValidator, RegexValidator
from django.db import models, transaction
from simple_history.models import HistoricalRecords

from lobby.knowledge.versioned import Versioned
from lobby.lines import LinesField

SPEECH_LIMIT = 60
"""Characters that the robot says at once."""

slug = RegexValidator(
    r"^[a-z][a-z0-9_]*$", "只能用小写字母、数字和下划线，以字母开头，例如 card_lost。"
)


class KnowledgeVersion(models.Model):
    """One row that counts every change of what the dialogue knows."""

    number = models.PositiveBigIntegerField("版本", default=0)
    token = models.CharField(max_length=8, default="", editable=False)

    class Meta:
        verbose_name = "知识版本"
        verbose_name_plural = "知识版本"

    def __str__(self) -> str:
        return self.version

    @property
    def version(self) -> str:
        return f"{self.number}-{self.token}" if self.token else str(self.number)

    @classmethod
    def current(cls) -> str:
        """The present version; reads one row."""
        row = cls.objects.filter(pk=1).first()
        return row.version if row else "0"


class Faq(Versioned):
    """A question and its answer. `save` refuses an object that someone else has changed meanwhile."""

    knowledge_kind = "faq"

    id = models.CharField(
        "编号",
        primary_key=True,
        max_length=60,
        validators=[slug],
        help_text="小写字母、数字和下划线，建好后不能改，例如 card_lost。",
    )
    title = models.CharField("标题", max_length=40, validators=[MinLengthValidator(2)])
    phrasings = LinesField(
        "问法",
        limit=200,
        each=60,
        blank=False,
        help_text="客户会怎么问，每行一个，建议不少于 5 个；同一个问法只能属于一条问答。",
    )
    speech = models.CharField(
        "口播回答",
        max_length=SPEECH_LIMIT,
        help_text=f"娇娇说出口的回答，最多 {SPEECH_LIMIT} 个字，给出一个下一步。",
    )
    text = models.TextField(
        "屏幕文字", max_length=1000, help_text="屏幕上的完整说明，最多 1000 个字。"
    )
    card = models.JSONField(
        "卡片",
        null=True,
        blank=True,
        help_text='可不填。例如 {"type": "place", "value": "restroom"}；'
        "type 可以是 place（地点）、product（产品）、phone（电话）、link（网址）。",
    )
    enabled = models.BooleanField("启用", default=True, help_text="停用后娇娇不再用它回答。")
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    updated_at = models.DateTimeField("修改时间", auto_now=True)
    history = HistoricalRecords(verbose_name="问答修改记录")

    class Meta:
        verbose_name = "问答"
        verbose_name_plural = "问答"
        ordering = ("id",)

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes the row with the next version; raises Stale when the stored one has moved on."""
        # Not above: lobby.problems brings in the web framework, which needs every model loaded.
        from lobby.problems import Stale

        with transaction.atomic():
            if not self._state.adding and not kwargs.get("force_insert"):
                same = Faq._base_manager.filter(pk=self.pk, version=self.version)
                if not same.update(version=self.version + 1):
                    raise Stale("这条问答刚被别人改过或删除了，请刷新后再改。")
                self.version += 1
            super().save(*args, **kwargs)


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


class Seeded(models.Model):
    """A piece of the content folder that has once been loaded, with what it said then.

    It tells a row that a manager has changed or deleted from one that still is as it came.
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = "初始内容"
        verbose_name_plural = "初始内容"
        constraints = (models.UniqueConstraint(fields=("kind", "key"), name="seeded_once"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
