"""Telling speech from everything else that a lobby sounds like."""

from __future__ import annotations

from typing import Protocol

from robot.ports.audio import AudioChunk


class SpeechDetector(Protocol):
    """Judges a stream of 16 kHz sound, chunks of any length in order."""

    def probability(self, chunk: AudioChunk) -> float:
        """How likely somebody speaks in the latest sound, 0 to 1.

        The highest of the windows that `chunk` completes; while it completes none, the judgement before.
        Raises SpeechDetectorFault.
        """

    def reset(self) -> None:
        """Forget the sound so far: the next chunk does not follow on the last."""

    def close(self) -> None: ...
