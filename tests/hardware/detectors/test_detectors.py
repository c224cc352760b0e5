"""The real detectors on real (synthetic) speech and on noise."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from hardware.audio.resampling import convert
from hardware.catalogue import SPEECH_DETECTORS, SYNTHESIZERS
from robot.ports.audio import SPEECH, AudioChunk, AudioFormat, joined
from robot.ports.drivers import Choice
from robot.ports.speech import SpeechDetector
from robot.ports.synthesis import Prompt
from tests.audio.spoken_tones import pieces

SENTENCE = Prompt(
    "您好请问您要办理什么业务", "nin2 hao3 qing3 wen4 nin2 yao4 ban4 li3 shen2 me5 ye4 wu4"
)


@pytest.fixture(scope="module")
def speech() -> AudioChunk:
    synthesizer = SYNTHESIZERS.open(Choice("pyttsx3"))
    clip = synthesizer.speak(SENTENCE)
    synthesizer.close()
    return AudioChunk(convert(clip.pcm, clip.format.rate, SPEECH.rate))


@pytest.fixture(params=["silero", "webrtc"])
def detector(request: pytest.FixtureRequest) -> Iterator[SpeechDetector]:
    opened = SPEECH_DETECTORS.open(Choice(request.param))
    yield opened
    opened.close()


def noise(level: float, seconds: float = 3.0) -> AudioChunk:
    samples = np.random.default_rng(5).normal(0, level, SPEECH.frames(seconds))
    return AudioChunk(np.rint(samples).clip(-32768, 32767).astype("<i2").tobytes())


def judged(detector: SpeechDetector, clip: AudioChunk) -> list[float]:
    return [detector.probability(piece) for piece in pieces(clip)]


def test_speech_is_heard_as_speech(detector: SpeechDetector, speech: AudioChunk) -> None:
    assert np.mean(np.array(judged(detector, speech)) > 0.5) > 0.6


def test_silence_is_none(detector: SpeechDetector) -> None:
    assert max(judged(detector, AudioChunk.silence(2.0))) < 0.5


def test_speech_begins_where_it_begins(detector: SpeechDetector, speech: AudioChunk) -> None:
    before = AudioChunk.silence(1.0)
    first = np.flatnonzero(np.array(judged(detector, joined([before, speech]))) > 0.5)[0]
    assert 0.9 <= first * 0.032 <= 1.5


@pytest.mark.parametrize("level", [30, 300, 3000])
def test_silero_takes_no_noise_for_speech(level: float) -> None:
    detector = SPEECH_DETECTORS.open(Choice("silero"))
    assert max(judged(detector, noise(level))) < 0.5


def test_short_chunks_repeat_the_last_judgement(
    detector: SpeechDetector, speech: AudioChunk
) -> None:
    last = [detector.probability(piece) for piece in pieces(speech)][-1]
    assert detector.probability(AudioChunk(b"")) == last


def test_the_way_sound_is_cut_makes_no_difference(
    detector: SpeechDetector, speech: AudioChunk
) -> None:
    whole = detector.probability(speech)
    detector.reset()
    assert max(detector.probability(piece) for piece in pieces(speech, 0.007)) == pytest.approx(
        whole
    )


def test_a_reset_forgets(detector: SpeechDetector, speech: AudioChunk) -> None:
    first = judged(detector, speech)
    detector.reset()
    assert detector.probability(AudioChunk(b"")) == 0.0
    assert judged(detector, speech) == first


def test_another_rate_is_refused(detector: SpeechDetector) -> None:
    with pytest.raises(ValueError, match="16000"):
        detector.probability(AudioChunk.silence(0.1, AudioFormat(48000)))
