"""The calling rule: which waiting customer is next at a counter, and why. Pure, so that it can be simulated.

Priority is linear ageing. A customer's score is the time waited plus the head start of their class;
everybody's score grows equally fast, so whoever has waited longer than the greatest head start is
passed by nobody who comes later, and nobody starves. Comparing scores is comparing `rank_at`, the
moment of arrival less the head start, which never changes while they wait.
(L. Kleinrock, Queueing Systems II, 1976, section 3.7, with equal slopes.)

A counter may depart from it by conditions, each of which is bounded:

- `order_minutes`: each place further down the counter's services counts as so many minutes waited
  less. Zero, the default, lets the places decide only between customers of the same minute.
- `overdue`: a customer of a service who has waited longer than its minutes comes first.
- `reserved_for`: customers of these classes come first; others are called while none of them waits.

Where a counter has such a condition, whoever has waited longer than `patience` minutes counts as
overdue whatever their service and class, and the overdue are called by rank. So a condition never
keeps anybody longer than `patience` from the order of linear ageing.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

PATIENCE_MINUTES = 60


@dataclass(frozen=True)
class Candidate:
    """A waiting customer as the rule sees them."""

    ticket: uuid.UUID
    service: int
    rank_at: datetime
    counter: int | None = None
    """The counter that they were transferred to by name; nobody else calls them."""
    arrived_at: datetime | None = None
    """When they took the number; None: at `rank_at`."""
    customer_class: str = "normal"
    appointed: bool = False
    """Their rank comes from an appointment."""

    def waited(self, now: datetime) -> float:
        """Minutes since they took the number."""
        return (now - (self.arrived_at or self.rank_at)).total_seconds() / 60

    @property
    def head_start(self) -> float:
        """Minutes that the rank lies before the arrival; negative: behind it, after a missed call."""
        return ((self.arrived_at or self.rank_at) - self.rank_at).total_seconds() / 60


@dataclass(frozen=True)
class CounterRule:
    """What one counter calls, and in which order."""

    counter: int
    places: Mapping[int, int]
    """The services of the counter to their place in its calling order, the first 0."""
    order_minutes: int = 0
    reserved_for: frozenset[str] = frozenset()
    overdue: Mapping[int, int] = field(default_factory=dict)
    """Service to minutes; only services that have such a limit."""
    patience: int = PATIENCE_MINUTES

    @property
    def conditional(self) -> bool:
        """Whether patience matters: with no condition everybody is in the order of ageing anyway."""
        return bool(
            self.reserved_for or self.order_minutes or any(s in self.overdue for s in self.places)
        )

    def limit(self, service: int) -> float:
        """Minutes after which a customer of the service is overdue here; infinite without conditions."""
        if not self.conditional:
            return float("inf")
        return min(self.overdue.get(service, self.patience), self.patience)

    def calls(self, candidate: Candidate) -> bool:
        """Whether this counter may call them at all."""
        if candidate.counter is not None:
            return candidate.counter == self.counter
        return candidate.service in self.places

    def later(self, service: int) -> timedelta:
        """How much less a customer of the service counts as having waited, by the counter's order."""
        return timedelta(minutes=self.order_minutes * self.places.get(service, 0))


class Reason(str, Enum):
    """Why somebody stands where they stand in a counter's order."""

    SENT_HERE = "sent_here"
    OVERDUE = "overdue"
    RESERVED = "reserved"
    PRIORITY = "priority"
    APPOINTMENT = "appointment"
    SERVICE_ORDER = "service_order"
    RETURNED = "returned"
    LONGEST = "longest"
    IN_TURN = "in_turn"
    BANK = "bank"
    """The bank's own queue system decides."""


@dataclass(frozen=True)
class Turn:
    """One customer's place in the order of a counter."""

    candidate: Candidate
    reason: Reason
    minutes: int = 0
    """What the reason is about: the limit passed (overdue), the head start (priority)."""


def order(waiting: Iterable[Candidate], rule: CounterRule, now: datetime) -> list[Candidate]:
    """Those whom the counter may call, the next first."""

    def key(c: Candidate) -> tuple[object, ...]:
        rank_at = c.rank_at + rule.later(c.service)
        overdue = c.waited(now) >= rule.limit(c.service)
        return (
            # Sent here by a colleague: they have been at a counter before.
            c.counter is None,
            not overdue,
            # Among the overdue nothing but the rank counts, or they would never be through.
            not overdue and c.customer_class not in rule.reserved_for,
            int((c.rank_at if overdue else rank_at).timestamp()) // 60,
            rule.places.get(c.service, 0),
            c.rank_at,
            c.ticket,
        )

    return sorted((c for c in waiting if rule.calls(c)), key=key)


def explain(waiting: Iterable[Candidate], rule: CounterRule, now: datetime) -> list[Turn]:
    """The same order, each with the reason that put them before those who follow."""
    ordered = order(waiting, rule, now)
    turns: list[Turn] = []
    for place, one in enumerate(ordered):
        turns.append(_turn(one, ordered[place + 1 :], rule, now, first=place == 0))
    return turns


def _turn(
    one: Candidate, behind: list[Candidate], rule: CounterRule, now: datetime, *, first: bool
) -> Turn:
    limit = rule.limit(one.service)
    if one.counter is not None:
        return Turn(one, Reason.SENT_HERE)
    if one.waited(now) >= limit and any(b.waited(now) < rule.limit(b.service) for b in behind):
        return Turn(one, Reason.OVERDUE, int(limit))
    reserved = one.customer_class in rule.reserved_for
    if reserved and any(b.customer_class not in rule.reserved_for for b in behind):
        return Turn(one, Reason.RESERVED)
    if one.appointed:
        return Turn(one, Reason.APPOINTMENT)
    if any(b.rank_at < one.rank_at for b in behind):
        return Turn(one, Reason.SERVICE_ORDER)
    came = one.arrived_at or one.rank_at
    if one.head_start > 0 and any((b.arrived_at or b.rank_at) < came for b in behind):
        return Turn(one, Reason.PRIORITY, round(one.head_start))
    if one.head_start < 0:
        return Turn(one, Reason.RETURNED)
    return Turn(one, Reason.LONGEST if first else Reason.IN_TURN)
