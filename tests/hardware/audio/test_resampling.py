from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.audio.resampling import Resampler, convert
from robot.ports.audio import SPEECH, AudioChunk, AudioFormat
from tests.audio.tones import strongest, tone

RATES = [8000, 11025, 16000, 22050, 44100, 48000]
rates = st.sampled_from(RATES)


@pytest.mark.parametrize("source", RATES)
@pytest.mark.parametrize("target", RATES)
def test_a_tone_keeps_pitch_level_and_length(source: int, target: int) -> None:
    clip = tone(1000, 1.0, AudioFormat(source), 10000)
    made = AudioChunk(convert(clip.pcm, source, target), AudioFormat(target))
    assert made.seconds == pytest.approx(1.0, abs=0.004)
    assert strongest(made) == pytest.approx(1000, abs=3)
    middle = np.frombuffer(made.pcm, "<i2")[made.frames // 4 : -made.frames // 4]
    assert np.abs(middle).max() == pytest.approx(10000, rel=0.02)


def test_what_the_lower_rate_cannot_hold_is_removed() -> None:
    clip = tone(11000, 1.0, AudioFormat(48000), 10000)
    made = np.frombuffer(convert(clip.pcm, 48000, 16000), "<i2")
    assert np.abs(made[200:-200]).max() < 30


@settings(deadline=None, max_examples=60)
@given(rates, rates, st.lists(st.integers(0, 3000), max_size=12), st.integers(0, 2**32 - 1))
def test_seams_between_chunks_make_no_difference(
    source: int, target: int, lengths: list[int], seed: int
) -> None:
    noise = np.random.default_rng(seed).integers(-9000, 9000, sum(lengths)).astype("<i2").tobytes()
    resampler, made, place = Resampler(source, target), b"", 0
    for length in lengths:
        made += resampler.feed(noise[place : place + 2 * length])
        place += 2 * length
    assert made + resampler.finish() == convert(noise, source, target)


def test_equal_rates_pass_untouched() -> None:
    clip = tone(300, 0.1)
    assert convert(clip.pcm, SPEECH.rate, SPEECH.rate) is clip.pcm


def test_loud_noise_does_not_wrap() -> None:
    square = np.where(np.arange(8000) // 40 % 2, 32767, -32768).astype("<i2")
    made = np.frombuffer(convert(square.tobytes(), 16000, 22050), "<i2").astype(int)
    assert np.abs(np.diff(made)).max() < 66000
    assert made.max() == 32767
    assert (made[1000:1040] > 0).all() or (made[1000:1040] < 0).any()
