"""Honest waits."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta, timezone

import pytest

from lobby.tickets import calling, line, waiting
from lobby.tickets.line import Desk, Line, Waiting
from lobby.tickets.models import Counter, Service
from tests.lobby import factories
from tests.lobby.tickets.conftest import Clock

NOON = datetime(2026, 6, 1, 12, tzinfo=timezone.utc)
CASH, CARD = 1, 2


def people(count: int, service: int = CASH, counter: int | None = None) -> tuple[Waiting, ...]:
    return tuple(
        Waiting(uuid.uuid4(), service, NOON + timedelta(minutes=n), counter) for n in range(count)
    )


def desk(number: int, *services: int, busy: bool = True) -> Desk:
    return Desk(number, frozenset(services), busy)


MINUTES = {CASH: 6.0, CARD: 10.0}


def middle(found: waiting.WaitRange | None) -> float:
    assert found is not None
    assert 0 <= found.low_min < found.high_min
    return (found.low_min + found.high_min) / 2


def test_no_open_counter_no_estimate() -> None:
    assert waiting.for_newcomer(Line(people(2), (), MINUTES), CASH) is None
    assert waiting.for_newcomer(Line((), (desk(1, CARD),), MINUTES), CASH) is None


def test_a_free_counter_calls_at_once() -> None:
    found = waiting.for_newcomer(Line((), (desk(1, CASH, busy=False),), MINUTES), CASH)
    assert found == waiting.WaitRange(0, 1)


def test_the_middle_is_the_work_ahead_over_the_counters() -> None:
    # 9 customers of 6 minutes and half of each of two services going on, shared by two counters.
    found = waiting.for_newcomer(Line(people(9), (desk(1, CASH), desk(2, CASH)), MINUTES), CASH)
    assert middle(found) == pytest.approx((9 * 6 + 2 * 3) / 2, abs=1)


def test_customers_of_other_services_count_as_far_as_they_take_our_counters() -> None:
    desks = (desk(1, CASH, CARD), desk(2, CARD))
    line = Line(people(20, CARD), desks, MINUTES)
    # Half of the twenty go to our only counter.
    assert middle(waiting.for_newcomer(line, CASH)) == pytest.approx(10 * 10 + 3, abs=2)


def test_customers_of_other_counters_do_not_count() -> None:
    line = Line(people(20, CARD), (desk(1, CASH), desk(2, CARD)), MINUTES)
    assert middle(waiting.for_newcomer(line, CASH)) < 10


def test_those_behind_do_not_count() -> None:
    them = people(10)
    line = Line(them, (desk(1, CASH),), MINUTES)
    ranges = [waiting.for_waiting(line, each) for each in them]
    middles = [middle(found) for found in ranges]
    assert middles == sorted(middles)
    assert middles[0] < 8


def test_means_lean_from_the_stated_time_to_the_measured(
    first: Counter, cash: Service, ticking: Clock
) -> None:
    assert line.read().minutes[cash.pk] == 5
    for _ in range(5):
        factories.ticket(cash)
        calling.call_next("1", "t")
        calling.start("1", "t")
        ticking.forward(minutes=11)
        calling.complete("1", "t")
    assert line.read().minutes[cash.pk] == pytest.approx((5 * 5 + 5 * 11) / 10, abs=0.01)
    ticking.forward(days=1)
    assert line.read().minutes[cash.pk] == 5
