"""A branch's day, simulated event by event: the truth that forecasts are measured against.

Nothing here is known to a forecast but what a branch can see: who waits, who is served since when, and
what has been observed before. The world differs from every forecast's assumptions on purpose: arrivals
come in peaks, service times drift over the day and differ by teller, customers leave without a word,
tellers open late, go to lunch, and sometimes call out of turn. Times in minutes since nine o'clock.
"""

from __future__ import annotations

import heapq
import itertools
import math
import random
import uuid
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone

from lobby.tickets import rule
from lobby.tickets.forecast.habits import Observations
from lobby.tickets.forecast.scene import Desk, Scene
from lobby.tickets.rule import Candidate, CounterRule

NINE = datetime(2026, 6, 1, 1, tzinfo=timezone.utc)
NINE_MINUTE = 540.0
CLOSES = 480.0
HEAD_STARTS = {"normal": 0, "elderly": 15, "vip": 10}
CLASSES = ("normal", "elderly", "vip")
SHARES = (0.78, 0.16, 0.06)
KEPT = 400
"""Observations of a service that are remembered."""
LATELY = 60.0


@dataclass(frozen=True)
class Kind:
    """A service as it truly is."""

    stated: float
    """Mean that the branch has set."""
    mean: float
    spread: float
    """Coefficient of variation; lognormal."""
    rate: float
    """Customers an hour at the quietest."""


@dataclass(frozen=True)
class World:
    """What a kind of day is like."""

    name: str
    kinds: dict[int, Kind]
    counters: tuple[tuple[CounterRule, tuple[tuple[float, float], ...]], ...]
    """Each counter's rule and when it is open."""
    peaks: Callable[[float], float]
    """Arrivals at a moment, as a multiple of the quietest."""
    drift: float = 0.0
    """Services take so much longer (share) at the worst hour of the afternoon."""
    tellers: float = 0.1
    """Standard deviation of a teller's speed, in logarithms."""
    no_show: float = 0.06
    disobeyed: float = 0.05
    """Share of calls that do not follow the rule."""


@dataclass
class _Counter:
    rule: CounterRule
    speed: float
    open: bool = False
    ticket: Candidate | None = None
    state: str = ""
    since: float = 0.0


@dataclass
class Memory:
    """What the branch has observed, from day to day."""

    services: dict[int, deque[float]] = field(default_factory=dict)
    walks: deque[float] = field(default_factory=lambda: deque(maxlen=KEPT))
    missed: deque[float] = field(default_factory=lambda: deque(maxlen=KEPT))
    turnarounds: deque[float] = field(default_factory=lambda: deque(maxlen=KEPT))
    days: deque[dict[int, list[tuple[float, float]]]] = field(
        default_factory=lambda: deque(maxlen=10)
    )


@dataclass
class Day:
    """One day as it unfolds."""

    world: World
    random: random.Random
    memory: Memory
    plain: bool = False
    """First come, first served: no class has a head start."""
    now: float = 0.0
    waiting: dict[uuid.UUID, Candidate] = field(default_factory=dict)
    called: list[tuple[uuid.UUID, float, float]] = field(default_factory=list)
    """(ticket, wait, moment) of each first call, in order."""
    entered: dict[int, float] = field(default_factory=dict)
    """The wait of the last customer of a service who was called."""
    coming: random.Random = field(default_factory=random.Random)
    """Draws who comes when, apart from all else: the same customers come whatever the rules."""
    _counters: list[_Counter] = field(default_factory=list)
    _events: list[tuple[float, int, Callable[[], None]]] = field(default_factory=list)
    _order: Iterator[int] = field(default_factory=itertools.count)
    _shifts: dict[int, list[tuple[float, float]]] = field(default_factory=dict)
    _arrivals: deque[tuple[float, int, str]] = field(default_factory=deque)

    def run(self, arrived: Callable[[Day, Candidate], None]) -> None:
        """To the end; `arrived` sees the branch just before each new customer joins the line."""
        world, rand = self.world, self.random
        self.coming.seed(rand.getrandbits(64))
        for counter_rule, shifts in world.counters:
            speed = math.exp(rand.gauss(0, world.tellers))
            counter = _Counter(counter_rule, speed)
            self._counters.append(counter)
            for begins, ends in shifts:
                late = abs(rand.gauss(0, 4))
                self._at(begins + late, lambda c=counter: self._open(c, True))
                self._at(ends + rand.gauss(0, 4), lambda c=counter: self._open(c, False))
        for service in world.kinds:
            self._at(self._gap(service, 0.0), lambda s=service: self._arrive(s, arrived))
        while self._events:
            self.now, _, act = heapq.heappop(self._events)
            act()
        self.memory.days.append(self._shifts)

    def moment(self, minutes: float) -> datetime:
        return NINE + timedelta(minutes=minutes)

    def scene(self) -> Scene:
        line = sorted(self.waiting.values(), key=lambda c: (c.rank_at, c.ticket))
        desks = tuple(
            Desk(
                c.rule, c.state, c.ticket.service if c.ticket else None, self.now - c.since, c.open
            )
            for c in self._counters
        )
        return Scene(self.moment(self.now), tuple(line), desks, NINE_MINUTE + self.now, HEAD_STARTS)

    def observations(self) -> Observations:
        while self._arrivals and self._arrivals[0][0] < self.now - LATELY:
            self._arrivals.popleft()
        arrivals: dict[tuple[int, str], int] = {}
        for _, service, grade in self._arrivals:
            arrivals[(service, grade)] = arrivals.get((service, grade), 0) + 1
        return Observations(
            {service: list(seen) for service, seen in self.memory.services.items()},
            list(self.memory.walks),
            list(self.memory.missed),
            list(self.memory.turnarounds),
            arrivals,
            max(10.0, min(LATELY, self.now)),
            tuple(self.memory.days),
        )

    def _at(self, when: float, act: Callable[[], None]) -> None:
        heapq.heappush(self._events, (when, next(self._order), act))

    def _gap(self, service: int, since: float) -> float:
        """The next arrival after `since`, by thinning."""
        kind, top = self.world.kinds[service], 4.0
        at = since
        while True:
            at += self.coming.expovariate(kind.rate * top / 60)
            if at > CLOSES or self.coming.random() < self.world.peaks(at) / top:
                return at

    def _arrive(self, service: int, arrived: Callable[[Day, Candidate], None]) -> None:
        if self.now >= CLOSES - 30:
            return
        grade = self.coming.choices(CLASSES, SHARES)[0]
        came = self.moment(self.now)
        one = Candidate(
            uuid.UUID(int=self.coming.getrandbits(128)),
            service,
            came if self.plain else came - timedelta(minutes=HEAD_STARTS[grade]),
            None,
            came,
            grade,
        )
        arrived(self, one)
        self.waiting[one.ticket] = one
        self._arrivals.append((self.now, service, grade))
        self._at(self._gap(service, self.now), lambda: self._arrive(service, arrived))
        self._wake()

    def _open(self, counter: _Counter, is_open: bool) -> None:
        counter.open = is_open
        spans = self._shifts.setdefault(counter.rule.counter, [])
        if is_open:
            spans.append((NINE_MINUTE + self.now, math.inf))
        elif spans:
            spans[-1] = (spans[-1][0], NINE_MINUTE + self.now)
        self._wake()

    def _wake(self) -> None:
        idle = [c for c in self._counters if c.open and c.ticket is None]
        self.random.shuffle(idle)
        for counter in idle:
            self._call(counter)

    def _call(self, counter: _Counter) -> None:
        ordered = rule.order(self.waiting.values(), counter.rule, self.moment(self.now))
        if not ordered or not counter.open or counter.ticket is not None:
            return
        one = ordered[0]
        if self.random.random() < self.world.disobeyed:
            one = self.random.choice(ordered)
        del self.waiting[one.ticket]
        wait = one.waited(self.moment(self.now))
        self.called.append((one.ticket, wait, self.now))
        self.entered[one.service] = wait
        counter.ticket, counter.state, counter.since = one, "called", self.now
        # Who has waited long is more likely to have left.
        gone = self.world.no_show * (0.5 + wait / 30)
        fate = random.Random(one.ticket.int)
        if fate.random() < gone:
            waits = 1.0 + fate.random()
            self._at(self.now + waits, lambda: self._missed(counter, waits))
        else:
            walks = fate.expovariate(1 / 0.6)
            self._at(self.now + walks, lambda: self._start(counter, walks))

    def _missed(self, counter: _Counter, waits: float) -> None:
        self.memory.missed.append(waits)
        self._free(counter)

    def _start(self, counter: _Counter, walks: float) -> None:
        assert counter.ticket is not None
        self.memory.walks.append(walks)
        counter.state, counter.since = "serving", self.now
        kind = self.world.kinds[counter.ticket.service]
        sigma = math.sqrt(math.log1p(kind.spread**2))
        tired = 1 + self.world.drift * math.exp(-(((self.now - 330) / 80) ** 2))
        mean = kind.mean * tired * counter.speed
        fate = random.Random(counter.ticket.ticket.int + 1)
        takes = mean * math.exp(fate.gauss(-(sigma**2) / 2, sigma))
        self._at(self.now + takes, lambda: self._done(counter, takes))

    def _done(self, counter: _Counter, took: float) -> None:
        assert counter.ticket is not None
        seen = self.memory.services.setdefault(counter.ticket.service, deque(maxlen=KEPT))
        seen.append(took)
        self._free(counter)

    def _free(self, counter: _Counter) -> None:
        counter.ticket, counter.state = None, ""
        # The teller files the papers, then presses the key.
        pause = self.random.expovariate(1 / 0.3)
        if self.waiting:
            self.memory.turnarounds.append(pause)
        self._at(self.now + pause, lambda: self._call(counter))


def two_peaks(at: float) -> float:
    """Mid-morning and after lunch."""
    morning = 2.2 * math.exp(-(((at - 75) / 50) ** 2))
    afternoon = 1.6 * math.exp(-(((at - 300) / 60) ** 2))
    return 1.0 + morning + afternoon


def ordinary() -> World:
    """A mixed branch with lunch breaks."""
    kinds = {
        1: Kind(stated=5, mean=5.6, spread=0.7, rate=7.5),
        2: Kind(stated=9, mean=8.0, spread=0.8, rate=3.3),
        3: Kind(stated=8, mean=9.5, spread=0.6, rate=2.5),
        4: Kind(stated=12, mean=10.0, spread=0.9, rate=1.6),
    }
    whole, early, late = (
        ((0.0, 470.0),),
        ((0.0, 165.0), (225.0, 475.0)),
        ((0.0, 225.0), (285.0, 475.0)),
    )
    counters = (
        (CounterRule(1, {1: 0, 3: 1}), early),
        (CounterRule(2, {1: 0, 2: 1}), late),
        (CounterRule(3, {3: 0, 2: 1, 1: 2}), whole),
        (CounterRule(4, {4: 0, 2: 1}), early),
    )
    return World("ordinary", kinds, counters, two_peaks)


def worlds() -> list[World]:
    """The kinds of days that forecasts are measured on."""
    plain = ordinary()
    conditional = tuple(
        (
            replace(
                each,
                order_minutes=8 if each.counter == 1 else 0,
                reserved_for=frozenset({"vip"}) if each.counter == 4 else frozenset(),
                overdue={3: 25},
            ),
            shifts,
        )
        for each, shifts in plain.counters
    )
    return [
        plain,
        replace(plain, name="drift", drift=0.5, tellers=0.2),
        replace(plain, name="conditions", counters=conditional),
        replace(plain, name="disobeyed", disobeyed=0.25, no_show=0.12),
    ]
