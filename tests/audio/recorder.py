"""Everything that one source of a sound server gives, with the time at which it came."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping

from robot.ports.audio import SPEECH, AudioChunk

PIECE_BYTES = 640
"""20 ms of 16 kHz sound."""


class Recorder:
    """Records `source` as 16 kHz mono until `close`; without an environment it is an empty recording."""

    def __init__(self, source: str, environment: Mapping[str, str], keep: bool = True):
        self._keep = keep
        self._pcm = bytearray()
        self._times: list[tuple[int, float]] = []
        self._ready = threading.Event()
        self._recorder: subprocess.Popen[bytes] | None = None
        if environment:
            command = ["parec", f"--device={source}", "--rate=16000", "--channels=1"]
            self._recorder = subprocess.Popen(
                [*command, "--format=s16le", "--latency-msec=10"],
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **environment},
            )
            threading.Thread(target=self._read, args=(self._recorder,), daemon=True).start()

    @property
    def running(self) -> bool:
        """Whether sound (be it silence) has begun to come."""
        return self._ready.is_set()

    def mark(self) -> int:
        """A point in the recording: now."""
        return len(self._pcm)

    def since(self, mark: int) -> AudioChunk:
        """What was recorded from `mark` until now."""
        pcm = bytes(self._pcm[mark:])
        return AudioChunk(pcm[: len(pcm) // 2 * 2], SPEECH)

    def first_sound(self, mark: int, threshold: int = 300) -> float | None:
        """time.monotonic() at which the first sample louder than `threshold` came; None: silence."""
        samples = memoryview(self.since(mark).pcm).cast("h")
        for index, sample in enumerate(samples):
            if abs(sample) > threshold:
                return self.time_of(mark + 2 * index)
        return None

    def time_of(self, place: int) -> float:
        """time.monotonic() at which the byte at `place` came."""
        return next(at for end, at in self._times if end > place)

    def close(self) -> None:
        if self._recorder is not None:
            self._recorder.kill()
            self._recorder.wait()
            self._recorder = None

    def _read(self, recorder: subprocess.Popen[bytes]) -> None:
        assert recorder.stdout is not None
        while piece := recorder.stdout.read1(PIECE_BYTES):  # type: ignore[attr-defined]
            self._ready.set()
            if self._keep:
                self._pcm += piece
                self._times.append((len(self._pcm), time.monotonic()))
        recorder.stdout.close()
