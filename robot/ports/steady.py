"""Microphone, camera and speaker that outlive their devices: the same ports over `Reopening`."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Generic, Protocol, TypeVar

from robot.ports.audio import SPEECH, AudioChunk, AudioFormat
from robot.ports.camera import Camera, Frame
from robot.ports.faults import Fault, MicrophoneFault, Reason, SpeakerFault
from robot.ports.health import Health
from robot.ports.microphone import Microphone
from robot.ports.muted import FlatLine
from robot.ports.remedies import remedy
from robot.ports.reopening import Reopening
from robot.ports.speaker import Speaker

log = logging.getLogger("robot.devices")


class Streaming(Protocol):
    """What the three have in common."""

    def health(self) -> Health: ...

    def close(self) -> None: ...


D = TypeVar("D", bound=Streaming)


class Steady(Generic[D]):
    """Counters and health over all the times that a device was opened."""

    def __init__(self, device: Reopening[D], sleep: Callable[[float], None] = time.sleep):
        self._device = device
        self._sleep = sleep
        self._delivered = 0
        self._dropped = 0
        self._name = ""

    def health(self) -> Health:
        there = self._device.current
        now = there.health() if there is not None else Health(self._name)
        return replace(
            now,
            fault=now.fault or self._device.fault,
            delivered=self._delivered + now.delivered,
            dropped=self._dropped + now.dropped,
            reopened=self._device.reopened,
        )

    def close(self) -> None:
        self._device.close()

    def _failed(self, fault: Fault) -> None:
        if self._device.current is not None:
            last = self._device.current.health()
            self._name = last.device
            self._delivered += last.delivered
            self._dropped += last.dropped
        self._device.failed(fault)

    def _pause(self, timeout: float) -> None:
        """The device is away: no reader shall spin."""
        self._sleep(max(0.0, min(timeout, self._device.due_in)))


class SteadyMicrophone(Steady[Microphone]):
    """Gives None instead of sound while the microphone is away; `health` says why.

    One that is muted goes on delivering, so that it is heard as soon as it is not.
    """

    format: AudioFormat = SPEECH

    def __init__(
        self, device: Reopening[Microphone], sleep: Callable[[float], None] = time.sleep
    ) -> None:
        super().__init__(device, sleep)
        self._line = FlatLine()
        self._muted: MicrophoneFault | None = None

    def read(self, timeout: float) -> AudioChunk | None:
        microphone = self._device.get()
        if microphone is None:
            self._pause(timeout)
            return None
        try:
            chunk = microphone.read(timeout)
        except Fault as fault:
            self._failed(fault)
            self._line.restart()
            self._muted = None
            return None
        if chunk is not None:
            self._device.worked()
            self._notice(chunk, microphone)
        return chunk

    def clear(self) -> None:
        if self._device.current is not None:
            self._device.current.clear()

    def health(self) -> Health:
        now = super().health()
        return replace(now, fault=now.fault or self._muted)

    def _notice(self, chunk: AudioChunk, microphone: Microphone) -> None:
        """Tell once when sound stops being sound, and once when it is sound again."""
        if self._line.feed(chunk) == (self._muted is not None):
            return
        if self._line.muted:
            name = microphone.health().device
            self._muted = MicrophoneFault(
                Reason.MUTED, f"麦克风“{name}”没有声音，有声音后自动恢复：{remedy('mute')}"
            )
            log.warning("%s: %s", self._muted.code, self._muted.message)
        else:
            self._muted = None
            log.info("microphone is not muted any more")


class SteadyCamera(Steady[Camera]):
    """Gives None instead of pictures while the camera is away; `health` says why."""

    def read(self, timeout: float) -> Frame | None:
        camera = self._device.get()
        if camera is None:
            self._pause(timeout)
            return None
        try:
            frame = camera.read(timeout)
        except Fault as fault:
            self._failed(fault)
            return None
        if frame is not None:
            self._device.worked()
        return frame


class SteadySpeaker(Steady[Speaker]):
    """Raises while the loudspeaker is away, so that words are shown instead; the next clip tries again."""

    def play(self, clip: AudioChunk, volume: float = 1.0) -> None:
        speaker = self._there()
        try:
            speaker.play(clip, volume)
        except Fault as fault:
            self._failed(fault)
            raise

    def wait(self, timeout: float | None = None) -> bool:
        speaker = self._there()
        try:
            heard = speaker.wait(timeout)
        except Fault as fault:
            self._failed(fault)
            raise
        if heard:
            self._device.worked()
        return heard

    def abort(self) -> None:
        if self._device.current is not None:
            try:
                self._device.current.abort()
            except Fault as fault:
                self._failed(fault)

    @property
    def playing(self) -> bool:
        return self._device.current is not None and self._device.current.playing

    def _there(self) -> Speaker:
        speaker = self._device.get()
        if speaker is None:
            raise self._device.fault or SpeakerFault(Reason.MISSING_DEVICE, "扬声器还没有打开")
        return speaker
