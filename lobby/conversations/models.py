"""Conversations with visitors and what was said in them, masked."""

from __future__ import annotations

import uuid

from django.db import models

from lobby import clock


class Channel(models.TextChoices):
    KIOSK = "kiosk", "触摸屏"
    VOICE = "voice", "语音"
    TEXT = "text", "文字"
    PHONE = "phone", "手机"


class Modality(models.TextChoices):
    VOICE = "voice", "说"
    TOUCH = "touch", "点"
    TEXT = "text", "打字"


class Conversation(models.Model):
    """One visitor from greeting to leaving. Its id is also the sender id in Rasa."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField("渠道", max_length=8, choices=Channel.choices)
    started_at = models.DateTimeField("开始", default=clock.now)
    last_turn_at = models.DateTimeField("最近一轮", default=clock.now)
    ended_at = models.DateTimeField("结束", null=True, blank=True)
    turns_count = models.PositiveIntegerField("轮数", default=0)
    awaits = models.CharField(max_length=16, blank=True, default="", editable=False)
    """What the robot has just asked for that must not be kept in clear: phone, or nothing."""
    phone_sealed = models.TextField(blank=True, default="", editable=False)
    part_sealed = models.TextField(blank=True, default="", editable=False)
    """A number to call back and the first digits of one, as ciphertext (lobby.conversations.phones)."""

    class Meta:
        verbose_name = "对话"
        verbose_name_plural = "对话"
        indexes = [models.Index(fields=["ended_at", "last_turn_at"])]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.started_at:%m-%d %H:%M}"


class Turn(models.Model):
    """One utterance and its answer. Personal data was masked before it came here."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="turns")
    number = models.PositiveIntegerField("第几轮")
    modality = models.CharField("方式", max_length=8, choices=Modality.choices)
    said = models.CharField("客户说", max_length=500)
    intent = models.CharField("意图", max_length=64, blank=True)
    confidence = models.FloatField("把握", default=0.0)
    entities = models.JSONField("要素", default=list, blank=True)
    faq = models.CharField("问答", max_length=64, blank=True)
    replies = models.JSONField("回答", default=list)
    ms = models.PositiveIntegerField("耗时（毫秒）", default=0)
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = "一轮对话"
        verbose_name_plural = "一轮对话"
        ordering = ["conversation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "number"], name="one_turn_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.intent}"
