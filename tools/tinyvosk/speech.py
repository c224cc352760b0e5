"""Speech to learn from: espeak-ng in many voices, speeds, rooms and noises."""

from __future__ import annotations

import functools
import random
import re
import threading
from dataclasses import dataclass

import numpy as np

from tools.tinyvosk import espeak
from tools.tinyvosk.features import RATE, Samples

LANGUAGE = "cmn-latn-pinyin"
"""espeak-ng 1.51 reads characters in this voice too; its plain cmn spells them as English."""
VOICES = [
    "m1",
    "m2",
    "m3",
    "m4",
    "m5",
    "m7",
    "f1",
    "f2",
    "f3",
    "f5",
    "Alex",
    "Andrea",
    "Andy",
    "Annie",
    "Diogo",
    "Gene",
    "Jacky",
    "Lee",
    "Marco",
    "Mario",
    "Michael",
    "Mike",
    "adam",
    "anika",
    "linda",
    "max",
    "michel",
    "miguel",
    "rob",
    "steph",
    "zac",
    "belinda",
    "benjamin",
    "boris",
    "edward",
    "gustave",
    "john",
    "pablo",
    "paul",
    "victor",
]
"""Variants to learn from. The plain voice and all others are left for judging."""


@dataclass(frozen=True)
class Manner:
    """How something is said."""

    voice: str = ""
    """A variant of espeak-ng; empty: the plain voice."""
    speed: int = 160
    """Words a minute."""
    pitch: int = 50
    """0 to 99."""
    size: float = 1.0
    """Above 1: a bigger, slower speaker."""

    @staticmethod
    def any(chance: random.Random) -> Manner:
        return Manner(
            chance.choice(VOICES),
            chance.randint(115, 205),
            chance.randint(25, 75),
            chance.uniform(0.9, 1.12),
        )


_MAKING = threading.Lock()


def _engine() -> espeak.Espeak:
    """The process's one engine, made when it is first wanted."""
    with _MAKING:
        return _made()


@functools.cache
def _made() -> espeak.Espeak:
    return espeak.Espeak()


def spoken(text: str, manner: Manner) -> Samples:
    """`text` as 16 kHz sound in the range of int16."""
    voice = LANGUAGE + (f"+{manner.voice}" if manner.voice else "")
    pcm = _engine().speak(text, voice, manner.speed, manner.pitch)
    sound = np.frombuffer(pcm, "<i2").astype(float)
    # From 22050 to 16000 Hz is 320/441: whole periods make the transform exact.
    sound = np.pad(sound, (0, -len(sound) % 441))
    length = round(len(sound) * RATE / _engine().rate * manner.size)
    spectrum = np.fft.rfft(sound)[: length // 2 + 1]
    return np.fft.irfft(spectrum, length) * (length / len(sound))


def phones(text: str) -> list[list[str]]:
    """Toneless phones of `text` as espeak-ng says it, one list a syllable."""
    syllables = [
        [re.sub(r"[\d',%=-]", "", phone) for phone in syllable.strip().split("_") if phone]
        for syllable in espeak.phonemes(text, LANGUAGE).split("|")
    ]
    return [syllable for syllable in syllables if syllable]


class Room:
    """Silence around, a random tilt of the spectrum, a gain, and often noise."""

    def __init__(self) -> None:
        self._noise = np.random.default_rng(0).standard_normal(RATE * 60)

    def heard(self, sound: Samples, chance: random.Random) -> Samples:
        before, after = (np.zeros(int(chance.uniform(0.1, 0.5) * RATE)) for _ in range(2))
        heard = np.concatenate([before, sound, after])
        heard[1:] += chance.uniform(-0.5, 0.5) * heard[:-1]
        heard *= chance.uniform(1000, 30000) / max(1e-9, np.abs(heard).max())
        if chance.random() < 0.7:
            noise = self.noise(len(heard), chance)
            noise[1:] += chance.uniform(-0.5, 0.95) * noise[:-1]
            ratio = 10 ** (-chance.uniform(5, 40) / 20)
            heard += noise * heard.std() / noise.std() * ratio
        rounded: Samples = np.clip(np.round(heard), -32768, 32767)
        return rounded

    def noise(self, length: int, chance: random.Random) -> Samples:
        start = chance.randrange(len(self._noise) - length)
        return self._noise[start : start + length].copy()
