"""What is measured of a group of customers, and in which figures it is told. Times are in minutes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Summary:
    """A set of durations. The figures are None when there is none."""

    count: int
    mean_min: float | None
    p50_min: float | None
    p90_min: float | None


def summary(minutes: Sequence[float]) -> Summary:
    ordered = sorted(minutes)
    if not ordered:
        return Summary(0, None, None, None)
    return Summary(
        count=len(ordered),
        mean_min=round(math.fsum(ordered) / len(ordered), 1),
        p50_min=round(percentile(ordered, 0.5), 1),
        p90_min=round(percentile(ordered, 0.9), 1),
    )


def percentile(ordered: Sequence[float], share: float) -> float:
    """Linear between neighbours (type 7 of Hyndman and Fan, 1996); `ordered` ascending, not empty."""
    place = share * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


@dataclass
class Tally:
    """Counts and durations of one group, as they are collected."""

    arrivals: int = 0
    called: int = 0
    recalls: int = 0
    served: int = 0
    no_shows: int = 0
    abandoned: int = 0
    waits: list[float] = field(default_factory=list)
    walks: list[float] = field(default_factory=list)
    services: list[float] = field(default_factory=list)

    @property
    def wait(self) -> Summary:
        """From entering the line to the call, each time that somebody was called from it."""
        return summary(self.waits)

    @property
    def walk(self) -> Summary:
        """From the call to the beginning of service."""
        return summary(self.walks)

    @property
    def service(self) -> Summary:
        """At a counter until done or transferred; stretches around a hold are added."""
        return summary(self.services)
