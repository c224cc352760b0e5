"""The calling rule: which waiting customer is next at a counter. Pure, so that it can be simulated.

Priority is linear ageing. A customer's score is the time waited plus the head start of their class;
everybody's score grows equally fast, so whoever has waited longer than the greatest head start is
passed by nobody who comes later, and nobody starves. Comparing scores is comparing `rank_at`, the
moment of arrival less the head start, which never changes while they wait.
(L. Kleinrock, Queueing Systems II, 1976, section 3.7, with equal slopes.)
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Candidate:
    """A waiting customer as the rule sees them."""

    ticket: uuid.UUID
    service: int
    rank_at: datetime
    counter: int | None = None
    """The counter that they were transferred to by name; nobody else calls them."""


def order(
    waiting: Iterable[Candidate], counter: int, services: Mapping[int, int]
) -> list[Candidate]:
    """Those whom the counter may call, the next first.

    `services` maps the services of the counter to their place in its calling order, which decides
    between customers whose rank lies in the same minute: they have waited equally long.
    """
    mine = [c for c in waiting if (c.counter == counter if c.counter else c.service in services)]
    return sorted(
        mine,
        key=lambda c: (
            # Sent here by a colleague: they have been at a counter before.
            c.counter is None,
            int(c.rank_at.timestamp()) // 60,
            services.get(c.service, 0),
            c.rank_at,
            c.ticket,
        ),
    )
