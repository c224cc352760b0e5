"""What customers are told: one simulation of the scene, corrected by the day."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from lobby.tickets.forecast.calibrate import Correction, Expected
from lobby.tickets.forecast.habits import Floats, Habits
from lobby.tickets.forecast.scene import Scene
from lobby.tickets.forecast.simulate import NOBODY, call_times
from lobby.tickets.rule import Candidate

MOST_RUNS = 160
FEWEST_RUNS = 48
MOST_PEOPLE = 120
"""Waiting customers that are played; the waits of those behind are drawn out in proportion."""
CELLS = 7000
"""Runs x people that a simulation may hold: a long line gets fewer runs, for it scatters less."""

Newcomer = tuple[int, str]
"""(service, class) of somebody who takes a number now."""


@dataclass(frozen=True)
class Outlook:
    """Waits by ticket, and of newcomers; absent where no open counter would call them."""

    waiting: Mapping[uuid.UUID, Expected]
    newcomers: Mapping[Newcomer, Expected]
    measured: frozenset[int]
    """Services whose times have been observed often enough to be believed."""


def look(
    scene: Scene, habits: Habits, newcomers: Iterable[Newcomer], rng: np.random.Generator
) -> Outlook:
    """The waits as simulated, before any correction."""
    asked = list(newcomers)
    return spread(scene, habits, asked, play(scene, habits, asked, rng))


def head(scene: Scene) -> tuple[Candidate, ...]:
    """Who of the line is played: while these are the same, so is what `play` finds at that moment."""
    return scene.waiting[:MOST_PEOPLE]


def play(
    scene: Scene, habits: Habits, newcomers: Iterable[Newcomer], rng: np.random.Generator
) -> list[Expected | None]:
    """Waits of the head of the line and of newcomers behind it, simulated; None: most runs never call."""
    ghosts = _ghosts(scene, newcomers)
    played = replace(scene, waiting=head(scene))
    people = len(played.waiting) + len(ghosts)
    runs = max(FEWEST_RUNS, min(MOST_RUNS, CELLS // max(1, people)))
    return _quantiles(call_times(played, habits, ghosts, rng, runs))


def spread(
    scene: Scene, habits: Habits, newcomers: Iterable[Newcomer], found: list[Expected | None]
) -> Outlook:
    """The waits of the whole line from what was found of its head."""
    asked = list(newcomers)
    if len(scene.waiting) > MOST_PEOPLE:
        found = _drawn_out(scene, found)
    expected = [
        # While no counter is open for them nothing is promised, whatever earlier days were like.
        one if any(d.open and d.serves(c.service, c.counter) for d in scene.desks) else None
        for c, one in zip([*scene.waiting, *_ghosts(scene, asked)], found, strict=True)
    ]
    split = len(scene.waiting)
    return Outlook(
        waiting={c.ticket: e for c, e in zip(scene.waiting, expected[:split], strict=True) if e},
        newcomers={key: e for key, e in zip(asked, expected[split:], strict=True) if e},
        measured=frozenset(s for s, pool in habits.pools.items() if pool.measured),
    )


def _ghosts(scene: Scene, newcomers: Iterable[Newcomer]) -> list[Candidate]:
    return [
        Candidate(
            NOBODY,
            service,
            scene.now - timedelta(minutes=scene.head_starts.get(grade, 0)),
            arrived_at=scene.now,
            customer_class=grade,
        )
        for service, grade in newcomers
    ]


def corrected(raw: Expected, by: Correction) -> Expected:
    """The wait corrected; who can be called at once needs none."""
    return raw if raw.high <= 0 else by.apply(raw)


def _drawn_out(scene: Scene, found: list[Expected | None]) -> list[Expected | None]:
    """Waits of everybody from those of the first MOST_PEOPLE and the ghosts, service by service."""
    ghosts = found[MOST_PEOPLE:]
    seen: dict[int, int] = {}
    last: dict[int, tuple[int, Expected]] = {}
    waits: list[Expected | None] = []
    for place, one in enumerate(scene.waiting):
        seen[one.service] = seen.get(one.service, 0) + 1
        if place < MOST_PEOPLE:
            known = found[place]
            if known is not None:
                last[one.service] = (seen[one.service], known)
            waits.append(known)
        else:
            waits.append(_stretched(last.get(one.service), seen[one.service]))
    share = len(scene.waiting) / MOST_PEOPLE
    waits += [_stretched((1, ghost), share) if ghost else None for ghost in ghosts]
    return waits


def _stretched(known: tuple[int, Expected] | None, place: float) -> Expected | None:
    """The wait at a place of a service's line, from that at a place before it."""
    if known is None:
        return None
    factor = place / known[0]
    return Expected(known[1].low * factor, known[1].middle * factor, known[1].high * factor)


def _quantiles(times: Floats) -> list[Expected | None]:
    """Per column; None where most runs never call."""
    if not times.shape[1]:
        return []
    ordered = np.sort(times, axis=0)
    last = len(ordered) - 1
    low, middle, high = (ordered[round(share * last)] for share in (0.1, 0.5, 0.9))
    return [
        Expected(float(a), float(b), float(c)) if np.isfinite(c) else None
        for a, b, c in zip(low, middle, high, strict=True)
    ]
