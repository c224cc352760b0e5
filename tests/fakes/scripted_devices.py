"""Devices that fail when they are told to, for tests of what keeps them in use."""

from __future__ import annotations

from robot.ports.audio import SPEECH, AudioChunk, AudioFormat
from robot.ports.faults import Fault
from robot.ports.health import Health


class ScriptedMicrophone:
    """Delivers the given chunks, then silence for ever, at no pace."""

    format: AudioFormat = SPEECH

    def __init__(self, chunks: tuple[AudioChunk, ...] = ()):
        self._chunks = list(chunks)
        self._fault: Fault | None = None
        self._delivered = 0
        self.closed = False

    def fails_with(self, fault: Fault | None) -> None:
        """From now on every read raises `fault`; None: it works again."""
        self._fault = fault

    def read(self, timeout: float) -> AudioChunk | None:
        if self._fault is not None:
            raise self._fault
        chunk = self._chunks.pop(0) if self._chunks else AudioChunk.silence(0.032)
        self._delivered += chunk.frames
        return chunk

    def clear(self) -> None:
        self._chunks.clear()

    def health(self) -> Health:
        return Health("scripted", fault=self._fault, delivered=self._delivered)

    def close(self) -> None:
        self.closed = True


class FakeSpeaker:
    """Remembers what was played; nothing takes time."""

    def __init__(self) -> None:
        self.played: list[tuple[AudioChunk, float]] = []
        self._fault: Fault | None = None
        self.aborted = 0
        self.closed = False

    def fails_with(self, fault: Fault | None) -> None:
        """From now on playing and waiting raise `fault`; None: it works again."""
        self._fault = fault

    def play(self, clip: AudioChunk, volume: float = 1.0) -> None:
        if self._fault is not None:
            raise self._fault
        self.played.append((clip, volume))

    def wait(self, timeout: float | None = None) -> bool:
        if self._fault is not None:
            raise self._fault
        return True

    def abort(self) -> None:
        self.aborted += 1

    @property
    def playing(self) -> bool:
        return False

    def health(self) -> Health:
        return Health("fake", fault=self._fault, delivered=sum(c.frames for c, _ in self.played))

    def close(self) -> None:
        self.closed = True
