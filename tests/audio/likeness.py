"""Whether something was heard: the sound that was expected, anywhere in what was recorded."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from robot.ports.audio import SPEECH, AudioChunk

WINDOW, HOP = 320, 160
"""Samples: 20 ms, each 10 ms."""
BANDS = 24
PIECE = 50
"""Frames that are compared at once: half a second."""
SLIPS = range(-3, 11)
"""Frames by which a piece may lie off from where the one before it lay: a sound server on a busy machine puts a few
hundredths of a second of silence into what it plays, or drops as many."""


def likeness(expected: AudioChunk, heard: AudioChunk) -> float:
    """0 (something else) to 1 (the same): the correlation of their spectra, piece after piece, at the best place.

    Loud pieces count more. Both at any rate; loudness does not matter. Recordings shorter than what is expected hold nothing of it.
    """
    wanted, recorded = _spectrum(expected), _spectrum(heard)
    if len(recorded) < len(wanted) or not wanted.any():
        return 0.0
    pieces = [wanted[at : at + PIECE] for at in range(0, len(wanted) - PIECE // 2, PIECE)]
    # best[p]: how like everything so far is, when the piece at hand begins at frame p of the recording.
    weights = [float(np.linalg.norm(piece)) for piece in pieces]
    best = weights[0] * _correlation(pieces[0], recorded)
    for before, piece, weight in zip(pieces, pieces[1:], weights[1:], strict=False):
        here = weight * _correlation(piece, recorded)
        reached = np.full(len(here), -np.inf)
        for slip in SLIPS:
            shift = len(before) + slip
            size = min(len(best), len(here) - shift)
            if size > 0:
                reached[shift : shift + size] = np.maximum(
                    reached[shift : shift + size], best[:size]
                )
        best = reached + here
    return max(0.0, float(best.max()) / sum(weights))


def _correlation(
    piece: npt.NDArray[np.float32], recorded: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """Of the piece with every place of the recording, -1 to 1."""
    size = len(piece)
    wanted = piece - piece.mean()
    sums = np.cumsum(np.pad(recorded.sum(axis=1, dtype=np.float64), (1, 0)))
    squares = np.cumsum(np.pad((recorded**2).sum(axis=1, dtype=np.float64), (1, 0)))
    total, square = sums[size:] - sums[:-size], squares[size:] - squares[:-size]
    spread = np.sqrt(np.maximum(square - total**2 / wanted.size, 0)) * np.linalg.norm(wanted)
    places = np.lib.stride_tricks.sliding_window_view(recorded, size, axis=0)
    product = np.einsum("pbf,fb->p", places, wanted)
    return np.divide(product, spread, out=np.zeros_like(product), where=spread > 1e-3)


def _spectrum(clip: AudioChunk) -> npt.NDArray[np.float32]:
    """Frames x bands: the square root of the energy, below 4 kHz, where any rate has sound."""
    samples = np.frombuffer(clip.pcm, "<i2").astype(float)
    length = round(len(samples) * SPEECH.rate / clip.format.rate)
    at = np.arange(length) * clip.format.rate / SPEECH.rate
    samples = np.interp(at, np.arange(len(samples)), samples)
    if len(samples) < WINDOW:
        return np.zeros((0, BANDS), np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[::HOP]
    energy = np.abs(np.fft.rfft(frames * np.hanning(WINDOW), axis=1))[:, 1 : 3 * BANDS + 1]
    return np.sqrt(energy.reshape(len(frames), BANDS, 3).mean(axis=2)).astype(np.float32)
