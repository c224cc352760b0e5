"""From text to sound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from robot.ports.audio import AudioChunk

CHINESE, ENGLISH = "zh", "en"


@dataclass(frozen=True)
class Prompt:
    """One sentence, made ready for speaking: in Chinese numbers, dates and amounts are spelt out already."""

    text: str
    """Chinese characters, punctuation and single letters, no digits; or an English sentence."""
    pinyin: str
    """The same as syllables with tone digits, words and punctuation separated by spaces: "nin2 hao3 ,". Empty
    in English."""
    language: str = CHINESE


class Synthesizer(Protocol):
    """Speaks one prompt at a time; each driver takes of a prompt what it reads best."""

    def speaks(self, language: str) -> bool:
        """Whether a sentence of that language can be understood when it is spoken; Chinese always."""

    def speak(self, prompt: Prompt, speed: float = 1.0) -> AudioChunk:
        """The whole sentence as sound, in the driver's own rate.

        `speed` is relative to an easy pace for elderly listeners: 0.5 to 2. Raises SynthesizerFault; after
        a time-out the next call works again.
        """

    def close(self) -> None: ...
