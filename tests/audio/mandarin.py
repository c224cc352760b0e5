"""A small Mandarin model that vosk loads, trained once for the sentences of phrases.txt and kept."""

from __future__ import annotations

from pathlib import Path

from tools.tinyvosk import cache

PHRASES = Path(__file__).with_name("phrases.txt")


def model() -> Path:
    """Its folder; trained anew (in about a minute) when anything that it is made from has changed."""
    return cache.model(PHRASES)
