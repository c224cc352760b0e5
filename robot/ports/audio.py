"""Sound as it crosses the ports: signed 16-bit little-endian mono PCM with its rate."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable
from dataclasses import dataclass

SAMPLE_BYTES = 2
QUIETEST_DB = -96.0
"""Decibels under full scale: below one step of 16 bits."""


@dataclass(frozen=True)
class AudioFormat:
    """How samples are to be read; always int16, little-endian, one channel."""

    rate: int
    """Samples per second, Hz."""

    def frames(self, seconds: float) -> int:
        """The whole number of samples nearest to `seconds`."""
        return round(seconds * self.rate)


SPEECH = AudioFormat(16000)
"""What microphones deliver, and what detectors and recognizers take."""


@dataclass(frozen=True)
class AudioChunk:
    """A piece of sound; an empty one is allowed."""

    pcm: bytes
    """Samples, int16 little-endian mono; a whole number of them."""
    format: AudioFormat = SPEECH

    def __post_init__(self) -> None:
        if len(self.pcm) % SAMPLE_BYTES:
            raise ValueError(f"{len(self.pcm)} bytes are no whole number of samples")

    @property
    def frames(self) -> int:
        """Number of samples."""
        return len(self.pcm) // SAMPLE_BYTES

    @property
    def seconds(self) -> float:
        return self.frames / self.format.rate

    @staticmethod
    def silence(seconds: float, form: AudioFormat = SPEECH) -> AudioChunk:
        return AudioChunk(bytes(SAMPLE_BYTES * form.frames(seconds)), form)


def joined(chunks: list[AudioChunk]) -> AudioChunk:
    """All chunks as one; they must share a format. No chunks: no sound."""
    formats = {chunk.format for chunk in chunks}
    if len(formats) > 1:
        raise ValueError("chunks of different formats cannot be joined")
    return AudioChunk(b"".join(chunk.pcm for chunk in chunks), *formats)


def decibels(chunks: Iterable[AudioChunk]) -> float:
    """Their root mean square in decibels under full scale, about their mean: an offset cannot be heard."""
    samples = array("h", b"".join(chunk.pcm for chunk in chunks))
    if not samples:
        return QUIETEST_DB
    mean = sum(samples) / len(samples)
    power = sum(sample * sample for sample in samples) / len(samples) - mean * mean
    return max(QUIETEST_DB, 10 * math.log10(power / 32768**2)) if power > 0 else QUIETEST_DB
