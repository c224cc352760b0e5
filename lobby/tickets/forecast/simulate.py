"""The calling rule played forward from a scene, in many runs at once.

A run draws how long each service takes, who will not come and who is still to arrive, and then lets the
counters call, each time the one that is free first. All runs take a step together, as rows of arrays:
`runs` x people. A ghost stands for a customer who takes a number now: it is called when its turn
comes and takes no time, so one simulation answers for all services.
"""

from __future__ import annotations

import math
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lobby.tickets.forecast import shifts
from lobby.tickets.forecast.habits import Floats, Habits, Pool
from lobby.tickets.forecast.scene import Desk, Scene
from lobby.tickets.rule import Candidate

SENT_HERE = -1e8
OVERDUE = -1e6
RESERVED = -1e4
"""Minutes that stand for the rule's precedences, apart by more than any wait."""
SAME_MINUTE = 0.5
"""Within a minute the counter's order of services decides (rule.order): half a minute on average."""
RESERVED_HORIZON = 60.0
"""Minutes in which customers still to come may pass others at a counter reserved for them."""
TIDY_EVERY = 10
"""Steps after which people called in every run are dropped from the arrays."""
NOBODY = uuid.UUID(int=0)
MOST_TO_COME = 24
"""People still to arrive that a run may hold; more of them would pass few of those waiting."""


@dataclass(frozen=True)
class Cast:
    """Everybody in a simulation: columns of its arrays."""

    people: Sequence[Candidate]
    arrive: Floats
    """runs x people: minutes from now; negative: they have waited so long."""
    rank: Floats
    """runs x people: minutes from now, as `Candidate.rank_at`."""
    to_come: int
    """The last so many columns are people still to arrive."""


def call_times(
    scene: Scene,
    habits: Habits,
    ghosts: Sequence[Candidate],
    rng: np.random.Generator,
    runs: int,
) -> Floats:
    """runs x (waiting + ghosts): in how many minutes each is called; infinite: never as things are."""
    known = [*scene.waiting, *ghosts]
    if not scene.desks or not known:
        return np.full((runs, len(known)), np.inf)
    factors = {
        service: np.exp(pool.doubt * rng.standard_normal(runs) - pool.doubt**2 / 2)
        for service, pool in sorted(habits.pools.items())
    }
    cast = _cast(scene, habits, known, rng, runs)
    busy = _occupied(cast.people, habits, factors, rng, runs)
    busy[:, len(scene.waiting) : len(known)] = 0.0
    free = np.stack([_free(desk, habits, factors, rng, runs) for desk in scene.desks], axis=1)
    closures = shifts.draw(scene, habits, rng, runs)
    called = _play(scene.desks, cast, busy, np.maximum(free, closures.opens), closures, len(known))
    return called[:, : len(known)]


def _cast(
    scene: Scene, habits: Habits, known: list[Candidate], rng: np.random.Generator, runs: int
) -> Cast:
    people = list(known)
    waited = [-c.waited(scene.now) for c in known]
    ranked = [(c.rank_at - scene.now).total_seconds() / 60 for c in known]
    arrive = [np.tile(np.asarray(waited), (runs, 1))]
    rank = [np.tile(np.asarray(ranked), (runs, 1))]
    for (service, grade), rate in sorted(habits.arrivals.items()):
        horizon = _horizon(scene, service, grade)
        room = MOST_TO_COME - (len(people) - len(known))
        if horizon <= 0 or rate <= 0 or room <= 0:
            continue
        expected = rate * horizon
        count = min(room, math.ceil(expected + 2 * math.sqrt(expected)))
        times = np.cumsum(rng.exponential(1 / rate, (runs, count)), axis=1)
        times[times > horizon] = np.inf
        stranger = Candidate(NOBODY, service, scene.now, customer_class=grade)
        people += [stranger] * count
        arrive.append(times)
        rank.append(times - scene.head_starts.get(grade, 0))
    to_come = len(people) - len(known)
    return Cast(people, np.concatenate(arrive, 1), np.concatenate(rank, 1), to_come)


def _horizon(scene: Scene, service: int, grade: str) -> float:
    """For how long from now such customers may still come and pass somebody who waits."""
    ahead = 0.0
    for desk in scene.desks:
        rule = desk.rule
        if service not in rule.places:
            continue
        if grade in rule.reserved_for:
            return RESERVED_HORIZON
        last = max(rule.places.values())
        ahead = max(ahead, rule.order_minutes * (last - rule.places[service]))
    return ahead + scene.head_starts.get(grade, 0)


def _occupied(
    people: Sequence[Candidate],
    habits: Habits,
    factors: dict[int, Floats],
    rng: np.random.Generator,
    runs: int,
) -> Floats:
    """runs x people: how long each keeps a counter from the call on."""
    uniform = rng.random((runs, len(people)))
    services = np.asarray([c.service for c in people])
    taken = np.empty_like(uniform)
    for service in np.unique(services):
        mine = services == service
        pool = habits.pools[int(service)]
        taken[:, mine] = pool.draw(uniform[:, mine]) * factors[int(service)][:, None]
    walk = -np.log1p(-rng.random(taken.shape)) * habits.walk
    comes = rng.random(taken.shape) >= habits.no_show
    occupied: Floats = np.where(comes, walk + taken, habits.patience) + habits.turnaround
    return occupied


def _free(
    desk: Desk, habits: Habits, factors: dict[int, Floats], rng: np.random.Generator, runs: int
) -> Floats:
    """runs: in how many minutes the counter can call."""
    if not desk.busy or desk.service is None:
        # The teller is about to press the key.
        return np.zeros(runs)
    pool: Pool = habits.pools[desk.service]
    uniform = rng.random(runs)
    if desk.state == "serving":
        rest = pool.remaining(desk.minutes, uniform) * factors[desk.service]
        return rest + habits.turnaround
    comes = rng.random(runs) >= habits.no_show
    left = max(0.2, habits.patience - desk.minutes)
    served = 0.5 * habits.walk + pool.draw(uniform) * factors[desk.service]
    return np.where(comes, served, left) + habits.turnaround


def _play(
    desks: Sequence[Desk],
    cast: Cast,
    busy: Floats,
    free: Floats,
    closures: shifts.Closures,
    known: int,
) -> Floats:
    base, limit = _tables(desks, cast.people)
    rank, arrive = cast.rank.copy(), cast.arrive
    # Whom no counter calls is out of the play from the beginning.
    rank[:, ~np.isfinite(base).any(axis=0)] = np.inf
    runs, everybody = rank.shape
    columns = np.arange(everybody)
    called = np.full((runs, everybody), np.inf)
    rows = np.arange(runs)
    limited = bool(np.isfinite(limit).any())
    # Each step calls somebody, lets a counter wait for the next arrival, or sends it home.
    for step in range(everybody + len(desks) * (cast.to_come + 1)):
        if step % TIDY_EVERY == 0:
            left = (rank < np.inf).any(axis=0)
            if not left[columns < known].any():
                break
            # Whom every run has called needs no column any more.
            columns, rank, arrive, busy = (
                columns[left],
                rank[:, left],
                arrive[:, left],
                busy[:, left],
            )
            base, limit = base[:, left], limit[:, left]
            first_to_come = int((columns < known).sum())
        counter = free.argmin(axis=1)
        moment = free[rows, counter]
        key = rank + base[counter]
        if limited:
            overdue = arrive + limit[counter] <= moment[:, None]
            overdue &= (key > SENT_HERE / 2) & (key < np.inf)
            np.copyto(key, rank + OVERDUE, where=overdue)
        if first_to_come < len(columns):
            key[:, first_to_come:][arrive[:, first_to_come:] > moment[:, None]] = np.inf
        chosen = key.argmin(axis=1)
        calls = (key[rows, chosen] < np.inf) & (moment < np.inf)
        who, whom, at = rows[calls], chosen[calls], moment[calls]
        called[who, columns[whom]] = at
        rank[who, whom] = np.inf
        free[who, counter[calls]] = closures.after(who, counter[calls], at + busy[who, whom])
        if len(who) < runs:
            idle = rows[~calls]
            soonest = _next_arrival(
                arrive[idle, first_to_come:],
                (rank[idle] + base[counter[idle]])[:, first_to_come:],
                moment[idle],
            )
            free[idle, counter[idle]] = closures.after(idle, counter[idle], soonest)
            if not (free < np.inf).any():
                break
    return called


def _next_arrival(arrive: Floats, key: Floats, moment: Floats) -> Floats:
    """When the next person comes whom the counter may call; infinite when nobody will."""
    if not arrive.shape[1]:
        return np.full(len(moment), np.inf)
    later = np.where((arrive > moment[:, None]) & (key < np.inf), arrive, np.inf)
    soonest: Floats = later.min(axis=1)
    return soonest


def _tables(desks: Sequence[Desk], people: Sequence[Candidate]) -> tuple[Floats, Floats]:
    """desks x people: what is added to a rank, and minutes until overdue; both infinite for 'never'."""
    base = np.full((len(desks), len(people)), np.inf)
    limit = np.full_like(base, np.inf)
    for row, desk in enumerate(desks):
        rule = desk.rule
        limits = {service: rule.limit(service) for service in {one.service for one in people}}
        for column, one in enumerate(people):
            if not rule.calls(one):
                continue
            place = rule.places.get(one.service, 0)
            base[row, column] = (rule.order_minutes + SAME_MINUTE) * place
            if one.counter is not None:
                base[row, column] += SENT_HERE
            elif one.customer_class in rule.reserved_for:
                base[row, column] += RESERVED
            limit[row, column] = limits[one.service]
    return base, limit
