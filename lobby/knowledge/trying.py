"""How the robot would understand a sentence now: asked of the dialogue itself, so that it is no guess."""

from __future__ import annotations

from dataclasses import dataclass

import httpx
from django.conf import settings

from lobby.conversations import privacy
from lobby.knowledge.models import Faq
from lobby.problems import Unavailable

TIMEOUT_S = 1.2


@dataclass(frozen=True)
class Ranked:
    id: str
    title: str
    score: float
    speech: str


@dataclass(frozen=True)
class Understanding:
    ranking: tuple[Ranked, ...]
    intent: str
    confidence: float
    chosen: str | None
    """Id of the entry that the robot would answer with."""


def understand(text: str, transport: httpx.BaseTransport | None = None) -> Understanding:
    """Raises Unavailable while the dialogue does not answer."""
    away = Unavailable("对话服务暂时没有响应，请稍后再试。")
    url = f"{settings.JIAOJIAO.dialogue_url}/webhooks/turn/understand"
    try:
        # trust_env: the dialogue is on this machine or next to it, never behind a proxy.
        with httpx.Client(timeout=TIMEOUT_S, trust_env=False, transport=transport) as client:
            # As a customer's turn would reach it: what is personal never does.
            response = client.post(url, json={"text": privacy.mask(text).text})
        response.raise_for_status()
        answer = response.json()
        ranked = [(str(row["id"]), float(row["score"])) for row in answer.get("faq_ranking") or ()]
        intent, confidence = str(answer["intent"]), float(answer["confidence"])
    except (httpx.HTTPError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise away from error
    known = Faq.objects.in_bulk([id for id, _ in ranked])
    return Understanding(
        ranking=tuple(
            Ranked(id, known[id].title, score, known[id].speech)
            for id, score in ranked
            if id in known
        ),
        intent=intent,
        confidence=confidence,
        chosen=answer.get("faq"),
    )
