"""The lives of tickets, told period by period, turned into what statistics count."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from lobby.tickets.models.ticket import DAY_END, IN_LINE, State


class Kind(Enum):
    """Something that happened to a customer."""

    ARRIVED = "arrived"
    CALLED = "called"
    """From the line; `minutes` waited."""
    RECALLED = "recalled"
    STARTED = "started"
    """`minutes` since the call."""
    SERVED = "served"
    """To the end or passed on: `minutes` at the counter in all. Not told where the day's end cut it."""
    FINISHED = "finished"
    MISSED = "missed"
    LEFT = "left"
    """Gave up while waiting, or was still waiting when the day ended."""


@dataclass(frozen=True)
class Life:
    """One period as it is read. `at` and `until` aware."""

    ticket: uuid.UUID
    state: str
    became: str
    service: int
    counter: int | None
    by: str
    grade: str
    at: datetime
    until: datetime | None


@dataclass(frozen=True)
class Happening:
    kind: Kind
    service: int
    counter: int | None
    grade: str
    at: datetime
    """When what is measured began: the arrival of a wait, the start of a service."""
    minutes: float = 0.0


@dataclass
class _Story:
    """What has to be remembered of a ticket from period to period."""

    before: str = ""
    lined_up_at: datetime | None = None
    called_at: datetime | None = None
    started_at: datetime | None = None
    served_min: float = 0.0


def tell(periods: Iterable[Life]) -> Iterator[Happening]:
    """What happened, from periods in the order in which they began."""
    stories: dict[uuid.UUID, _Story] = {}
    for period in periods:
        story = stories.setdefault(period.ticket, _Story())
        yield from _events(period, story)
        story.before = period.state
        if period.until is None:
            del stories[period.ticket]


def _events(period: Life, story: _Story) -> Iterator[Happening]:
    def happened(kind: Kind, at: datetime, minutes: float = 0.0) -> Happening:
        return Happening(kind, period.service, period.counter, period.grade, at, minutes)

    if period.state in IN_LINE:
        if not story.before:
            yield happened(Kind.ARRIVED, period.at)
        if story.before not in IN_LINE:
            story.lined_up_at = period.at
    elif period.state == State.CALLED:
        if story.before == State.CALLED:
            yield happened(Kind.RECALLED, period.at)
        else:
            story.called_at = period.at
            if story.before in IN_LINE and story.lined_up_at is not None:
                waited = _minutes(story.lined_up_at, period.at)
                yield happened(Kind.CALLED, story.lined_up_at, waited)
    elif period.state == State.SERVING:
        if story.before == State.CALLED and story.called_at is not None:
            yield happened(Kind.STARTED, story.called_at, _minutes(story.called_at, period.at))
        story.started_at = story.started_at or period.at
        if period.until is not None and period.became != DAY_END:
            story.served_min += _minutes(period.at, period.until)
            if period.became in (State.DONE, State.TRANSFERRED):
                yield happened(Kind.SERVED, story.started_at, story.served_min)
                story.started_at, story.served_min = None, 0.0
    elif period.state == State.DONE:
        yield happened(Kind.FINISHED, period.at)
    elif period.state == State.NO_SHOW:
        yield happened(Kind.MISSED, period.at)
    elif period.state == State.CANCELLED and story.before in (State.HELD, *IN_LINE):
        yield happened(Kind.LEFT, period.at)


def _minutes(since: datetime, until: datetime) -> float:
    return (until - since).total_seconds() / 60
