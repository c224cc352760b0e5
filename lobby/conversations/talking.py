"""A conversation's life: begin, take turns, end. The one place where a turn's stages are in order."""

from __future__ import annotations

import logging
import time
import unicodedata
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from lobby import clock, events
from lobby.cases import telling
from lobby.conversations import apologies, phones, privacy
from lobby.conversations.dialogue import Answer, Dialogue, DialogueAway
from lobby.conversations.models import Channel, Conversation, Turn
from lobby.problems import Gone, Invalid, NotFound, Unavailable

logger = logging.getLogger(__name__)

LONGEST = 500
"""Characters of one utterance."""
NO_TEXT = "\ufffd\ufe0f\u20e3"
"""What stands for bytes that were no text, and what draws a digit as a key."""
IDLE = timedelta(minutes=15)
"""Silence after which a visitor counts as gone."""


@dataclass(frozen=True)
class Result:
    """One finished turn."""

    turn: int
    replies: list[dict[str, Any]]
    nlu: dict[str, Any]
    ms: int
    stages: dict[str, int]


def begin(channel: str, dialogue: Dialogue) -> tuple[Conversation, list[dict[str, Any]]]:
    """A new visitor and the greeting. While the dialogue is away the greeting says so."""
    conversation = Conversation.objects.create(channel=channel)
    try:
        answer = dialogue.greet(str(conversation.id), {"channel": channel, "modality": "touch"})
        replies = answer.replies or [apologies.reply(apologies.GREETING)]
    except DialogueAway as error:
        logger.error("dialogue away at greeting: %s", error)
        replies = [apologies.reply(apologies.GREETING)]
    if channel == Channel.VOICE:
        # A screen begins its own conversations; of a voice's it learns by this.
        begun = {"conversation": str(conversation.id), "channel": channel, "replies": replies}
        events.publish("conversation.begun", begun)
    return conversation, replies


def find(conversation_id: uuid.UUID) -> Conversation:
    """An open conversation; raises NotFound or Gone."""
    conversation = Conversation.objects.filter(id=conversation_id).first()
    if conversation is None:
        raise NotFound("没有这个对话，请重新开始。")
    if conversation.ended_at is not None or clock.now() - conversation.last_turn_at > IDLE:
        raise Gone("这个对话已经结束，请重新开始。")
    return conversation


def readable(text: str) -> str:
    """`text` without control characters, surplus space and what was no text; raises Invalid when empty or too long.

    Digits of other scripts, in circles or on keys become plain ones, so that a number is known for what it is.
    """
    kept = privacy.plain_digits(
        "".join(
            " " if c in "\t\r\n" else c
            for c in text
            if c in "\t\r\n" or (unicodedata.category(c)[0] != "C" and c not in NO_TEXT)
        )
    ).strip()
    if not kept:
        raise Invalid("没有听到内容，请再说一次。")
    if len(kept) > LONGEST:
        raise Invalid(f"一次请不要超过 {LONGEST} 个字。")
    return kept


def take_turn(conversation: Conversation, text: str, modality: str, dialogue: Dialogue) -> Result:
    """Mask, ask the dialogue, keep and publish. Raises Invalid or Unavailable (with an apology)."""
    started = time.perf_counter()
    masked = privacy.mask(phones.take_out(conversation, readable(text)), _said_before(conversation))
    said = masked.text[:LONGEST]
    events.publish(
        "turn.started",
        {**_whose(conversation, modality), "text": said},
    )
    metadata = {"channel": conversation.channel, "modality": modality}
    asked = time.perf_counter()
    try:
        answer = dialogue.say(str(conversation.id), said, metadata)
    except DialogueAway as error:
        logger.error("dialogue away: %s", error)
        _publish_reply(conversation, modality, 0, [apologies.reply(apologies.AWAY)])
        raise Unavailable(
            "对话服务正在恢复，请稍后再试。", replies=[apologies.reply(apologies.AWAY)]
        ) from error
    answered = time.perf_counter()
    replies = [*telling.untold(conversation.id), *_complete(answer, masked)]
    _note_question(conversation, replies)
    number = _keep(conversation, said, modality, answer, replies, _ms(started))
    stages = {
        "dialogue": round((answered - asked) * 1000),
        **{f"dialogue.{k}": v for k, v in answer.ms.items() if k != "total"},
    }
    return Result(number, replies, answer.nlu, _ms(started), stages)


def _said_before(conversation: Conversation) -> str:
    """The turn before, masked: a number said in pieces began there."""
    return conversation.turns.order_by("number").values_list("said", flat=True).last() or ""


def _complete(answer: Answer, masked: privacy.Masked) -> list[dict[str, Any]]:
    """The replies that reach the customer: never none, and a warning when secrets were let slip."""
    replies = answer.replies
    if not replies:
        # Rasa answers nothing when an action fails, the action server being away for instance.
        logger.error("the dialogue had no reply; intent %s", answer.nlu.get("intent"))
        replies = [apologies.reply(apologies.SILENT)]
    if privacy.WARNED & set(masked.kinds):
        replies = [apologies.reply(apologies.PRIVACY), *replies]
    return replies


def _note_question(conversation: Conversation, replies: list[dict[str, Any]]) -> None:
    """`asks` of a reply is for us alone: what the next turn will hold that must not be kept in clear."""
    asked = [str(reply.pop("asks")) for reply in replies if "asks" in reply]
    if asked:
        phones.ask(conversation, asked[-1])
    elif conversation.part_sealed:
        phones.ask(conversation, "")


def _keep(
    conversation: Conversation,
    said: str,
    modality: str,
    answer: Answer,
    replies: list[dict[str, Any]],
    ms: int,
) -> int:
    with transaction.atomic():
        Conversation.objects.filter(id=conversation.id).update(
            turns_count=F("turns_count") + 1, last_turn_at=clock.now()
        )
        number = Conversation.objects.values_list("turns_count", flat=True).get(id=conversation.id)
        Turn.objects.create(
            conversation=conversation,
            number=number,
            modality=modality,
            said=said,
            intent=answer.nlu.get("intent") or "",
            confidence=answer.nlu.get("confidence") or 0.0,
            entities=answer.nlu.get("entities") or [],
            faq=answer.nlu.get("faq") or "",
            replies=replies,
            ms=ms,
        )
        _publish_reply(conversation, modality, number, replies, _direction(answer.nlu))
    return number


def _whose(conversation: Conversation, modality: str) -> dict[str, Any]:
    """What tells the robot and its screen which of them a turn was taken at."""
    return {
        "conversation": str(conversation.id),
        "channel": conversation.channel,
        "modality": modality,
    }


def _direction(nlu: dict[str, Any]) -> str | None:
    """How the voice is to change, when the visitor has asked for it."""
    if nlu.get("intent") != "adjust_voice":
        return None
    values = (e["value"] for e in nlu.get("entities") or [] if e["entity"] == "direction")
    return next(map(str, values), None)


def _publish_reply(
    conversation: Conversation,
    modality: str,
    number: int,
    replies: list[dict[str, Any]],
    direction: str | None = None,
) -> None:
    data = {**_whose(conversation, modality), "turn": number, "replies": replies}
    events.publish("turn.replied", {**data, **({"direction": direction} if direction else {})})


def end(conversation: Conversation, dialogue: Dialogue) -> None:
    """The visitor has left: nothing carries over to the next."""
    with transaction.atomic():
        open_ones = Conversation.objects.filter(id=conversation.id, ended_at=None)
        if open_ones.update(ended_at=clock.now()):
            # Screen and voice end together, whoever of them ended it.
            events.publish("conversation.ended", {"conversation": str(conversation.id)})
    phones.release(conversation.id)
    try:
        dialogue.forget(str(conversation.id))
    except DialogueAway as error:
        # Its trackers live in memory only and expire there by themselves.
        logger.warning("dialogue away at the end of a conversation: %s", error)


def _ms(since: float) -> int:
    return round((time.perf_counter() - since) * 1000)
