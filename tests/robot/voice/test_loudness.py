from __future__ import annotations

import math
from array import array

import pytest

from robot.ports.audio import AudioChunk, decibels
from robot.voice.loudness import STEPS, Loudness


def tone(db: float, seconds: float = 0.02) -> AudioChunk:
    """A hum of so many decibels under full scale."""
    peak = 32768 * 10 ** (db / 20) * math.sqrt(2)
    wave = (round(peak * math.sin(2 * math.pi * n / 16)) for n in range(round(16000 * seconds)))
    return AudioChunk(array("h", (max(-32768, min(32767, s)) for s in wave)).tobytes())


def test_loudness_in_decibels() -> None:
    assert decibels([tone(-30)]) == pytest.approx(-30, abs=0.2)
    assert decibels([AudioChunk.silence(0.1)]) == decibels([]) == -96.0


@pytest.mark.parametrize(
    ("db", "step"), [(-60, 0), (-49, 1), (-40, 2), (-35, 3), (-22, 5), (-4, 5)]
)
def test_the_louder_the_more_of_the_bar(db: float, step: int) -> None:
    loudness = Loudness()
    loudness.feed(tone(db))
    assert loudness.step == step


def test_it_rises_at_once_and_falls_slowly() -> None:
    loudness = Loudness()
    loudness.feed(tone(-10))
    assert loudness.step == STEPS
    steps = []
    for _ in range(60):
        loudness.feed(AudioChunk.silence(0.02))
        steps.append(loudness.step)
    assert steps == sorted(steps, reverse=True)
    assert steps[9::10][:5] == [4, 3, 2, 1, 0]
    loudness.feed(tone(-10))
    loudness.reset()
    assert loudness.step == 0
