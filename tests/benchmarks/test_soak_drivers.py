"""Minutes of audio at many times real speed, and devices that come and go: nothing grows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import soak_drivers as soak
from benchmarks.soak_drivers import Usage
from hardware.audio import portaudio
from hardware.catalogue import MICROPHONES, SPEAKERS, SYNTHESIZERS
from robot.ports.drivers import Choice
from robot.ports.faults import MicrophoneFault
from tests.audio.tones import tone
from tests.audio.virtual import VirtualAudio, virtual_audio
from tests.hardware.live import LOUDSPEAKER, MIC, PATIENCE

MINUTES = 8


def test_minutes_of_audio_leave_nothing_behind(tmp_path: Path) -> None:
    devices, recording = soak.prepare(tmp_path, None, "silero")
    history = list(soak.soak(MINUTES / 60, devices, recording, lambda number, now: None))
    devices.close()
    assert len(history) == MINUTES
    assert soak.grown(history) == []


@pytest.fixture
def audio() -> Iterator[VirtualAudio]:
    with virtual_audio() as running:
        portaudio.refresh(MicrophoneFault)
        yield running
        portaudio.SERVER.stop()


def test_devices_that_come_and_go_leave_nothing_behind(audio: VirtualAudio) -> None:
    history: list[Usage] = []
    for _ in range(8):
        microphone, speaker = MICROPHONES.open(MIC), SPEAKERS.open(LOUDSPEAKER)
        synthesizer = SYNTHESIZERS.open(Choice("pyttsx3"))
        assert microphone.read(PATIENCE) is not None
        speaker.play(tone(500, 0.05))
        speaker.abort()
        for device in (microphone, speaker, synthesizer):
            device.close()
        # It asks the server about every change, in processes of its own: not while we count.
        portaudio.SERVER.stop()
        history.append(soak.at_rest())
    assert soak.grown(history) == []


def test_growth_is_told() -> None:
    steady = [Usage(100.0, 5, 20, 1)] * 10
    assert soak.grown(steady) == []
    assert soak.grown([*steady, Usage(120.0, 5, 20, 1)]) == ["memory: 100.0 -> 120.0 MB"]
    assert soak.grown([*steady, Usage(100.0, 6, 21, 2)]) == [
        "threads: 5 -> 6",
        "files: 20 -> 21",
        "children: 1 -> 2",
    ]
    assert soak.grown([Usage(50.0, 1, 1, 0), *steady]) == []
