"""The calling rule, without a database."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from lobby.tickets import rule
from lobby.tickets.rule import Candidate, CounterRule, Reason

NOON = datetime(2026, 6, 1, 12, tzinfo=timezone.utc)
CASH, CARD = 1, 2


BOTH = CounterRule(1, {CASH: 0, CARD: 1})


def waiting(
    minutes: float,
    service: int = CASH,
    head_start: float = 0,
    counter: int | None = None,
    grade: str = "normal",
) -> Candidate:
    """A customer who came so many minutes before noon."""
    came = NOON - timedelta(minutes=minutes)
    return Candidate(
        uuid.uuid4(), service, came - timedelta(minutes=head_start), counter, came, grade
    )


def order(people: Iterable[Candidate], of: CounterRule = BOTH) -> list[Candidate]:
    return rule.order(people, of, NOON)


def reasons(people: Iterable[Candidate], of: CounterRule = BOTH) -> list[Reason]:
    return [turn.reason for turn in rule.explain(people, of, NOON)]


def test_who_has_waited_longest_is_next() -> None:
    late, early = waiting(3), waiting(9)
    assert order([late, early]) == [early, late]


def test_a_head_start_counts_as_time_waited() -> None:
    normal, elderly = waiting(10), waiting(1, head_start=15)
    assert order([normal, elderly])[0] == elderly


def test_nobody_is_passed_by_who_comes_after_the_head_start() -> None:
    normal, elderly = waiting(17), waiting(1, head_start=15)
    assert order([normal, elderly])[0] == normal


def test_calling_order_decides_within_a_minute_only() -> None:
    card, cash = waiting(5.9, CARD), waiting(5.1, CASH)
    assert order([card, cash]) == [cash, card]
    long = waiting(7.5, CARD)
    assert order([long, cash]) == [long, cash]


def test_a_counter_calls_its_services_only() -> None:
    assert order([waiting(5, CARD)], CounterRule(1, {CASH: 0})) == []


def test_who_was_sent_to_a_counter_is_called_there_first_and_nowhere_else() -> None:
    sent, old = waiting(1, CARD, counter=7), waiting(60)
    assert order([sent, old], CounterRule(7, {CASH: 0})) == [sent, old]
    assert order([sent, old], CounterRule(8, {CASH: 0, CARD: 1})) == [old]


def test_each_place_further_down_may_count_as_minutes() -> None:
    preferring = replace(BOTH, order_minutes=10)
    cash, card = waiting(5), waiting(12, CARD)
    assert order([card, cash], preferring) == [cash, card]
    old = waiting(16, CARD)
    assert order([old, cash], preferring) == [old, cash]


def test_who_is_overdue_comes_first() -> None:
    limited = replace(BOTH, overdue={CARD: 20})
    cash, card = waiting(30), waiting(21, CARD)
    assert order([cash, card], limited) == [card, cash]
    assert order([cash, waiting(19, CARD)], limited)[0] == cash
    # The limit of a service is no affair of counters that do not serve it.
    assert not replace(limited, places={CASH: 0}).conditional


def test_a_reserved_counter_takes_others_while_none_of_its_own_waits() -> None:
    reserved = replace(BOTH, reserved_for=frozenset({"vip"}))
    normal, vip = waiting(50), waiting(1, grade="vip")
    assert order([normal, vip], reserved) == [vip, normal]
    assert order([normal], reserved) == [normal]


def test_no_condition_keeps_anybody_longer_than_patience() -> None:
    strict = replace(
        BOTH, order_minutes=90, reserved_for=frozenset({"vip"}), overdue={CASH: 5}, patience=40
    )
    card, cash, vip = waiting(41, CARD), waiting(30), waiting(20, grade="vip")
    assert order([vip, cash, card], strict) == [card, cash, vip]


def test_reasons_tell_why_somebody_is_before_those_behind() -> None:
    assert reasons([waiting(9), waiting(3)]) == [Reason.LONGEST, Reason.IN_TURN]
    assert reasons([waiting(9), waiting(1, head_start=15)])[0] is Reason.PRIORITY
    # A head start that passed nobody explains nothing.
    assert reasons([waiting(20, head_start=15), waiting(1)])[0] is Reason.LONGEST
    assert reasons([waiting(9), waiting(1, counter=1)])[0] is Reason.SENT_HERE
    assert reasons([waiting(9), waiting(2, head_start=-5)])[1] is Reason.RETURNED
    cash, card = waiting(5), waiting(12, CARD)
    assert reasons([card, cash], replace(BOTH, order_minutes=10))[0] is Reason.SERVICE_ORDER
    limited = replace(BOTH, overdue={CARD: 20})
    assert reasons([waiting(30), waiting(21, CARD)], limited)[0] is Reason.OVERDUE
    reserved = replace(BOTH, reserved_for=frozenset({"vip"}))
    assert reasons([waiting(9), waiting(1, grade="vip")], reserved)[0] is Reason.RESERVED


PEOPLE = st.lists(
    st.builds(
        waiting,
        st.floats(0, 240),
        st.sampled_from([CASH, CARD]),
        st.sampled_from([0, 10, 20]),
        grade=st.sampled_from(["normal", "vip"]),
    ),
    max_size=30,
)
RULES = st.builds(
    CounterRule,
    counter=st.just(1),
    places=st.just({CASH: 0, CARD: 1}),
    order_minutes=st.sampled_from([0, 15, 200]),
    reserved_for=st.sampled_from([frozenset(), frozenset({"vip"})]),
    overdue=st.sampled_from([{}, {CARD: 10}, {CASH: 30, CARD: 10}]),
    patience=st.sampled_from([20, 60]),
)


def minutes(person: Candidate) -> float:
    return person.waited(NOON)


@given(PEOPLE)
def test_nobody_who_waited_much_longer_is_passed(people: list[Candidate]) -> None:
    ordered = order(people)
    assert set(ordered) == set(people)
    for place, person in enumerate(ordered):
        # At most the greatest head start, and the minute in which all count as equal.
        assert all(minutes(other) - minutes(person) <= 21 for other in ordered[place + 1 :])


@given(PEOPLE, RULES)
def test_after_patience_only_ageing_counts(people: list[Candidate], of: CounterRule) -> None:
    ordered = order(people, of)
    assert set(ordered) == set(people)
    for place, person in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if minutes(other) >= of.patience:
                assert minutes(other) - minutes(person) <= 21 or not of.conditional


@given(PEOPLE, RULES)
def test_explaining_changes_nothing(people: list[Candidate], of: CounterRule) -> None:
    assert [turn.candidate for turn in rule.explain(people, of, NOON)] == order(people, of)
