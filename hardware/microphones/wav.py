"""A wave file as a microphone: at its own pace, or as fast as it is read."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from hardware.audio import wave_file
from hardware.audio.resampling import convert
from robot.ports.audio import SAMPLE_BYTES, SPEECH, AudioChunk, AudioFormat
from robot.ports.faults import MicrophoneFault, Reason
from robot.ports.health import Health

BLOCK = 512
"""Samples a chunk, as the live microphone has."""
FAST = "fast:"
"""Put before the path: no pauses, for tests and for measuring."""


class WavMicrophone:
    """Delivers the file once, then raises MicrophoneFault (ended)."""

    format: AudioFormat = SPEECH

    def __init__(
        self,
        device: str,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ):
        """`device` is the path, with `fast:` before it or not. Raises MicrophoneFault."""
        self._paced = not device.startswith(FAST)
        self._path = Path(device.removeprefix(FAST))
        clip = wave_file.read(self._path, MicrophoneFault)
        self._pcm = convert(clip.pcm, clip.format.rate, SPEECH.rate)
        self._place = 0
        self._skipped = 0
        self._now = now
        self._sleep = sleep
        self._began = now()

    def read(self, timeout: float) -> AudioChunk | None:
        if self._place >= len(self._pcm):
            raise MicrophoneFault(Reason.ENDED, f"{self._path} 放完了")
        end = self._place + BLOCK * SAMPLE_BYTES
        if self._paced:
            early = self._began + end / SAMPLE_BYTES / SPEECH.rate - self._now()
            if early > timeout:
                self._sleep(timeout)
                return None
            self._sleep(max(0.0, early))
        chunk = AudioChunk(self._pcm[self._place : end])
        self._place = end
        return chunk

    def clear(self) -> None:
        """Skips what a live microphone would have heard by now."""
        if self._paced:
            heard = int((self._now() - self._began) * SPEECH.rate) * SAMPLE_BYTES
            self._skipped += max(0, heard - self._place)
            self._place = max(self._place, heard)

    def health(self) -> Health:
        delivered = min(self._place, len(self._pcm)) - self._skipped
        return Health(str(self._path), delivered=max(0, delivered) // SAMPLE_BYTES)

    def close(self) -> None:
        self._pcm = b""
