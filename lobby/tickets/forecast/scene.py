"""The branch at one moment, as the forecast sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from lobby.tickets.rule import Candidate, CounterRule


@dataclass(frozen=True)
class Desk:
    """One counter and whom it has."""

    rule: CounterRule
    state: str = ""
    """called, serving, or empty: nobody is there."""
    service: int | None = None
    """Of the customer there."""
    minutes: float = 0.0
    """For how long they have been in that state."""
    open: bool = True

    @property
    def counter(self) -> int:
        return self.rule.counter

    @property
    def busy(self) -> bool:
        return bool(self.state)

    def serves(self, service: int, counter: int | None = None) -> bool:
        return counter == self.counter if counter is not None else service in self.rule.places


@dataclass(frozen=True)
class Scene:
    now: datetime
    waiting: tuple[Candidate, ...]
    """By rank, the first first."""
    desks: tuple[Desk, ...]
    """Closed ones too: they may open before somebody's turn."""
    minute: float
    """Of the branch's day, since midnight."""
    head_starts: Mapping[str, int]
    """Minutes of each class."""
