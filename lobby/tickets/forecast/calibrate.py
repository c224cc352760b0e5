"""Correcting the forecast by how the day has gone.

Each customer called today had a forecast when the number was taken: low, middle and high (10th, 50th and
90th percentile of the simulation). Where the actual wait fell, in units of the forecast's own reach, is
its residual: 0 in the middle, 1 at the high end, -1 at the low end, measured on a logarithmic scale, for
a forecast of half an hour errs by more minutes than one of five. Were the simulation perfect, a tenth of
the residuals would lie below -1, half below 0, nine tenths below 1. The day's own quantiles take the
place of these three numbers (quantile recalibration: V. Kuleshov et al., ICML 2018), the latest
outcomes weighing most. They are joined by those of earlier days, in which lie lunch breaks and whatever
else the simulation cannot know, and by a few made-up perfect ones, so that odd customers move little.

Who is called soon is known sooner than who waits long: at any moment the long waits of the last hour are
still under way. So each who waits counts as one whose residual is at least what it would be if the call
came now, and its weight is shared by those beyond (E. L. Kaplan and P. Meier, 1958).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

Z90 = 1.2816
"""Standard deviations below which nine tenths of a normal distribution lie."""
MADE_UP = 10
"""Perfect outcomes, each of weight 1."""
EARLIER = 50.0
"""Weight of all outcomes of earlier days together, at most 1 each."""
HALF_LIFE = 60
"""Outcomes after which one counts half."""
MOST = 150
NARROWEST = 0.08
"""A forecast reaches at least so far on the logarithmic scale, or a residual would say nothing."""
FARTHEST = 4.0


@dataclass(frozen=True)
class Expected:
    """Minutes: the 10th, 50th and 90th percentile of a wait."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Correction:
    """The residuals that take the place of -1, 0 and 1."""

    low: float = -1.0
    middle: float = 0.0
    high: float = 1.0

    def apply(self, raw: Expected) -> Expected:
        return Expected(*(_at(raw, place) for place in (self.low, self.middle, self.high)))


Outcome = tuple[Expected, float]
"""A forecast and the actual wait in minutes."""


def correction(
    today: Sequence[Outcome], earlier: Sequence[Outcome] = (), waiting: Sequence[Outcome] = ()
) -> Correction:
    """From the outcomes of customers in the order in which they were called; `waiting` are forecasts and
    how long their customers have waited so far.
    """
    latest, before = today[-MOST:], earlier[-2 * MOST :]
    places = [residual(raw, wait) for raw, wait in (*latest, *before)]
    weights = [0.5 ** (age / HALF_LIFE) for age in range(len(latest) - 1, -1, -1)]
    weights += [min(1.0, EARLIER / len(before))] * len(before) if before else []
    for number in range(MADE_UP):
        places.append(NormalDist().inv_cdf((number + 0.5) / MADE_UP) / Z90)
        weights.append(1.0)
    so_far = [residual(raw, wait) for raw, wait in waiting[-MOST:]]
    known, mass = _masses(np.asarray(places), np.asarray(weights), np.asarray(so_far))
    upto = np.cumsum(mass)
    # A tenth of those yet to come lies beyond only if a little more than that is left out of the known:
    # the finite-sample term of conformal prediction (V. Vovk et al., 2005), for so many effective ones.
    beyond = 0.1 - 0.9 * float(mass @ mass)
    low, middle, high = np.interp(
        (max(0.02, beyond), 0.5, min(0.98, 1 - beyond)), upto - mass / 2, known
    )
    return Correction(float(low), float(middle), float(high))


def _masses(places: Floats, weights: Floats, so_far: Floats) -> tuple[Floats, Floats]:
    """The residuals in order, and the share of all that falls on each: shapes (n,), the shares' sum 1.

    `so_far`, shape (m,), are lower bounds of residuals that are not known yet, each of weight 1.
    """
    order = np.argsort(places, kind="stable")
    known, own = places[order], weights[order]
    beyond = len(so_far) - np.searchsorted(np.sort(so_far), known, side="left")
    at_risk = np.cumsum(own[::-1])[::-1] + beyond
    left = np.cumprod(1 - own / at_risk)
    shares = np.concatenate(([1.0], left[:-1])) * own / at_risk
    # What would lie beyond the farthest known one is not known to lie anywhere.
    return known, shares / shares.sum()


def residual(raw: Expected, wait: float) -> float:
    """Where `wait` (minutes) fell; within FARTHEST."""
    off = _log(wait) - _log(raw.middle)
    place = off / _reach(raw, upwards=off >= 0)
    return max(-FARTHEST, min(FARTHEST, place))


def _at(raw: Expected, place: float) -> float:
    moved = _log(raw.middle) + place * _reach(raw, upwards=place >= 0)
    return max(0.0, math.expm1(moved))


def _reach(raw: Expected, *, upwards: bool) -> float:
    end = _log(raw.high) - _log(raw.middle) if upwards else _log(raw.middle) - _log(raw.low)
    return max(NARROWEST, end)


def _log(minutes: float) -> float:
    return math.log1p(max(0.0, minutes))
