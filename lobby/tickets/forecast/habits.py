"""What has been observed of services and customers, as distributions to draw from. Times in minutes.

Service times are resampled from the last observations, the newest weighing most (HALF_LIFE), so that
a slow afternoon is noticed. Below MEASURED of them the stated time is believed instead, as a lognormal
around a mean between the two: service times in banks and call centres are close to lognormal
(L. Brown et al., Statistical Analysis of a Telephone Call Center, JASA 100, 2005, section 4.3).
How far a mean may be off is drawn anew in each run and shrinks with what has been seen.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MEASURED = 30
"""Observations of a service from which on they are believed."""
MOST = 200
"""Observations of a service that are looked at, the newest."""
HALF_LIFE = 50
"""Observations after which one counts half."""
PRIOR_WEIGHT = 8
"""The stated time counts as so many observations while there are few."""
PRIOR_SPREAD = 0.8
"""Coefficient of variation of a stated time's lognormal."""
PRIOR_DOUBT = 0.3
"""Standard deviation, in logarithms, of a stated mean around the true one."""
DAY_DOUBT = 0.15
"""The same of a measured mean: one hour is not as another."""
GRID = 64
"""Points of a lognormal."""


@dataclass(frozen=True)
class Pool:
    """Durations of one service: ascending, with the share of draws up to each."""

    minutes: Floats
    upto: Floats
    mean: float
    doubt: float
    """Standard deviation of the logarithm of a common factor."""
    measured: bool

    def draw(self, uniform: Floats) -> Floats:
        """Durations for uniform numbers of any shape."""
        places = np.searchsorted(self.upto, uniform, side="right")
        drawn: Floats = self.minutes[np.minimum(places, len(self.minutes) - 1)]
        return drawn

    def remaining(self, elapsed: float, uniform: Floats) -> Floats:
        """How much longer a service takes that has lasted `elapsed`."""
        first = int(np.searchsorted(self.minutes, elapsed, side="right"))
        if len(self.minutes) - first < 3:
            # Longer than nearly all before: nothing is known but that such ones go on.
            rest: Floats = -np.log1p(-uniform) * 0.5 * self.mean
            return rest
        below = self.upto[first - 1] if first else 0.0
        return self.draw(below + uniform * (1 - below)) - elapsed


Shifts = Mapping[int, Sequence[tuple[float, float]]]
"""Counter to when it was open on one day: (from, to) in minutes since midnight, in order."""


@dataclass(frozen=True)
class Habits:
    pools: Mapping[int, Pool]
    no_show: float
    """Share of calls after which nobody comes."""
    walk: float
    """From the call to the beginning of service."""
    patience: float
    """How long a teller waits for somebody who does not come."""
    turnaround: float
    """From the end of a service to the next call, while somebody waits."""
    arrivals: Mapping[tuple[int, str], float] = field(default_factory=dict)
    """(service, class) to customers a minute, lately."""
    days: Sequence[Shifts] = ()
    """How counters were open on earlier days of this kind."""


@dataclass(frozen=True)
class Observations:
    """What has been seen lately, the newest last."""

    services: Mapping[int, Sequence[float]]
    """Durations of finished services."""
    walks: Sequence[float] = ()
    missed: Sequence[float] = ()
    """How long each was waited for who did not come."""
    turnarounds: Sequence[float] = ()
    arrivals: Mapping[tuple[int, str], int] = field(default_factory=dict)
    arrivals_minutes: float = 60.0
    """Over how long those were counted."""
    days: Sequence[Shifts] = ()


PRIOR_CALLS = 20
"""Stated walking and no-shows count as so many calls."""
PRIOR_NO_SHOW = 0.05
PRIOR_WALK = 0.5
PRIOR_PATIENCE = 1.5
PRIOR_TURNAROUND = 0.2


def learn(stated: Mapping[int, float], seen: Observations) -> Habits:
    """`stated` is the mean service time that the branch has set for each service."""
    walks, missed = seen.walks, seen.missed
    calls = len(walks) + len(missed)
    return Habits(
        pools={
            service: pool(mean, seen.services.get(service, ())) for service, mean in stated.items()
        },
        no_show=(PRIOR_CALLS * PRIOR_NO_SHOW + len(missed)) / (PRIOR_CALLS + calls),
        walk=_shrunk(PRIOR_WALK, walks),
        patience=_shrunk(PRIOR_PATIENCE, missed),
        turnaround=_shrunk(PRIOR_TURNAROUND, seen.turnarounds),
        arrivals={key: n / seen.arrivals_minutes for key, n in seen.arrivals.items()},
        days=seen.days,
    )


def pool(stated: float, observed: Sequence[float]) -> Pool:
    """The durations of a service with this stated mean and these observations, the newest last."""
    latest = np.maximum(np.asarray(observed[-MOST:], dtype=np.float64), 0.05)
    if len(latest) < MEASURED:
        return _believed(stated, latest)
    weights = 0.5 ** (np.arange(len(latest))[::-1] / HALF_LIFE)
    weights /= weights.sum()
    order = np.argsort(latest, kind="stable")
    mean = float(latest @ weights)
    spread = math.sqrt(float(weights @ (latest - mean) ** 2)) / mean
    effective = 1 / float(weights @ weights)
    doubt = math.hypot(spread / math.sqrt(effective), DAY_DOUBT)
    return Pool(latest[order], np.cumsum(weights[order]), mean, doubt, measured=True)


def _believed(stated: float, latest: Floats) -> Pool:
    seen = len(latest)
    mean = (PRIOR_WEIGHT * stated + float(latest.sum())) / (PRIOR_WEIGHT + seen)
    sigma = math.sqrt(math.log1p(PRIOR_SPREAD**2))
    middles = (np.arange(GRID) + 0.5) / GRID
    normal = np.asarray([NormalDist().inv_cdf(float(p)) for p in middles])
    shape = np.exp(sigma * normal)
    minutes = mean * shape / shape.mean()
    doubt = PRIOR_DOUBT * math.sqrt(PRIOR_WEIGHT / (PRIOR_WEIGHT + seen))
    upto = np.arange(1, GRID + 1) / GRID
    return Pool(minutes, upto, mean, math.hypot(doubt, DAY_DOUBT), measured=False)


def _shrunk(stated: float, seen: Iterable[float]) -> float:
    found = list(seen)
    return (PRIOR_CALLS * stated + math.fsum(found)) / (PRIOR_CALLS + len(found))
