"""How long customers will wait, as they are told: whole minutes, a range honest about what is not known.

The forecast (lobby.tickets.forecast) is made anew when the line has changed, and kept for a moment for
all who ask meanwhile; what has been observed is read every half minute.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from lobby import clock
from lobby.prepared import Count, Given
from lobby.tickets.forecast import calibrate, habits, outlook, reading
from lobby.tickets.forecast.calibrate import Correction, Expected
from lobby.tickets.forecast.habits import Habits
from lobby.tickets.forecast.outlook import Newcomer, Outlook
from lobby.tickets.forecast.scene import Scene
from lobby.tickets.forecast.telling import WaitRange, told
from lobby.tickets.models import PriorityClass, Service, Ticket
from lobby.tickets.models.ticket import IN_LINE
from lobby.tickets.rule import Candidate

logger = logging.getLogger(__name__)

SEED = 20150703
"""The same line gives the same answer in every process."""
FRESH = timedelta(seconds=10)
"""For so long a forecast holds while nothing changes but the time."""
LEARN_EVERY = timedelta(seconds=30)
MEASURED, STATED = "observed", "prior"

_ahead = Count(
    lambda: Ticket.objects.filter(
        day=Given(Ticket, "day"),
        service=Given(Ticket, "service"),
        state__in=IN_LINE,
        rank_at__lt=Given(Ticket, "rank_at"),
    )
)


@dataclass(frozen=True)
class Standing:
    """Where one customer stands."""

    ahead: int
    """How many wait for the same service and are called earlier; 0 unless in line."""
    wait: WaitRange | None
    """Still before them; None unless in line with an open counter that calls them."""
    basis: str
    """Whether waits of the service rest on observed service times or on the stated one."""


@dataclass(frozen=True)
class Waits:
    """The line of one moment and what is to be expected of it."""

    scene: Scene
    raw: Outlook
    correction: Correction
    """By how forecasts have turned out: of `raw`, before anybody is told."""

    def line(self, service: int) -> tuple[Candidate, ...]:
        return tuple(c for c in self.scene.waiting if c.service == service)

    def standing(self, ticket: Ticket) -> Standing:
        mine = self.line(ticket.service_id)
        in_line = any(c.ticket == ticket.pk for c in mine)
        found = self.raw.waiting.get(ticket.pk)
        return Standing(
            sum(1 for c in mine if c.rank_at < ticket.rank_at) if in_line else 0,
            self._told(found),
            self.basis(ticket.service_id),
        )

    def counters_open(self, service: int) -> int:
        return sum(1 for desk in self.scene.desks if desk.open and desk.serves(service))

    def newcomer(self, service: int, grade: str = PriorityClass.NORMAL) -> WaitRange | None:
        """The wait of a customer who takes a number now; None where no counter is open for it."""
        return self._told(self.raw.newcomers.get((service, grade)))

    def basis(self, service: int) -> str:
        """Whether waits of the service rest on observed service times or on the stated one."""
        return MEASURED if service in self.raw.measured else STATED

    def _told(self, raw: Expected | None) -> WaitRange | None:
        return told(outlook.corrected(raw, self.correction)) if raw else None


def current(grades: Iterable[str] = ()) -> Waits:
    """The waits now; `grades` are classes whose newcomers are asked for beside ordinary ones."""
    today = clock.today()
    scene = reading.scene(today)
    learnt, correction = _learnt.read(today)
    classes = dict.fromkeys((PriorityClass.NORMAL, *grades))
    newcomers = tuple((service, grade) for service in learnt.pools for grade in classes)
    raw = _latest.read(scene, learnt, newcomers)
    return Waits(scene, raw, correction)


def expected(service: Service, grade: PriorityClass) -> list[float] | None:
    """What to keep with a ticket that is to be issued now: low, middle and high, uncorrected."""
    waits = current((grade.code,))
    raw = waits.raw.newcomers.get((service.pk, grade.code))
    return [round(raw.low, 2), round(raw.middle, 2), round(raw.high, 2)] if raw else None


def newly(ticket: Ticket) -> Standing:
    """Where somebody stands who has just been given a number, without forecasting anew."""
    learnt, correction = _learnt.read(ticket.day)
    ahead = _ahead.run(day=ticket.day, service=ticket.service_id, rank_at=ticket.rank_at)
    pool = learnt.pools.get(ticket.service_id)
    return Standing(
        ahead,
        told(outlook.corrected(Expected(*ticket.forecast), correction))
        if ticket.forecast
        else None,
        MEASURED if pool and pool.measured else STATED,
    )


def forget() -> None:
    """Drop what this process has kept: after a restore, and between tests."""
    _learnt.forget()
    _latest.forget()


class _Learnt:
    """Habits and correction, read now and then."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: tuple[date, datetime, Habits, Correction] | None = None

    def read(self, today: date) -> tuple[Habits, Correction]:
        now = clock.now()
        kept = self._kept
        if kept and kept[0] == today and timedelta() <= now - kept[1] < LEARN_EVERY:
            return kept[2], kept[3]
        with self._lock:
            learnt = habits.learn(reading.stated(), reading.observations(today))
            correction = calibrate.correction(*reading.outcomes(today), reading.waiting(today))
            self._kept = (today, now, learnt, correction)
        return learnt, correction

    def forget(self) -> None:
        self._kept = None


class _Latest:
    """The last simulation: boards, phones and kiosks ask about the same line."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._played: tuple[object, datetime, list[Expected | None]] | None = None
        self._kept: tuple[object, tuple[Candidate, ...], Outlook] | None = None

    def read(self, scene: Scene, learnt: Habits, newcomers: tuple[Newcomer, ...]) -> Outlook:
        # Of a long line the head alone is played: who comes behind it changes nothing of that.
        mark = (
            outlook.head(scene),
            tuple((d.rule, d.state, d.service, d.open) for d in scene.desks),
            newcomers,
            id(learnt),
        )
        # One at a time: whoever waits here finds the answer ready.
        with self._lock:
            played, kept = self._played, self._kept
            try:
                if not (
                    played and played[0] == mark and timedelta() <= scene.now - played[1] < FRESH
                ):
                    found = outlook.play(scene, learnt, newcomers, np.random.default_rng(SEED))
                    played, kept = (mark, scene.now, found), None
                if kept and kept[0] is played[2] and kept[1] == scene.waiting:
                    return kept[2]
                seen = outlook.spread(scene, learnt, newcomers, played[2])
            except (ArithmeticError, LookupError, ValueError):
                # Numbers are given and called whatever becomes of the forecast.
                logger.exception("no forecast")
                played, seen = (mark, scene.now, []), Outlook({}, {}, frozenset())
            self._played, self._kept = played, (played[2], scene.waiting, seen)
            return seen

    def forget(self) -> None:
        self._played = self._kept = None


_learnt = _Learnt()
_latest = _Latest()
