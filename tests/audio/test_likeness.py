"""The ear of the spoken tests: the same sound in spite of slips of the sound server, and no other."""

from __future__ import annotations

import numpy as np

from robot.ports.audio import SPEECH, AudioChunk
from tests.audio.likeness import likeness

SYLLABLE = SPEECH.rate // 5


def babble(seed: int, syllables: int = 20) -> np.ndarray:
    """Sound whose colour changes five times a second, like speech."""
    dice = np.random.default_rng(seed)
    at = np.arange(SYLLABLE) / SPEECH.rate
    swell = np.sin(np.pi * np.arange(SYLLABLE) / SYLLABLE)
    return np.concatenate(
        [
            swell * sum(np.sin(2 * np.pi * f * at) for f in dice.uniform(150, 3500, 4))
            for _ in range(syllables)
        ]
    )


def clip(*parts: np.ndarray) -> AudioChunk:
    return AudioChunk((np.concatenate(parts) * 3000).astype("<i2").tobytes(), SPEECH)


def silence(seconds: float) -> np.ndarray:
    return np.zeros(round(seconds * SPEECH.rate))


def test_the_same_is_found_anywhere_and_another_is_not() -> None:
    said = babble(1)
    assert likeness(clip(said), clip(babble(2), silence(0.7), said, babble(3))) > 0.95
    assert likeness(clip(said), clip(babble(2), silence(0.7), babble(3))) < 0.65


def test_slips_of_the_sound_server_do_not_matter() -> None:
    said = babble(1)
    thirds = np.array_split(said, 3)
    gaps = (thirds[0], silence(0.03), thirds[1], silence(0.05), thirds[2])
    assert likeness(clip(said), clip(silence(0.5), *gaps)) > 0.85
    dropped = (thirds[0], thirds[1][320:], thirds[2][320:])
    assert likeness(clip(said), clip(silence(0.5), *dropped, silence(0.5))) > 0.85


def test_a_half_of_it_is_not_all_of_it() -> None:
    said = babble(1)
    assert likeness(clip(said), clip(said[: len(said) // 2], silence(4))) < 0.8
    assert likeness(clip(said), clip(said[: len(said) // 2])) == 0
    assert likeness(clip(said), clip(silence(5))) == 0
