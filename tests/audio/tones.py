"""Simple sounds for tests, made of sines, and how loud a sound is."""

from __future__ import annotations

import numpy as np

from robot.ports.audio import SPEECH, AudioChunk, AudioFormat


def tone(hertz: float, seconds: float, form: AudioFormat = SPEECH, level: int = 8000) -> AudioChunk:
    """A sine of `hertz`, peaking at `level`."""
    at = np.arange(form.frames(seconds)) / form.rate
    wave = level * np.sin(2 * np.pi * hertz * at)
    return AudioChunk(np.rint(wave).astype("<i2").tobytes(), form)


def strongest(clip: AudioChunk) -> float:
    """The frequency in Hz that is strongest in a clip; 0 for silence."""
    samples = np.frombuffer(clip.pcm, "<i2").astype(float)
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    if not len(samples) or spectrum.max() < 1:
        return 0.0
    return float(spectrum.argmax() * clip.format.rate / len(samples))


def loud_seconds(clip: AudioChunk, level: int = 1000) -> float:
    """Seconds from the first to the last sample that is louder than `level`."""
    loud = np.flatnonzero(np.abs(np.frombuffer(clip.pcm, "<i2").astype(int)) > level)
    return float(loud[-1] - loud[0] + 1) / clip.format.rate if len(loud) else 0.0
