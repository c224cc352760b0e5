"""From text to sound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from robot.ports.audio import AudioChunk


@dataclass(frozen=True)
class Prompt:
    """One sentence, made ready for speaking: numbers, dates and amounts are spelt out already."""

    text: str
    """Chinese characters, punctuation and single letters; no digits."""
    pinyin: str
    """The same as syllables with tone digits, words and punctuation separated by spaces: "nin2 hao3 ,"."""


class Synthesizer(Protocol):
    """Speaks one prompt at a time; each driver takes of a prompt what it reads best."""

    def speak(self, prompt: Prompt, speed: float = 1.0) -> AudioChunk:
        """The whole sentence as sound, in the driver's own rate.

        `speed` is relative to an easy pace for elderly listeners: 0.5 to 2. Raises SynthesizerFault; after
        a time-out the next call works again.
        """

    def close(self) -> None: ...
