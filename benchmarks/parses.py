"""Held-out utterances parsed by a real Rasa agent, and what came out of each."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.entities import Found, found

if TYPE_CHECKING:
    from rasa.core.agent import Agent

REFUSED = "out_of_scope"
FALLBACK = "nlu_fallback"
"""What Rasa's FallbackClassifier says instead of refusing."""
NOWHERE = "http://127.0.0.1:9"
"""No branch answers here, so the model knows what it was trained with and nothing else."""


@dataclass(frozen=True)
class Parse:
    """One utterance as understood. `faq` is the question answered for sure, `ranking` the ids best first."""

    text: str
    intent: str
    confidence: float
    entities: tuple[Found, ...]
    faq: str | None
    ranking: tuple[str, ...]
    ms: float
    aspect: str | None = None
    """The side of an unnamed matter, of half a sentence."""
    act: str | None = None
    """What a turn does that asks for nothing."""


def quiet() -> None:
    """Warnings only: unconfigured, Rasa's structured logger prints every utterance that it parses."""
    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    logging.basicConfig(level=logging.WARNING)
    for noisy in ("nlu.knowledge_feed", "matplotlib"):
        logging.getLogger(noisy).setLevel(logging.ERROR)


def load(model: Path) -> Agent:
    """The agent of a trained model, cut off from any branch that runs on this machine."""
    os.environ["JIAOJIAO_URL"] = NOWHERE
    quiet()
    from rasa.core.agent import Agent

    agent: Agent = Agent.load(str(model))
    feed = sys.modules.get("nlu.knowledge_feed")
    if feed is not None:
        feed.stop_shared_feed()
    return agent


def parse_all(agent: Agent, texts: Sequence[str]) -> list[Parse]:
    """Each text parsed in turn, after a few that only warm up."""

    async def run() -> list[Parse]:
        for text in texts[:20]:
            await agent.parse_message(text)
        parses = []
        for text in texts:
            before = time.perf_counter()
            parsed = await agent.parse_message(text)
            parses.append(read(text, parsed, (time.perf_counter() - before) * 1000))
        return parses

    return asyncio.run(run())


def read(text: str, parsed: dict[str, Any], ms: float) -> Parse:
    """A parse from Rasa's dictionary, of our pipeline or of a stock one."""
    intent = parsed.get("intent") or {}
    name = str(intent.get("name"))
    return Parse(
        text,
        REFUSED if name == FALLBACK else name,
        float(intent.get("confidence") or 0.0),
        tuple(found(e["entity"], e["value"]) for e in parsed.get("entities") or ()),
        parsed.get("faq"),
        tuple(_ranking(parsed)),
        ms,
        parsed.get("aspect") or None,
        parsed.get("act") or None,
    )


def _ranking(parsed: dict[str, Any]) -> Iterable[str]:
    ours = parsed.get("faq_ranking")
    if ours is not None:
        return [row["id"] for row in ours]
    selected = (parsed.get("response_selector") or {}).get("default") or {}
    return [row["intent_response_key"].partition("/")[2] for row in selected.get("ranking") or ()]
