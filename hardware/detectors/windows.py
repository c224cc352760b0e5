"""Cutting a stream of chunks of any length into windows of one length."""

from __future__ import annotations

from collections.abc import Iterator

from robot.ports.audio import SAMPLE_BYTES, SPEECH, AudioChunk


class Windows:
    """Windows of `frames` samples of 16 kHz sound; what is left over waits for the next chunk."""

    def __init__(self, frames: int):
        self._bytes = frames * SAMPLE_BYTES
        self._rest = b""

    def feed(self, chunk: AudioChunk) -> Iterator[bytes]:
        """The windows that `chunk` completes."""
        if chunk.format != SPEECH:
            raise ValueError(f"speech is looked for in {SPEECH.rate} Hz, not {chunk.format.rate}")
        pcm = self._rest + chunk.pcm
        whole = len(pcm) // self._bytes * self._bytes
        self._rest = pcm[whole:]
        return (pcm[start : start + self._bytes] for start in range(0, whole, self._bytes))

    def reset(self) -> None:
        self._rest = b""
