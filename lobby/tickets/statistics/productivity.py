"""How the time of counters and tellers was used: serving, waiting for who was called, idle, paused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import User

from lobby import clock
from lobby.tickets.models import Counter
from lobby.tickets.models.ticket import DAY_END, State
from lobby.tickets.statistics.lives import Life
from lobby.tickets.statistics.reading import Days, Stretch, lives, stretches

GROUPS = ("counter", "teller", "day")
NOBODY = (DAY_END, "seed", "migration")
"""Who opens counters without being a person."""


@dataclass
class Use:
    """Minutes of one counter, teller or day."""

    open_min: float = 0.0
    serving_min: float = 0.0
    walk_min: float = 0.0
    """Between a call and the customer at the window."""
    missed_min: float = 0.0
    """Called customers waited for in vain."""
    paused_min: dict[str, float] = field(default_factory=dict)
    """By reason (models.Pause)."""
    served: int = 0

    @property
    def idle_min(self) -> float:
        """Open without a customer. Service that went on after closing is no less than none of it."""
        return max(0.0, self.open_min - self.serving_min - self.walk_min - self.missed_min)

    @property
    def busy_share(self) -> float | None:
        """Serving, of the time open; None when never open."""
        return min(1.0, self.serving_min / self.open_min) if self.open_min else None

    @property
    def served_per_hour(self) -> float | None:
        return 60 * self.served / self.open_min if self.open_min else None


@dataclass(frozen=True)
class Row:
    key: str
    name: str
    use: Use


def read(days: Days, by: str) -> list[Row]:
    """Each counter, teller or day of the range that was open or served anybody."""
    key = _KEYS[by]
    uses: dict[str | int, Use] = {}
    for stretch in stretches(days):
        use = uses.setdefault(key(stretch), Use())
        if stretch.pause:
            use.paused_min[stretch.pause] = use.paused_min.get(stretch.pause, 0) + stretch.minutes
        else:
            use.open_min += stretch.minutes
    now = clock.now()
    for life in lives(days):
        if life.counter is not None and life.state in _AT_WORK:
            _add(uses.setdefault(key(life), Use()), life, now)
    return _named(uses, by)


_AT_WORK = (State.CALLED, State.SERVING, State.DONE)
_KEYS: dict[str, Callable[[Stretch | Life], str | int]] = {
    "counter": lambda one: one.counter or 0,
    "teller": lambda one: one.by,
    "day": lambda one: clock.day_of(one.at).isoformat(),
}


def _add(use: Use, life: Life, now: datetime) -> None:
    if life.state == State.DONE:
        use.served += 1
        return
    if life.became == DAY_END:
        return
    minutes = ((life.until or now) - life.at).total_seconds() / 60
    if life.state == State.SERVING:
        use.serving_min += minutes
    elif life.became in (State.NO_SHOW, State.CANCELLED):
        use.missed_min += minutes
    else:
        use.walk_min += minutes


def _named(uses: dict[str | int, Use], by: str) -> list[Row]:
    if by == "counter":
        rows = Counter.objects.all()
        return [Row(row.code, row.name, uses[row.pk]) for row in rows if row.pk in uses]
    names: dict[str, str] = {}
    if by == "teller":
        uses = {key: use for key, use in uses.items() if key not in NOBODY}
        found = User.objects.filter(username__in=list(uses))
        names = {user.username: user.get_full_name() or user.username for user in found}
    return [
        Row(str(key), names.get(str(key), str(key)), uses[key]) for key in sorted(uses, key=str)
    ]
