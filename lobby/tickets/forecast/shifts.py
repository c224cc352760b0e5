"""When counters will be closed, drawn from how they were open on earlier days.

Each run takes one earlier day and lets it repeat itself from now on: lunch breaks, late openings and the
end of the day come at the hours at which they came then. Where today already differs, today is believed.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lobby.tickets.forecast.habits import Floats, Habits
from lobby.tickets.forecast.scene import Desk, Scene

MOST_CLOSURES = 3
"""Of one counter, in what is left of a day."""
OVERDUE = 20.0
"""Minutes for which a closing or opening that has not come as it did then may still be on its way."""
SOON = 10.0
"""Within so many minutes it comes then."""


@dataclass(frozen=True)
class Closures:
    """runs x desks: when each counter can call first, and runs x desks x few: when it is closed again."""

    opens: Floats
    begins: Floats
    ends: Floats

    def after(self, rows: np.ndarray, desks: np.ndarray, moment: Floats) -> Floats:  # type: ignore[type-arg]
        """The moment, or the end of the closure that it falls into."""
        for number in range(self.begins.shape[2]):
            ends = self.ends[rows, desks, number]
            shut = (self.begins[rows, desks, number] <= moment) & (moment < ends)
            moment = np.where(shut, ends, moment)
        return moment


def draw(scene: Scene, habits: Habits, rng: np.random.Generator, runs: int) -> Closures:
    """One earlier day for each run; without any, what is open stays open and the rest closed."""
    desks = scene.desks
    opens = np.tile(np.asarray([0.0 if desk.open else np.inf for desk in desks]), (runs, 1))
    begins = np.full((runs, len(desks), MOST_CLOSURES), np.inf)
    ends = np.full_like(begins, np.inf)
    late = rng.random(runs) * SOON
    days = rng.integers(0, max(1, len(habits.days)), runs)
    most = 0
    for number, shifts in enumerate(habits.days):
        mine = np.flatnonzero(days == number)
        for column, desk in enumerate(desks):
            if desk.counter not in shifts:
                continue
            first, closed, soon = _rest_of_day(desk, shifts[desk.counter], scene.minute)
            opens[mine, column] = first + (late[mine] if soon and not desk.open else 0.0)
            for place, (begin, end) in enumerate(closed[:MOST_CLOSURES]):
                delay = late[mine] if soon and desk.open and place == 0 else 0.0
                begins[mine, column, place] = begin + delay
                ends[mine, column, place] = end + delay
            most = max(most, len(closed))
    return Closures(opens, begins[:, :, :most], ends[:, :, :most])


def _rest_of_day(
    desk: Desk, shifts: Sequence[tuple[float, float]], minute: float
) -> tuple[float, list[tuple[float, float]], bool]:
    """(when it can call first, closures, whether what comes first is overdue), minutes from now."""
    spans = [(begin - minute, end - minute) for begin, end in shifts]
    gaps = [(before[1], after[0]) for before, after in itertools.pairwise(spans)]
    if spans:
        gaps.append((spans[-1][1], np.inf))
    coming = [(begin, end) for begin, end in gaps if begin > 0]
    if desk.open:
        # Then it had closed a moment ago: today it is a little later, or does not at all.
        due = [(0.0, end) for begin, end in gaps if -OVERDUE < begin <= 0 < end < np.inf]
        return 0.0, [*due, *coming], bool(due)
    if any(-OVERDUE < begin <= 0 < end for begin, end in spans):
        return 0.0, coming, True
    first = min((begin for begin, _ in spans if begin > 0), default=np.inf)
    return first, [gap for gap in coming if gap[0] > first], False
