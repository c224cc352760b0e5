"""Wave files as microphone and loudspeaker."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from hardware.audio import wave_file
from hardware.catalogue import MICROPHONES, SPEAKERS
from hardware.microphones.wav import WavMicrophone
from robot.ports.audio import AudioChunk, AudioFormat, joined
from robot.ports.drivers import Choice
from robot.ports.faults import MicrophoneFault, Reason, SpeakerFault
from tests.audio.tones import loud_seconds, strongest, tone


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    path = tmp_path / "spoken.wav"
    wave_file.write(path, tone(700, 1.0, AudioFormat(22050)))
    return path


def everything(microphone: WavMicrophone) -> AudioChunk:
    chunks: list[AudioChunk] = []

    def to_the_end() -> None:
        while chunk := microphone.read(1.0):
            chunks.append(chunk)

    with pytest.raises(MicrophoneFault) as end:
        to_the_end()
    assert end.value.reason is Reason.ENDED
    return joined(chunks)


def test_a_file_is_heard_at_16_khz_once(recording: Path) -> None:
    microphone = WavMicrophone(f"fast:{recording}")
    heard = everything(microphone)
    assert strongest(heard) == pytest.approx(700, abs=5)
    assert heard.seconds == pytest.approx(1.0, abs=0.01)
    assert microphone.health().delivered == heard.frames


def test_a_paced_file_takes_its_own_time(recording: Path) -> None:
    class Clock:
        now = 0.0

        def sleep(self, seconds: float) -> None:
            self.now += seconds

    clock = Clock()
    microphone = WavMicrophone(str(recording), lambda: clock.now, clock.sleep)
    assert microphone.read(0.001) is None
    heard = everything(microphone)
    assert clock.now == pytest.approx(heard.seconds, abs=0.04)


def test_clearing_skips_what_would_have_been_heard(recording: Path) -> None:
    now = [0.0]
    microphone = WavMicrophone(str(recording), lambda: now[0], lambda seconds: None)
    now[0] = 0.6
    microphone.clear()
    assert everything(microphone).seconds == pytest.approx(0.4, abs=0.01)


def test_two_channels_are_heard_as_one(tmp_path: Path) -> None:
    path = tmp_path / "stereo.wav"
    left = np.frombuffer(tone(500, 0.5).pcm, "<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes(np.stack([left, left], 1).tobytes())
    assert everything(WavMicrophone(f"fast:{path}")).pcm == left.tobytes()


@pytest.mark.parametrize("content", [None, b"", b"RIFF....", b"no sound at all" * 50])
def test_a_file_that_is_missing_or_broken_is_a_fault(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "broken.wav"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(MicrophoneFault, match=r"broken\.wav"):
        MICROPHONES.open(Choice("wav", str(path)))


def test_what_is_said_is_in_the_file_after_every_clip(tmp_path: Path) -> None:
    path = tmp_path / "said.wav"
    speaker = SPEAKERS.open(Choice("wav", str(path)))
    speaker.play(tone(400, 0.5, AudioFormat(22050)))
    assert speaker.wait()
    assert strongest(wave_file.read(path, SpeakerFault)) == pytest.approx(400, abs=5)
    speaker.play(tone(800, 0.5, AudioFormat(16000)), volume=0.5)
    speaker.close()
    said = wave_file.read(path, SpeakerFault)
    assert said.seconds == pytest.approx(1.0, abs=0.01)
    assert loud_seconds(said, 5000) == pytest.approx(0.5, abs=0.01)


def test_a_file_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(SpeakerFault, match="写不了"):
        SPEAKERS.open(Choice("wav", str(tmp_path / "no folder" / "said.wav")))
