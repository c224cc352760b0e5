"""How long a customer will wait, as a range that is honest about what is not known.

With c open counters for the service, the work before a customer is

    W = sum over those ahead of  m(their service) x share  +  sum over busy counters of  m / 2

where m is the mean service time in minutes, `share` the part of a customer ahead that falls to these
c counters (others may take them too), and half a service is left, on average, of one going on. The
expected wait is W / c. Service times scatter about as much as their mean (exponential), so k of them
scatter by 1 / sqrt(k) of their sum; the range is the middle 80 % (1.28 standard deviations).
No counter open for the service: no estimate.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lobby.tickets.line import Desk, Line, Waiting

Z80 = 1.28
"""Standard deviations to either side that hold 80 % of a normal distribution."""


@dataclass(frozen=True)
class WaitRange:
    """Minutes, in nine of ten cases no shorter than `low_min` and in nine of ten no longer than `high_min`."""

    low_min: int
    high_min: int

    def as_dict(self) -> dict[str, int]:
        return {"low_min": self.low_min, "high_min": self.high_min}


def for_newcomer(line: Line, service: int) -> WaitRange | None:
    """The wait of a customer without priority who takes a number now."""
    desks = line.desks_for(service)
    return _range(line, desks, line.waiting, service)


def for_waiting(line: Line, customer: Waiting) -> WaitRange | None:
    """The wait still before a customer in line."""
    desks = line.desks_for(customer.service, customer.counter)
    place = line.waiting.index(customer)
    return _range(line, desks, line.waiting[:place], customer.service)


def ahead(line: Line, service: int, rank_at: datetime) -> int:
    """How many wait for the same service and are called earlier."""
    return sum(1 for w in line.of(service) if w.rank_at < rank_at)


def _range(
    line: Line, desks: Sequence[Desk], before: Sequence[Waiting], service: int
) -> WaitRange | None:
    if not desks:
        return None
    ours = {d.counter for d in desks}
    work = 0.0
    customers = 0.0
    for other in before:
        theirs = line.desks_for(other.service, other.counter)
        shared = sum(1 for d in theirs if d.counter in ours)
        if shared:
            share = shared / len(theirs)
            customers += share
            work += share * line.minutes[other.service]
    busy = sum(1 for d in desks if d.busy)
    if customers == 0 and busy < len(desks):
        # A counter is free: the call comes as soon as the teller presses the key.
        return WaitRange(0, 1)
    # What is being served there now may be any of the counter's services; ours stands for all.
    work += busy * line.minutes[service] / 2
    customers += busy
    expected = work / len(desks)
    spread = Z80 / math.sqrt(customers)
    low = math.floor(max(0.0, expected * (1 - spread)))
    return WaitRange(low, max(low + 1, math.ceil(expected * (1 + spread))))
