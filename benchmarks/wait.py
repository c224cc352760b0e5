"""How good the wait is that customers are told: `python -m benchmarks.wait [--days 6]`.

Whole days of a branch (benchmarks.branch_day) are simulated; each customer who takes a number is given
forecasts by our way and by three usual ones, and later turns out to have waited so long.

- naive: (ahead + 1) x mean service time / open counters, ahead counted in the same service;
- last to enter service: the wait of the last customer of the service who was called;
- head of line: how long the first in the service's line has waited
  (the last two: R. Ibrahim and W. Whitt, Real-Time Delay Estimation, M&SOM 11, 2009).

Error: mean of |forecast - actual|. Coverage and width are of the range as it is told, whole minutes. The
usual ways give no range; theirs is +-40 % recalibrated on the day's outcomes just as ours is, which
flatters them. The first day of each kind of day has no history and is shown by itself.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import fmean

import numpy as np

from benchmarks.branch_day import Day, Memory, World, worlds
from benchmarks.tables import percentile
from lobby.tickets.forecast import calibrate, habits, outlook
from lobby.tickets.forecast.calibrate import Expected, Outcome
from lobby.tickets.forecast.telling import told
from lobby.tickets.rule import Candidate

WAYS = ("ours", "naive", "last to enter", "head of line")


@dataclass
class Score:
    """What a way of forecasting has said and what came."""

    waits: list[float] = field(default_factory=list)
    errors: list[float] = field(default_factory=list)
    inside: list[bool] = field(default_factory=list)
    below: list[bool] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)

    def add(self, expected: Expected, wait: float) -> None:
        shown = told(expected)
        self.waits.append(wait)
        self.errors.append(expected.middle - wait)
        self.inside.append(shown.low_min <= wait <= shown.high_min)
        self.below.append(wait < shown.low_min)
        self.widths.append(shown.high_min - shown.low_min)

    def cells(self, naive: Score) -> list[str]:
        error = fmean(map(abs, self.errors))
        return [
            f"{error:.2f}",
            f"{error / fmean(map(abs, naive.errors)):.2f}",
            f"{fmean(self.errors):+.2f}",
            f"{100 * fmean(self.inside):.1f}",
            f"{100 * fmean(self.below):.1f}",
            f"{fmean(self.widths):.1f}",
        ]

    def join(self, other: Score) -> None:
        self.waits += other.waits
        self.errors += other.errors
        self.inside += other.inside
        self.below += other.below
        self.widths += other.widths


@dataclass
class Judge:
    """Forecasts at each arrival, and the outcomes of the day."""

    stated: dict[int, float]
    earlier: dict[str, list[Outcome]] = field(default_factory=dict)
    raw: dict[object, dict[str, Expected]] = field(default_factory=dict)
    said: dict[object, dict[str, Expected]] = field(default_factory=dict)
    milliseconds: list[float] = field(default_factory=list)

    def arrived(self, day: Day, one: Candidate) -> None:
        scene = day.scene()
        desks = [desk for desk in scene.desks if desk.open and desk.serves(one.service)]
        if not desks:
            return
        learnt = habits.learn(self.stated, day.observations())
        began = time.process_time()
        seen = outlook.look(
            scene, learnt, [(one.service, one.customer_class)], np.random.default_rng(1)
        )
        self.milliseconds.append(1000 * (time.process_time() - began))
        ours = seen.newcomers.get((one.service, one.customer_class))
        if ours is None:
            return
        line = [c for c in scene.waiting if c.service == one.service]
        ahead = sum(1 for c in line if c.rank_at < one.rank_at)
        mean = learnt.pools[one.service].mean
        naive = (ahead + 1) * mean / len(desks)
        if ahead == 0 and any(not desk.busy for desk in desks):
            naive = 0.0
        head = max((c.waited(scene.now) for c in line), default=0.0)
        self.raw[one.ticket] = {
            "ours": ours,
            "naive": _around(naive),
            "last to enter": _around(day.entered.get(one.service, naive)),
            "head of line": _around(head),
        }
        outcomes = [
            (self.raw[ticket], wait) for ticket, wait, _ in day.called[-200:] if ticket in self.raw
        ]
        waiting = [
            (self.raw[c.ticket], c.waited(scene.now))
            for c in scene.waiting
            if c.ticket in self.raw and c.ticket != one.ticket
        ]
        self.said[one.ticket] = {
            way: calibrate.correction(
                [(raw[way], wait) for raw, wait in outcomes],
                self.earlier.get(way, ()),
                [(raw[way], wait) for raw, wait in waiting],
            ).apply(mine)
            if mine.high > 0
            else mine
            for way, mine in self.raw[one.ticket].items()
        }


def _around(middle: float) -> Expected:
    return Expected(0.6 * middle, middle, 1.4 * middle)


def measure(
    world: World, days: int, seed: int
) -> tuple[dict[str, Score], dict[str, Score], list[float]]:
    """(first day, later days, milliseconds of each simulation)."""
    memory = Memory()
    first = {way: Score() for way in WAYS}
    later = {way: Score() for way in WAYS}
    spent: list[float] = []
    earlier: dict[str, list[Outcome]] = {way: [] for way in WAYS}
    stated = {service: kind.stated for service, kind in world.kinds.items()}
    for number in range(days):
        judge = Judge(stated, earlier)
        day = Day(world, random.Random(f"{seed}-{world.name}-{number}"), memory)
        day.run(judge.arrived)
        spent += judge.milliseconds
        for ticket, wait, _ in day.called:
            if ticket in judge.said:
                for way, expected in judge.said[ticket].items():
                    (later if number else first)[way].add(expected, wait)
        for ticket, wait, _ in day.called:
            if ticket in judge.raw:
                for way, raw in judge.raw[ticket].items():
                    earlier[way].append((raw, wait))
    return first, later, spent


def table(name: str, scores: dict[str, Score]) -> str:
    head = "| way | error (min) | of naive's | bias (min) | inside (%) | below (%) | width (min) |"
    lines = [
        f"### {name}: {len(scores['ours'].errors)} customers, mean wait {fmean(scores['ours'].waits):.0f} min",
        "",
        head,
        "|---|---|---|---|---|---|---|",
    ]
    for way, score in scores.items():
        lines.append(f"| {way} | {' | '.join(score.cells(scores['naive']))} |")
    return "\n".join([*lines, ""])


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--days", type=int, default=6, help="days of each kind, the first without history"
    )
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    everything = {way: Score() for way in WAYS}
    fresh = {way: Score() for way in WAYS}
    spent: list[float] = []
    for world in worlds():
        first, later, milliseconds = measure(world, options.days, options.seed)
        spent += milliseconds
        print(table(world.name, later))
        for way in WAYS:
            everything[way].join(later[way])
            fresh[way].join(first[way])
    print(table("days without history, all kinds", fresh))
    print(table("all later days", everything))
    ours, naive = everything["ours"], everything["naive"]
    error = fmean(map(abs, ours.errors)) / fmean(map(abs, naive.errors))
    inside = 100 * fmean(ours.inside)
    p50, p95 = percentile(spent, 0.5), percentile(spent, 0.95)
    print(f"error {error:.2f} of the naive rule's (at most 0.75); {inside:.1f} % inside (76 to 84)")
    print(f"one simulation: p50 {p50:.1f} ms, p95 {p95:.1f} ms of processor time (at most 10)")
    met = error <= 0.75 and 76 <= inside <= 84 and p95 <= 10
    print("bars met" if met and math.isfinite(error) else "bars MISSED")


if __name__ == "__main__":
    main()
