"""A microphone through PortAudio (ALSA, PulseAudio, PipeWire, WASAPI, Core Audio)."""

from __future__ import annotations

import threading
from collections import deque
from typing import Any

from hardware.audio.resampling import Resampler
from hardware.audio.stream import WatchedStream
from robot.ports.audio import SAMPLE_BYTES, SPEECH, AudioChunk, AudioFormat
from robot.ports.faults import Fault, MicrophoneFault
from robot.ports.health import Health

BLOCK = 512
"""Samples a callback at 16 kHz: 32 ms, one window of the speech detector."""
KEPT_SECONDS = 30.0
"""What waits to be read at most; older sound is dropped."""
WATCH_SECONDS = 0.25
"""How often a read that waits looks whether the device is still alive."""


class PortAudioMicrophone:
    """Opens with the constructor; raises MicrophoneFault."""

    format: AudioFormat = SPEECH

    def __init__(self, device: str = ""):
        self._arrived = threading.Condition()
        self._waiting: deque[bytes] = deque()
        self._delivered = 0
        self._dropped = 0
        self._most = int(KEPT_SECONDS * SPEECH.rate / BLOCK)
        self._stream = WatchedStream(
            "input", device, SPEECH.rate, BLOCK, self._heard, MicrophoneFault
        )
        self._resampler = Resampler(self._stream.rate, SPEECH.rate)

    def read(self, timeout: float) -> AudioChunk | None:
        """The next chunk of about 32 ms; raises MicrophoneFault at most 2 s after the device failed."""
        while True:
            pause = min(timeout, WATCH_SECONDS)
            with self._arrived:
                if not self._waiting:
                    self._arrived.wait(pause)
                pcm = self._waiting.popleft() if self._waiting else None
            if pcm is not None:
                break
            self._stream.check()
            timeout -= pause
            if timeout <= 0:
                return None
        # A stream moved to another device goes on delivering.
        self._stream.check()
        chunk = AudioChunk(self._resampler.feed(pcm))
        self._delivered += chunk.frames
        return chunk

    def clear(self) -> None:
        with self._arrived:
            self._waiting.clear()
        self._resampler.reset()

    def health(self) -> Health:
        fault: Fault | None = None
        try:
            self._stream.check()
        except MicrophoneFault as found:
            fault = found
        return Health(
            device=self._stream.device,
            fault=fault,
            delivered=self._delivered,
            dropped=self._dropped,
            age=self._stream.age,
        )

    def close(self) -> None:
        self._stream.close()

    def _heard(self, buffer: Any, frames: int) -> None:
        pcm = bytes(buffer)
        with self._arrived:
            if len(self._waiting) >= self._most:
                self._dropped += len(self._waiting.popleft()) // SAMPLE_BYTES
            self._waiting.append(pcm)
            self._arrived.notify()
