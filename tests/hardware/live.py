"""Helpers for tests over live streams. They wait for what happens, never for a fixed time."""

from __future__ import annotations

import time
from collections.abc import Callable

from robot.ports.audio import AudioChunk, joined
from robot.ports.drivers import Choice
from robot.ports.faults import Fault, SpeakerFault
from robot.ports.microphone import Microphone
from robot.ports.speaker import Speaker
from tests.audio.virtual import MICROPHONE, SPEAKER

PATIENCE = 20.0
"""Seconds after which a test gives up; nothing of it is measured."""
MIC = Choice("sounddevice", MICROPHONE)
LOUDSPEAKER = Choice("sounddevice", SPEAKER)


def hear(microphone: Microphone, seconds: float) -> AudioChunk:
    """Read that much sound."""
    chunks: list[AudioChunk] = []
    while sum(chunk.seconds for chunk in chunks) < seconds:
        chunk = microphone.read(PATIENCE)
        assert chunk is not None
        chunks.append(chunk)
    return joined(chunks)


def fault_of(action: Callable[[], object]) -> Fault:
    """The fault that repeating an action ends with."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            action()
        except Fault as fault:
            return fault
    raise AssertionError("no fault was noticed")


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, "waited in vain"


def until_heard(microphone: Microphone) -> None:
    until(lambda: microphone.read(0.2) is not None)


def hear_steadily(microphone: Microphone, seconds: float) -> AudioChunk:
    chunks: list[AudioChunk] = []

    def enough() -> bool:
        chunk = microphone.read(0.2)
        chunks.extend([chunk] if chunk else [])
        return sum(each.seconds for each in chunks) >= seconds

    until(enough)
    return joined(chunks)


def plays(speaker: Speaker, clip: AudioChunk) -> bool:
    try:
        speaker.play(clip)
        return speaker.wait(PATIENCE)
    except SpeakerFault:
        return False
