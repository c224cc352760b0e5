"""A wait as customers are told it: whole minutes."""

from __future__ import annotations

from dataclasses import dataclass

from lobby.tickets.forecast.calibrate import Expected


@dataclass(frozen=True)
class WaitRange:
    """Minutes, in nine of ten cases no shorter than `low_min` and in nine of ten no longer than `high_min`."""

    low_min: int
    high_min: int

    def as_dict(self) -> dict[str, int]:
        return {"low_min": self.low_min, "high_min": self.high_min}


def told(expected: Expected) -> WaitRange:
    """Rounded to whole minutes; never less than a minute wide."""
    low = round(expected.low)
    return WaitRange(low, max(low + 1, round(expected.high)))
