"""From sound to words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from robot.ports.audio import AudioChunk


@dataclass(frozen=True)
class Word:
    """One word and where it was heard, in seconds from the first chunk of the utterance."""

    text: str
    start: float
    end: float
    confidence: float
    """0 to 1."""


@dataclass(frozen=True)
class Transcript:
    """What was heard in one utterance; empty text: nothing that the model knows."""

    text: str
    """Without spaces between Chinese words."""
    confidence: float
    """0 to 1: the mean of the words', weighted by their length in time; 0 for no text."""
    words: tuple[Word, ...] = ()
    unknown: bool = False
    """Whether speech was heard in which the model found none of its words."""


class Recognizer(Protocol):
    """Hears one utterance at a time: chunks of 16 kHz sound, then `finish`. Used by one thread."""

    def accept(self, chunk: AudioChunk) -> str:
        """Take in sound; all text of the utterance so far, to be shown and never acted on.

        Raises RecognizerFault.
        """

    def finish(self) -> Transcript:
        """The utterance is over: its text. The next chunk begins a new one. Raises RecognizerFault."""

    def reset(self) -> None:
        """Drop the utterance that was begun."""

    def restrict(self, phrases: Sequence[str] | None) -> bool:
        """From the next utterance on hear these phrases (or nothing) only; None: everything.

        Phrases are plain Chinese text. False, and no restriction: the model cannot.
        """

    def close(self) -> None: ...
