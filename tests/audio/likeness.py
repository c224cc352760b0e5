"""Whether something was heard: the sound that was expected, anywhere in what was recorded."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from robot.ports.audio import SPEECH, AudioChunk

FRAME = 320
"""Samples: 20 ms."""
BANDS = 24


def likeness(expected: AudioChunk, heard: AudioChunk) -> float:
    """0 (something else) to 1 (the same): the best correlation of their spectra over all places.

    Both at any rate; loudness does not matter. Recordings shorter than what is expected hold nothing of it.
    """
    wanted, recorded = _spectrum(expected), _spectrum(heard)
    places = len(recorded) - len(wanted) + 1
    if places < 1 or not wanted.any():
        return 0.0
    wanted = wanted - wanted.mean()
    best = 0.0
    for place in range(places):
        piece = recorded[place : place + len(wanted)]
        piece = piece - piece.mean()
        size = float(np.linalg.norm(piece) * np.linalg.norm(wanted))
        if size > 0:
            best = max(best, float((piece * wanted).sum()) / size)
    return best


def _spectrum(clip: AudioChunk) -> npt.NDArray[np.float64]:
    """Frames x bands: the square root of the energy, below 4 kHz, where any rate has sound."""
    samples = np.frombuffer(clip.pcm, "<i2").astype(float)
    length = round(len(samples) * SPEECH.rate / clip.format.rate)
    at = np.arange(length) * clip.format.rate / SPEECH.rate
    samples = np.interp(at, np.arange(len(samples)), samples)
    frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
    energy = np.abs(np.fft.rfft(frames * np.hanning(FRAME), axis=1))[:, 1 : 3 * BANDS + 1]
    return np.sqrt(energy.reshape(len(frames), BANDS, 3).mean(axis=2))
