"""What games are made of: questions of the quiz, idioms for 成语接龙."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.db import models
from pypinyin import lazy_pinyin
from simple_history.models import HistoricalRecords

from lobby.lines import LinesField

ASKED_LIMIT = 56
"""Characters of a question with its options, as they are said."""
WHY_LIMIT = 36
_IDIOM = re.compile(r"[\u4e00-\u9fff]{4}")


class QuizTopic(models.TextChoices):
    ANTI_FRAUD = "anti_fraud", "反诈"
    KNOWLEDGE = "knowledge", "金融知识"
    RIGHTS = "rights", "消费者权益"


class QuizLevel(models.TextChoices):
    ADULT = "adult", "成人"
    CHILD = "child", "儿童"


class QuizQuestion(models.Model):
    """A question with two to four options, of which one is right."""

    id = models.SlugField("编号", primary_key=True, max_length=64)
    topic = models.CharField("主题", max_length=16, choices=QuizTopic.choices)
    level = models.CharField("给谁", max_length=8, choices=QuizLevel.choices)
    question = models.CharField("题目", max_length=40)
    options = LinesField("选项", limit=4, each=14, help_text="每行一个，两到四个。")
    answer = models.CharField("正确答案", max_length=14, help_text="和其中一个选项一字不差。")
    why = models.CharField("一句话解释", max_length=WHY_LIMIT)
    enabled = models.BooleanField("启用", default=True)
    position = models.PositiveIntegerField("顺序", default=0)
    history = HistoricalRecords(verbose_name="答题修改记录")

    class Meta:
        verbose_name = "知识问答题"
        verbose_name_plural = "知识问答题"
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.question

    @property
    def speech(self) -> str:
        """The question as it is said, with its options."""
        letters = zip("一二三四", self.options, strict=False)
        return self.question + "；".join(f"{letter}，{text}" for letter, text in letters) + "。"

    def clean(self) -> None:
        faults = {}
        if not 2 <= len(self.options) <= 4:
            faults["options"] = "选项要两到四个。"
        elif self.answer not in self.options:
            faults["answer"] = "正确答案要和其中一个选项一字不差。"
        if len(self.speech) > ASKED_LIMIT:
            faults["question"] = (
                f"题目连选项念出来有 {len(self.speech)} 个字，请压到 {ASKED_LIMIT} 个字以内。"
            )
        if faults:
            raise ValidationError(faults)


def sounds(word: str) -> tuple[str, str]:
    """Syllables of the first and the last character, without tones."""
    spoken = lazy_pinyin(word)
    return spoken[0], spoken[-1]


class Idiom(models.Model):
    """Four characters that the game goes on with."""

    word = models.CharField("成语", primary_key=True, max_length=4)
    first_sound = models.CharField("开头的音", max_length=8, editable=False, db_index=True)
    last_sound = models.CharField(max_length=8, editable=False)
    enabled = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = "成语"
        verbose_name_plural = "成语（接龙用）"
        ordering = ("first_sound", "word")

    def __str__(self) -> str:
        return self.word

    def clean(self) -> None:
        if not _IDIOM.fullmatch(self.word):
            raise ValidationError({"word": "请写四个汉字。"})

    def save(self, *args: object, **kwargs: object) -> None:
        self.first_sound, self.last_sound = sounds(self.word)
        super().save(*args, **kwargs)  # type: ignore[arg-type]
