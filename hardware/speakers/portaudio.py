"""A loudspeaker through PortAudio.

The stream runs all the time, so that its death is noticed and nothing has to be opened; what it holds of
silence is thrown away when a clip comes, which then sounds after 15 to 30 ms instead of 160.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import Any

import numpy as np

from hardware.audio.resampling import convert
from hardware.audio.stream import WatchedStream
from robot.ports.audio import SAMPLE_BYTES, AudioChunk
from robot.ports.faults import Fault, SpeakerFault
from robot.ports.health import Health

RATE = 22050
"""Hz, the rate of the usual synthesizers; other clips, and devices that refuse it, are converted."""
BLOCK = 441
"""Samples a callback: 20 ms."""
TAIL = 0.2
"""Seconds of silence after a clip that the device must have taken before the clip counts as heard."""
MOST_CLIPS = 64
"""Clips in the queue; more than ever belong to one reply."""
WATCH_SECONDS = 0.25


class PortAudioSpeaker:
    """Opens with the constructor; raises SpeakerFault."""

    def __init__(self, device: str = ""):
        self._changed = threading.Condition()
        self._clips: deque[bytes] = deque()
        self._place = 0
        self._silent = 0
        self._played = 0
        self._dropped = 0
        self._heard = True
        self._stream = WatchedStream("output", device, RATE, BLOCK, self._serve, SpeakerFault)
        self._tail = int(TAIL * self._stream.rate)

    def play(self, clip: AudioChunk, volume: float = 1.0) -> None:
        self._stream.check()
        pcm = convert(clip.pcm, clip.format.rate, self._stream.rate)
        pcm = louder(pcm, volume)
        if not pcm:
            return
        with self._changed:
            if len(self._clips) >= MOST_CLIPS:
                self._dropped += (len(self._clips[0]) - self._place) // SAMPLE_BYTES
                self._clips.popleft()
                self._place = 0
            self._clips.append(pcm)
            was_idle, self._heard = self._heard, False
            self._silent = 0
        if was_idle:
            # The device holds a tenth of a second of silence, which nobody needs to wait for.
            self._stream.restart()

    def wait(self, timeout: float | None = None) -> bool:
        deadline = None if timeout is None else time.monotonic() + timeout
        while True:
            left = WATCH_SECONDS if deadline is None else deadline - time.monotonic()
            with self._changed:
                if self._changed.wait_for(lambda: self._heard, max(0.0, min(left, WATCH_SECONDS))):
                    return True
            self._stream.check()
            if deadline is not None and time.monotonic() >= deadline:
                return False

    def abort(self) -> None:
        with self._changed:
            was_heard = self._heard
            self._clips.clear()
            self._place = 0
            self._heard = True
            self._changed.notify_all()
        if not was_heard:
            self._stream.restart()

    @property
    def playing(self) -> bool:
        return not self._heard

    def health(self) -> Health:
        fault: Fault | None = None
        try:
            self._stream.check()
        except SpeakerFault as found:
            fault = found
        return Health(
            device=self._stream.device,
            fault=fault,
            delivered=self._played,
            dropped=self._dropped,
            age=self._stream.age,
        )

    def close(self) -> None:
        self._stream.close()

    def _serve(self, buffer: Any, frames: int) -> None:
        """Fill the device's buffer from the queue, with silence behind."""
        wanted = frames * SAMPLE_BYTES
        filled = 0
        with self._changed:
            while self._clips and filled < wanted:
                clip = self._clips[0]
                piece = clip[self._place : self._place + wanted - filled]
                buffer[filled : filled + len(piece)] = piece
                filled += len(piece)
                self._place += len(piece)
                if self._place >= len(clip):
                    self._clips.popleft()
                    self._place = 0
            self._played += filled // SAMPLE_BYTES
            self._silent = 0 if filled else self._silent
            self._silent += (wanted - filled) // SAMPLE_BYTES
            if not self._heard and not self._clips and self._silent >= self._tail:
                self._heard = True
                self._changed.notify_all()
        buffer[filled:wanted] = bytes(wanted - filled)


def louder(pcm: bytes, volume: float) -> bytes:
    """int16 sound scaled by `volume`, 0 to 1."""
    if volume >= 1.0:
        return pcm
    samples = np.frombuffer(pcm, "<i2").astype(np.float32) * max(volume, 0.0)
    return bytes(np.rint(samples).astype("<i2").tobytes())
