"""Changing the rate of a stream of int16 sound, chunk by chunk, without clicks at the seams.

Polyphase filter with a Kaiser-windowed sinc (Kaiser beta 6, about 60 dB of stop band); see J. O. Smith,
"Digital Audio Resampling", https://ccrma.stanford.edu/~jos/resample/.
"""

from __future__ import annotations

from math import gcd

import numpy as np
import numpy.typing as npt

ZERO_CROSSINGS = 12
"""Half the filter's length, in samples of the lower rate: delay against steepness."""
BETA = 6.0
ROLLOFF = 0.92
"""Where the pass band ends, as a share of the lower rate's half."""


class Resampler:
    """From `source` Hz to `target` Hz. Equal rates pass through untouched."""

    def __init__(self, source: int, target: int):
        if source <= 0 or target <= 0:
            raise ValueError("a rate is positive")
        common = gcd(source, target)
        self._up, self._down = target // common, source // common
        if self._up == self._down:
            return
        cutoff = ROLLOFF * min(1.0, target / source)
        self._half = int(np.ceil(ZERO_CROSSINGS / cutoff))
        # Row p holds the filter for outputs that lie p/up of a sample after an input sample.
        taps = np.arange(-self._half + 1, self._half + 1)[None, :]
        phase = np.arange(self._up)[:, None] / self._up
        distance = taps - phase
        window = np.kaiser(2 * 4096 + 1, BETA)
        place = (distance / self._half + 1) * 4096
        shape = np.interp(place, np.arange(len(window)), window, left=0.0, right=0.0)
        bank = cutoff * np.sinc(cutoff * distance) * shape
        self._bank = (bank / bank.sum(1, keepdims=True)).astype(np.float32)
        self.reset()

    def reset(self) -> None:
        """The next chunk begins a new sound."""
        if self._up != self._down:
            self._past = np.zeros(self._half - 1, np.float32)
            self._next = 0

    def feed(self, pcm: bytes) -> bytes:
        """The samples that can be made now; about `ZERO_CROSSINGS` input samples stay inside."""
        if self._up == self._down:
            return pcm
        heard = np.frombuffer(pcm, "<i2").astype(np.float32)
        self._past = np.concatenate([self._past, heard])
        # Output n lies at n * down / up of the input; `_next` counts in 1/up of a sample from `_past`.
        room = (len(self._past) - 2 * self._half + 1) * self._up - self._next
        count = max(0, -(-room // self._down))
        if not count:
            return b""
        places = self._next + np.arange(count) * self._down
        first, phase = np.divmod(places, self._up)
        windows = np.lib.stride_tricks.sliding_window_view(self._past, 2 * self._half)
        made = np.einsum("nk,nk->n", windows[first], self._bank[phase])
        end = self._next + count * self._down
        used = min(end // self._up, len(self._past))
        self._past, self._next = self._past[used:], end - used * self._up
        return _int16(made)

    def finish(self) -> bytes:
        """The rest of the sound; the next chunk begins a new one."""
        if self._up == self._down:
            return b""
        rest = self.feed(bytes(2 * self._half))
        self.reset()
        return rest


def convert(pcm: bytes, source: int, target: int) -> bytes:
    """A whole sound in another rate."""
    resampler = Resampler(source, target)
    return resampler.feed(pcm) + resampler.finish()


def _int16(samples: npt.NDArray[np.float32]) -> bytes:
    return bytes(np.clip(np.rint(samples), -32768, 32767).astype("<i2").tobytes())
