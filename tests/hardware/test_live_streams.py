"""Microphone and speaker over real PortAudio streams."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from hardware.audio import portaudio
from hardware.catalogue import MICROPHONES, SPEAKERS
from robot.ports.audio import SPEECH, AudioChunk, AudioFormat
from robot.ports.drivers import Choice
from robot.ports.faults import MicrophoneFault, Reason
from robot.ports.microphone import Microphone
from robot.ports.speaker import Speaker
from tests.audio.tones import loud_seconds, strongest, tone
from tests.audio.virtual import MICROPHONE, VirtualAudio
from tests.hardware.live import LOUDSPEAKER, MIC, PATIENCE, fault_of, hear, until


@pytest.fixture
def microphone(audio: VirtualAudio) -> Iterator[Microphone]:
    opened = MICROPHONES.open(MIC)
    hear(opened, 0.3)
    yield opened
    opened.close()


@pytest.fixture
def speaker(audio: VirtualAudio) -> Iterator[Speaker]:
    opened = SPEAKERS.open(LOUDSPEAKER)
    yield opened
    opened.close()


def test_what_is_said_is_heard(audio: VirtualAudio, microphone: Microphone) -> None:
    with audio.saying(tone(440, 0.8, AudioFormat(22050))):
        heard = hear(microphone, 1.6)
    assert strongest(heard) == pytest.approx(440, abs=5)
    assert loud_seconds(heard) == pytest.approx(0.8, abs=0.08)
    health = microphone.health()
    assert health.works
    assert health.device == MICROPHONE
    assert health.dropped == 0


@pytest.mark.parametrize("rate", [8000, 44100, 48000])
def test_devices_that_take_one_rate_alone_are_used_at_that(
    audio: VirtualAudio, monkeypatch: pytest.MonkeyPatch, rate: int
) -> None:
    """As bare ALSA and WASAPI have them; everything else hears and plays what it always does."""
    sound = portaudio.library(MicrophoneFault)
    known = sound.query_devices

    def query(device: int | None = None) -> Any:
        found = known(device)
        return found if device is None else {**found, "default_samplerate": float(rate)}

    def check(samplerate: float, **_: Any) -> None:
        if samplerate != rate:
            raise sound.PortAudioError("Invalid sample rate")

    monkeypatch.setattr(sound, "query_devices", query)
    monkeypatch.setattr(sound, "check_input_settings", check)
    monkeypatch.setattr(sound, "check_output_settings", check)
    microphone, speaker = MICROPHONES.open(MIC), SPEAKERS.open(LOUDSPEAKER)
    hear(microphone, 0.3)
    with audio.saying(tone(440, 0.8, AudioFormat(22050))):
        heard = hear(microphone, 1.6)
    assert heard.format == SPEECH
    assert strongest(heard) == pytest.approx(440, abs=5)
    assert loud_seconds(heard) == pytest.approx(0.8, abs=0.08)
    mark = audio.heard.mark()
    speaker.play(tone(500, 0.5, AudioFormat(22050)))
    assert speaker.wait(PATIENCE)
    played = audio.heard.since(mark)
    assert strongest(played) == pytest.approx(500, abs=10)
    assert loud_seconds(played) == pytest.approx(0.5, abs=0.05)
    microphone.close()
    speaker.close()


def test_what_was_said_before_can_be_cleared(audio: VirtualAudio, microphone: Microphone) -> None:
    audio.say(tone(440, 0.5))
    time.sleep(0.3)
    microphone.clear()
    assert loud_seconds(hear(microphone, 0.3)) == 0
    assert microphone.health().dropped == 0


def test_what_is_played_is_heard_whole_and_in_order(audio: VirtualAudio, speaker: Speaker) -> None:
    mark = audio.heard.mark()
    speaker.play(tone(500, 0.5, AudioFormat(22050)))
    speaker.play(tone(1500, 0.5, AudioFormat(16000)))
    assert speaker.playing
    assert speaker.wait(PATIENCE)
    assert not speaker.playing
    played = audio.heard.since(mark)
    assert loud_seconds(played) == pytest.approx(1.0, abs=0.03)
    middle = len(played.pcm) // 4 * 2
    assert strongest(AudioChunk(played.pcm[:middle])) == pytest.approx(500, abs=10)
    assert strongest(AudioChunk(played.pcm[middle:])) == pytest.approx(1500, abs=10)


def test_after_a_pause_each_clip_is_heard_whole(audio: VirtualAudio, speaker: Speaker) -> None:
    for _ in range(4):
        mark = audio.heard.mark()
        speaker.play(tone(500, 0.25))
        assert speaker.wait(PATIENCE)
        assert loud_seconds(audio.heard.since(mark)) == pytest.approx(0.25, abs=0.03)


def test_volume_and_abort(audio: VirtualAudio, speaker: Speaker) -> None:
    mark = audio.heard.mark()
    speaker.play(tone(500, 30.0, level=8000), volume=0.25)
    assert not speaker.wait(0.5)
    speaker.abort()
    assert speaker.wait(0.0)
    assert not speaker.playing
    time.sleep(0.5)
    played = audio.heard.since(mark)
    assert loud_seconds(played, 2500) == 0
    assert 0.2 < loud_seconds(played, 1000) < 0.9


def test_after_an_abort_the_next_clip_sounds(audio: VirtualAudio, speaker: Speaker) -> None:
    speaker.play(tone(500, 5.0))
    speaker.wait(0.3)
    speaker.abort()
    mark = audio.heard.mark()
    speaker.play(tone(900, 0.4))
    assert speaker.wait(PATIENCE)
    assert strongest(audio.heard.since(mark)) == pytest.approx(900, abs=10)


def test_a_suspended_microphone_is_noticed(audio: VirtualAudio, microphone: Microphone) -> None:
    audio.suspend_microphone()
    fault = fault_of(lambda: microphone.read(0.1))
    assert (fault.code, fault.retryable) == ("microphone_stalled", True)
    assert microphone.health().fault is not None
    audio.suspend_microphone(False)


def test_a_suspended_speaker_is_noticed_by_whoever_waits(
    audio: VirtualAudio, speaker: Speaker
) -> None:
    speaker.play(tone(500, 1.0))
    audio.suspend_speaker()
    fault = fault_of(lambda: speaker.wait(PATIENCE))
    assert fault.code == "speaker_stalled"
    assert fault_of(lambda: speaker.play(tone(500, 0.1))).code == "speaker_stalled"
    audio.suspend_speaker(False)


def test_unread_sound_is_dropped_oldest_first_and_counted(
    audio: VirtualAudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hardware.microphones.portaudio.KEPT_SECONDS", 0.5)
    microphone = MICROPHONES.open(MIC)
    until(lambda: microphone.health().dropped > 0)
    audio.say(tone(440, 0.3))
    assert loud_seconds(hear(microphone, 0.5)) > 0
    microphone.close()


@pytest.mark.parametrize("name", ["no such device", "robot"])
def test_a_device_that_is_not_there_is_named_with_those_that_are(
    audio: VirtualAudio, name: str
) -> None:
    with pytest.raises(MicrophoneFault, match=rf"{name}.*{MICROPHONE}") as caught:
        MICROPHONES.open(Choice("sounddevice", name))
    assert caught.value.reason is Reason.MISSING_DEVICE
