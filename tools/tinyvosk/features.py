"""Kaldi's MFCC features (feat/feature-mfcc.cc), with the options that `OPTIONS` gives to vosk."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

RATE = 16000
"""Hz."""
FRAME, SHIFT = 400, 160
"""Samples: 25 ms windows every 10 ms."""
FFT, BINS, LOW, HIGH_BELOW_HALF = 512, 40, 20.0, 400.0
PREEMPHASIS, LIFTER = 0.97, 22.0
SMALLEST = 1.1920929e-7
"""Single precision's epsilon, where Kaldi floors energies."""
OPTIONS = f"""--sample-frequency={RATE}
--use-energy=false
--num-mel-bins={BINS}
--num-ceps={BINS}
--low-freq={LOW:.0f}
--high-freq=-{HIGH_BELOW_HALF:.0f}
--dither=0
"""

Samples = npt.NDArray[np.float64]
Features = npt.NDArray[np.float32]


def _mel(hertz: float | Samples) -> float | Samples:
    return 1127.0 * np.log(1.0 + hertz / 700.0)


def _filters() -> Samples:
    """Triangles over the mel scale: (BINS, FFT / 2)."""
    edges = np.linspace(_mel(LOW), _mel(RATE / 2 - HIGH_BELOW_HALF), BINS + 2)
    place = np.asarray(_mel(np.arange(FFT // 2) * RATE / FFT))
    left, middle, right = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    rising, falling = (place - left) / (middle - left), (right - place) / (right - middle)
    triangles: Samples = np.maximum(0.0, np.minimum(rising, falling))
    return triangles


def _cosines() -> Samples:
    """Discrete cosine transform with Kaldi's liftering: (BINS, BINS)."""
    row, column = np.arange(BINS)[:, None], np.arange(BINS) + 0.5
    transform = np.sqrt(2.0 / BINS) * np.cos(np.pi / BINS * row * column)
    transform[0] /= np.sqrt(2.0)
    lifted: Samples = transform * (1.0 + 0.5 * LIFTER * np.sin(np.pi * row / LIFTER))
    return lifted


FILTERS, COSINES = _filters(), _cosines()
WINDOW = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FRAME) / (FRAME - 1))) ** 0.85
"""Kaldi's "povey" window."""


def mfcc(samples: Samples) -> Features:
    """Features of int16-ranged sound: (frames, BINS)."""
    frames = np.lib.stride_tricks.sliding_window_view(samples, FRAME)[::SHIFT]
    frames = frames - frames.mean(1, keepdims=True)
    before = np.concatenate([frames[:, :1], frames[:, :-1]], 1)
    spectrum = np.fft.rfft((frames - PREEMPHASIS * before) * WINDOW, FFT)[:, : FFT // 2]
    energies = np.maximum((np.abs(spectrum) ** 2) @ FILTERS.T, SMALLEST)
    made: Features = (np.log(energies) @ COSINES.T).astype(np.float32)
    return made
