"""The robot's devices as one thing: opened, looked after, told about, closed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from robot.ports.audio import AudioChunk
from robot.ports.camera import Camera
from robot.ports.faults import Fault
from robot.ports.microphone import Microphone
from robot.ports.recognition import Recognizer
from robot.ports.reopening import Reopening
from robot.ports.sight import Sight
from robot.ports.speaker import Speaker
from robot.ports.speech import SpeechDetector
from robot.ports.synthesis import Synthesizer
from robot.voice.report import DeviceReport

CHECK_EVERY = 0.5
"""Seconds between two looks at the devices that nobody is using just now."""
_NOTHING = AudioChunk(b"")


@dataclass(frozen=True)
class Devices:
    """All of them; None: the operator chose to do without."""

    microphone: Microphone | None = None
    detector: Reopening[SpeechDetector] | None = None
    recognizer: Reopening[Recognizer] | None = None
    synthesizer: Reopening[Synthesizer] | None = None
    speaker: Speaker | None = None
    camera: Camera | None = None
    sight: Reopening[Sight] | None = None

    def reports(self) -> dict[str, DeviceReport]:
        """How each device that this robot has is doing, by its port's name."""
        return {
            name: DeviceReport(fault.code, fault.message) if fault else DeviceReport()
            for name, fault in self._faults()
        }

    @property
    def speak(self) -> bool:
        """Whether something could be heard from the robot now."""
        if self.speaker is None or self.synthesizer is None:
            return False
        return self.speaker.health().works and self.synthesizer.fault is None

    def dropped(self) -> dict[str, int]:
        """Samples and pictures that nobody took in time, since the start."""
        return {name: device.health().dropped for name, device in self._streams()}

    def close(self) -> None:
        for device in (*dict(self._streams()).values(), *dict(self._engines()).values()):
            device.close()

    def _streams(self) -> Iterator[tuple[str, Microphone | Speaker | Camera]]:
        if self.microphone is not None:
            yield "microphone", self.microphone
        if self.speaker is not None:
            yield "speaker", self.speaker
        if self.camera is not None:
            yield "camera", self.camera

    def _engines(self) -> Iterator[tuple[str, Reopening[Any]]]:
        if self.detector is not None:
            yield "speech_detector", self.detector
        if self.recognizer is not None:
            yield "recognizer", self.recognizer
        if self.synthesizer is not None:
            yield "synthesizer", self.synthesizer
        if self.sight is not None:
            yield "sight", self.sight

    def _faults(self) -> Iterator[tuple[str, Fault | None]]:
        for name, stream in self._streams():
            yield name, stream.health().fault
        for name, engine in self._engines():
            yield name, engine.fault


class Caretaker:
    """Notices while nobody speaks that the loudspeaker or the voice has gone, and brings them back."""

    def __init__(
        self, devices: Devices, worker: Executor, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._devices = devices
        self._worker = worker
        self._now = now
        self._due = float("-inf")
        self._looking: Future[None] | None = None
        self.looked = False
        """Whether each device was tried once, so that what is said of it is true."""

    def tick(self) -> None:
        """Look when that is due; opening a device may take a second, so another thread does it."""
        if self._now() < self._due or (self._looking is not None and not self._looking.done()):
            return
        self._due = self._now() + CHECK_EVERY
        self._looking = self._worker.submit(self._look)

    def _look(self) -> None:
        speaker, synthesizer = self._devices.speaker, self._devices.synthesizer
        # A loudspeaker that is asked to play nothing shows whether it could; its health keeps the fault.
        with suppress(Fault):
            if speaker is not None:
                speaker.play(_NOTHING)
                speaker.wait(0.0)
        if synthesizer is not None and synthesizer.get() is not None:
            synthesizer.worked()
        self.looked = True
