"""What customers say in tests: phrases that the Mandarin model knows, in a voice that it never learnt from."""

from __future__ import annotations

from robot.ports.audio import AudioChunk
from tests.audio.mandarin import PHRASES
from tools.tinyvosk import judge, phrases
from tools.tinyvosk.speech import Manner

CUSTOMER = Manner(speed=155)
"""The plain voice."""


def known() -> list[str]:
    """Everything that the model knows."""
    return ["".join(words) for words in phrases.read(PHRASES)]


def said(text: str, manner: Manner = CUSTOMER) -> AudioChunk:
    """`text` as a customer says it, 16 kHz, with 0.3 s of silence around."""
    return judge.chunk(text, manner)
