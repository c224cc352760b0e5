"""The calling rule, without a database."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from lobby.tickets import rule

NOON = datetime(2026, 6, 1, 12, tzinfo=timezone.utc)
CASH, CARD = 1, 2


def waiting(
    minutes: float, service: int = CASH, head_start: float = 0, counter: int | None = None
) -> rule.Candidate:
    """A customer who came so many minutes before noon."""
    rank_at = NOON - timedelta(minutes=minutes + head_start)
    return rule.Candidate(uuid.uuid4(), service, rank_at, counter)


def test_who_has_waited_longest_is_next() -> None:
    late, early = waiting(3), waiting(9)
    assert rule.order([late, early], 1, {CASH: 0}) == [early, late]


def test_a_head_start_counts_as_time_waited() -> None:
    normal, elderly = waiting(10), waiting(1, head_start=15)
    assert rule.order([normal, elderly], 1, {CASH: 0})[0] == elderly


def test_nobody_is_passed_by_who_comes_after_the_head_start() -> None:
    normal, elderly = waiting(17), waiting(1, head_start=15)
    assert rule.order([normal, elderly], 1, {CASH: 0})[0] == normal


def test_calling_order_decides_within_a_minute_only() -> None:
    card, cash = waiting(5.9, CARD), waiting(5.1, CASH)
    assert rule.order([card, cash], 1, {CASH: 0, CARD: 1}) == [cash, card]
    long = waiting(7.5, CARD)
    assert rule.order([long, cash], 1, {CASH: 0, CARD: 1}) == [long, cash]


def test_a_counter_calls_its_services_only() -> None:
    assert rule.order([waiting(5, CARD)], 1, {CASH: 0}) == []


def test_who_was_sent_to_a_counter_is_called_there_first_and_nowhere_else() -> None:
    sent, old = waiting(1, CARD, counter=7), waiting(60)
    assert rule.order([sent, old], 7, {CASH: 0}) == [sent, old]
    assert rule.order([sent, old], 8, {CASH: 0, CARD: 1}) == [old]


@given(
    st.lists(
        st.tuples(st.floats(0, 240), st.sampled_from([CASH, CARD]), st.sampled_from([0, 10, 20])),
        max_size=30,
    )
)
def test_nobody_who_waited_much_longer_is_passed(people: list[tuple[float, int, int]]) -> None:
    arrived = {}
    for minutes, service, head_start in people:
        arrived[waiting(minutes, service, head_start)] = minutes
    order = rule.order(arrived, 1, {CASH: 0, CARD: 1})
    assert set(order) == set(arrived)
    for place, person in enumerate(order):
        passed = order[place + 1 :]
        # At most the greatest head start, and the minute in which all count as equal.
        assert all(arrived[other] - arrived[person] <= 21 for other in passed)
