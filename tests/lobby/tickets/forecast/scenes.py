"""Small scenes for the forecast, without a database."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone

from lobby.tickets.forecast.habits import Habits, Observations, learn
from lobby.tickets.forecast.scene import Desk, Scene
from lobby.tickets.rule import Candidate, CounterRule

NOON = datetime(2026, 6, 1, 4, tzinfo=timezone.utc)
MINUTE = 720.0
CASH, CARD = 1, 2
STATED = {CASH: 6.0, CARD: 10.0}


def person(
    minutes: float, service: int = CASH, head: float = 0, grade: str = "normal", **more: int
) -> Candidate:
    """Somebody who came so many minutes ago."""
    came = NOON - timedelta(minutes=minutes)
    return Candidate(
        uuid.uuid4(), service, came - timedelta(minutes=head), more.get("counter"), came, grade
    )


def people(count: int, service: int = CASH) -> tuple[Candidate, ...]:
    return tuple(person(count - place, service) for place in range(count))


def desk(number: int, *services: int, **more: object) -> Desk:
    rule = CounterRule(number, {service: place for place, service in enumerate(services)})
    return Desk(rule, **more)  # type: ignore[arg-type]


def serving(number: int, *services: int, since: float = 0.0) -> Desk:
    return desk(number, *services, state="serving", service=services[0], minutes=since)


def scene(waiting: Sequence[Candidate], *desks: Desk) -> Scene:
    line = tuple(sorted(waiting, key=lambda c: (c.rank_at, c.ticket)))
    return Scene(NOON, line, desks, MINUTE, {"normal": 0, "elderly": 15, "vip": 0})


def exact(minutes: float) -> list[float]:
    """Observations that are all alike."""
    return [minutes] * 100


def habits(services: Mapping[int, Sequence[float]] | None = None, **more: object) -> Habits:
    """What was observed; nobody misses a call or walks unless said."""
    given: dict[str, object] = {"walks": [0.0] * 5000, "turnarounds": [0.0] * 5000, **more}
    return learn(STATED, Observations(services or {}, **given))  # type: ignore[arg-type]
