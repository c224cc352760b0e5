"""What the robot knows and a manager edits: FAQ and products."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.db import models, transaction
from simple_history.models import HistoricalRecords

from lobby.knowledge import faq_rules
from lobby.knowledge.amusements import Amusement, FunKind
from lobby.knowledge.exchange import ExchangeRate
from lobby.knowledge.games import Idiom, QuizLevel, QuizQuestion, QuizTopic
from lobby.knowledge.product_rules import SPEECH_LIMIT
from lobby.knowledge.shelf import Attribute, Category, Product, RiskLevel, slug
from lobby.knowledge.versioned import Versioned
from lobby.lines import LinesField

TEXT_LIMIT = 1000
"""Characters of an answer on the screen."""


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
        error_messages={"blank": "至少要有一个问法。"},
        help_text="客户会怎么问，每行一个，建议不少于 5 个；同一个问法只能属于一条问答。",
    )
    speech = models.CharField(
        "口播回答",
        max_length=SPEECH_LIMIT,
        help_text=f"娇娇说出口的回答，最多 {SPEECH_LIMIT} 个字，给出一个下一步。",
    )
    text = models.TextField(
        "屏幕文字",
        max_length=TEXT_LIMIT,
        validators=[MaxLengthValidator(TEXT_LIMIT)],
        help_text="屏幕上的完整说明，最多 1000 个字。",
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

    taken: Mapping[str, faq_rules.Owner] | None = None
    """The phrasings of all entries, when the caller has them at hand; else they are read."""

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Tidies and checks; raises ValidationError by field, in Chinese."""
        skipped = set(exclude or ())
        for name in {"title", "speech", "text"} - skipped:
            setattr(self, name, str(getattr(self, name) or "").strip())
        faults: dict[str, Any] = {}
        try:
            super().clean_fields(exclude)
        except ValidationError as error:
            faults = error.update_error_dict(faults)
        if not {"card"} & (skipped | faults.keys()):
            faults |= _faults("card", lambda: faq_rules.check_card(self.card))
        if not {"phrasings"} & (skipped | faults.keys()):
            taken = Faq.taken_phrasings() if self.taken is None else self.taken
            faults |= _faults(
                "phrasings", lambda: faq_rules.check_phrasings(self.id, self.phrasings, taken)
            )
        if faults:
            raise ValidationError(faults)

    @classmethod
    def taken_phrasings(cls) -> dict[str, faq_rules.Owner]:
        """Plain phrasing to (id, title), of all entries."""
        rows = cls.objects.values_list("id", "title", "phrasings")
        return {faq_rules.plain(p): (id, title) for id, title, texts in rows for p in texts}

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


def _faults(field: str, check: Callable[[], None]) -> dict[str, Any]:
    try:
        check()
    except ValidationError as error:
        return {field: error.error_list}
    return {}


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


__all__ = [
    "SPEECH_LIMIT",
    "Amusement",
    "Attribute",
    "Category",
    "ExchangeRate",
    "Faq",
    "FunKind",
    "Idiom",
    "KnowledgeVersion",
    "Product",
    "QuizLevel",
    "QuizQuestion",
    "QuizTopic",
    "RiskLevel",
    "Seeded",
]
