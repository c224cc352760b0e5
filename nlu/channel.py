"""The turn channel of docs/developer.md: one request a turn, its replies and what was understood in the answer."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.utils.endpoints import EndpointConfig
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from nlu import component
from nlu.knowledge_feed import shared_version
from nlu.reading import read_turn
from nlu.replies import ReplyCollector
from nlu.tracker_store import forget
from nlu.turnstile import Turnstile

logger = logging.getLogger(__name__)

_LONGEST_SENDER = 200


class TurnInput(InputChannel):
    """POST webhook, greet, understand; DELETE conversations/<sender>; GET ready."""

    @classmethod
    def name(cls) -> str:
        return "turn"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        routes = Blueprint("turn_channel", __name__)
        turnstile = Turnstile()

        @routes.listener("after_server_start")
        async def point_actions(app: Sanic, loop: Any) -> None:
            agent = getattr(app.ctx, "agent", None)
            if agent is not None:
                use_actions_port(agent, os.environ)

        @routes.post("/webhook")
        async def webhook(request: Request) -> HTTPResponse:
            body = request.json if isinstance(request.json, dict) else {}
            sender, words = _sender(body.get("sender")), body.get("message")
            if sender is None or not isinstance(words, str) or not words.strip():
                return _problem(422, "sender and message are required")
            agent = ready_agent(request.app)
            if agent is None:
                return _problem(503, "the model is not loaded yet")
            async with turnstile.through(sender):
                return json(await turn(agent, on_new_message, sender, words, _metadata(body)))

        @routes.post("/greet")
        async def greet(request: Request) -> HTTPResponse:
            body = request.json if isinstance(request.json, dict) else {}
            sender = _sender(body.get("sender"))
            if sender is None:
                return _problem(422, "sender is required")
            agent = ready_agent(request.app)
            if agent is None:
                return _problem(503, "the model is not loaded yet")
            async with turnstile.through(sender):
                return json(await greeting(on_new_message, sender, _metadata(body)))

        @routes.post("/understand")
        async def understand(request: Request) -> HTTPResponse:
            body = request.json if isinstance(request.json, dict) else {}
            words = body.get("text")
            if not isinstance(words, str) or not words.strip():
                return _problem(422, "text is required")
            agent = ready_agent(request.app)
            if agent is None:
                return _problem(503, "the model is not loaded yet")
            started = time.perf_counter()
            parsed = await _parse(agent, as_words(words))
            ranking = list(parsed.get("faq_ranking") or ())
            return json({**nlu_block(parsed), "faq_ranking": ranking, "ms": _ms(started)})

        @routes.delete("/conversations/<sender:str>")
        async def conversation(request: Request, sender: str) -> HTTPResponse:
            agent = ready_agent(request.app)
            if agent is None:
                return _problem(503, "the model is not loaded yet")
            # Not while a turn of the same visitor runs: it would save the conversation again.
            async with turnstile.through(sender), agent.lock_store.lock(sender):
                forget(agent.tracker_store, sender)
            return empty()

        @routes.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            agent = ready_agent(request.app)
            if agent is None:
                return _problem(503, "the model is not loaded yet")
            return json({"version": agent.model_id, "knowledge": shared_version()})

        return routes


async def turn(
    agent: Agent,
    handle: Callable[[UserMessage], Awaitable[Any]],
    sender: str,
    words: str,
    metadata: dict[str, Any],
) -> dict[str, Any]:
    """Runs one customer turn; the body of the webhook's answer. ms are milliseconds."""
    started = time.perf_counter()
    tracker = await agent.tracker_store.retrieve(sender)
    parsed = await read_turn(partial(_parse, agent), as_words(words), tracker)
    understood = _ms(started)
    replies = await _run(handle, sender, as_words(words), parsed, metadata)
    total = _ms(started)
    return {
        "replies": replies,
        "nlu": nlu_block(parsed),
        "ms": {"total": total, "nlu": understood, "actions": round(total - understood, 1)},
    }


async def greeting(
    handle: Callable[[UserMessage], Awaitable[Any]], sender: str, metadata: dict[str, Any]
) -> dict[str, Any]:
    """Runs the greeting flow as if the customer had said hello."""
    started = time.perf_counter()
    parsed = {"text": "", "intent": {"name": "greet", "confidence": 1.0}, "entities": []}
    replies = await _run(handle, sender, component.GREETED, parsed, metadata)
    return {"replies": replies, "nlu": nlu_block(parsed), "ms": {"total": _ms(started)}}


async def _run(
    handle: Callable[[UserMessage], Awaitable[Any]],
    sender: str,
    words: str,
    parsed: dict[str, Any],
    metadata: dict[str, Any],
) -> list[dict[str, Any]]:
    collector = ReplyCollector()
    message = UserMessage(
        words,
        collector,
        sender,
        parse_data=parsed,
        input_channel=TurnInput.name(),
        metadata=metadata,
    )
    try:
        await handle(message)
    except Exception:
        # What was said before the fault still reaches the customer; lobby apologises when it is nothing.
        logger.exception("a turn ended early")
    return collector.replies


async def _parse(
    agent: Agent, words: str, metadata: dict[str, Any] | None = None
) -> dict[str, Any]:
    assert agent.processor is not None
    message = UserMessage(words, metadata=metadata)
    parsed: dict[str, Any] = await agent.processor.parse_message(message)
    return parsed


def as_words(words: str) -> str:
    """The customer's words with a leading slash made full-width, so that Rasa takes them for words."""
    plain = words.strip()
    return "／" + plain[1:] if plain.startswith("/") else plain


def nlu_block(parsed: Mapping[str, Any]) -> dict[str, Any]:
    """What was understood, without positions and extractors."""
    intent = parsed.get("intent") or {}
    block: dict[str, Any] = {
        "intent": intent.get("name"),
        "confidence": round(float(intent.get("confidence") or 0.0), 4),
        "entities": [
            {"entity": entity["entity"], "value": entity["value"]}
            for entity in parsed.get("entities") or ()
        ],
    }
    if parsed.get("faq"):
        block["faq"] = parsed["faq"]
    return block


def ready_agent(app: Sanic) -> Agent | None:
    """The agent once its model is loaded."""
    agent = getattr(app.ctx, "agent", None)
    return agent if agent is not None and agent.is_ready() else None


def use_actions_port(agent: Agent, environ: Mapping[str, str]) -> None:
    """Takes the action server's port from JIAOJIAO_ACTIONS_PORT when it is set; the other settings stay.

    Rasa's endpoints file knows environment variables but no defaults for them.
    """
    port = environ.get("JIAOJIAO_ACTIONS_PORT")
    if not port:
        return
    given = agent.action_endpoint.kwargs if agent.action_endpoint else {}
    agent.action_endpoint = EndpointConfig(url=f"http://127.0.0.1:{int(port)}/webhook", **given)
    if agent.processor is not None:
        agent.processor.action_endpoint = agent.action_endpoint


def _sender(value: Any) -> str | None:
    return value if isinstance(value, str) and 0 < len(value) <= _LONGEST_SENDER else None


def _metadata(body: Mapping[str, Any]) -> dict[str, Any]:
    given = body.get("metadata")
    return given if isinstance(given, dict) else {}


def _problem(status: int, detail: str) -> HTTPResponse:
    return json(
        {"type": "about:blank", "status": status, "detail": detail},
        status=status,
        content_type="application/problem+json",
    )


def _ms(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)
