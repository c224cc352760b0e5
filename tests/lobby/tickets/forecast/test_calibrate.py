"""The correction by outcomes."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lobby.tickets.forecast.calibrate import (
    FARTHEST,
    Correction,
    Expected,
    correction,
    residual,
)

RAW = Expected(10, 15, 22)


def test_residuals_are_in_units_of_the_forecast() -> None:
    assert [residual(RAW, wait) for wait in (10, 15, 22)] == pytest.approx([-1, 0, 1])
    assert residual(RAW, 0) == -FARTHEST
    assert residual(Expected(5, 5, 5), 5000) == FARTHEST


def test_without_outcomes_the_range_is_a_little_wider_and_the_middle_stays() -> None:
    found = correction([]).apply(RAW)
    assert found.middle == pytest.approx(15)
    assert 8.5 < found.low < 10
    assert 22 < found.high < 25


def test_ends_are_the_ends() -> None:
    ends = Correction(-1, 0, 1).apply(RAW)
    assert (ends.low, ends.middle, ends.high) == pytest.approx((10, 15, 22))


def test_waits_that_were_longer_move_the_range_up() -> None:
    found = correction([(RAW, 22 + n % 9) for n in range(60)]).apply(RAW)
    assert found.low > 14
    assert 22 < found.middle < 30


def test_a_slow_hour_outweighs_the_days_before() -> None:
    before = [(RAW, 15.0)] * 300
    assert correction([(RAW, 40.0)] * 100, before).middle > 0.5
    assert abs(correction([(RAW, 40.0)] * 3, before).middle) < 0.2


def test_nine_tenths_come_to_lie_inside() -> None:
    rand = random.Random(4)
    # A forecast that knows the middle and thinks itself three times as sure as it is.
    waits = [15 * 2 ** rand.gauss(0, 1) for _ in range(400)]
    sure = Expected(11, 15, 20)
    found = correction([(sure, wait) for wait in waits[:200]]).apply(sure)
    inside = sum(found.low <= wait <= found.high for wait in waits[200:]) / 200
    assert 0.68 < inside < 0.92


EXPECTED = st.tuples(st.floats(0, 300), st.floats(0, 300), st.floats(0, 300)).map(
    lambda three: Expected(*sorted(three))
)


@given(EXPECTED, st.lists(st.tuples(EXPECTED, st.floats(0, 500)), max_size=40))
def test_a_corrected_range_is_a_range(
    raw: Expected, outcomes: list[tuple[Expected, float]]
) -> None:
    found = correction(outcomes).apply(raw)
    assert 0 <= found.low <= found.middle <= found.high


def test_who_still_waits_longer_than_was_said_moves_the_range_up_before_the_call() -> None:
    called = [(RAW, 15 + n % 7 - 3) for n in range(40)]
    still = correction(called, waiting=[(RAW, 17.0)] * 20)
    assert still.high > correction(called).high + 0.05
    assert still.low == pytest.approx(correction(called).low, abs=0.1)


def test_who_has_only_just_come_says_nothing_yet() -> None:
    called = [(RAW, 22 + n % 9) for n in range(60)]
    found, without = correction(called, waiting=[(RAW, 0.0)] * 40), correction(called)
    assert (found.low, found.middle, found.high) == pytest.approx(
        (without.low, without.middle, without.high)
    )


def test_who_is_never_called_does_not_frighten_the_others() -> None:
    """A counter closed for the day: its customers wait for hours, and say nothing of other lines."""
    called = [(RAW, 22 + n % 9) for n in range(60)]
    found, without = correction(called, waiting=[(RAW, 600.0)] * 10), correction(called)
    assert (found.middle, found.high) == pytest.approx((without.middle, without.high))


@given(
    st.lists(st.floats(0, 300), max_size=40),
    st.lists(st.floats(0, 300), max_size=40),
)
def test_the_three_stay_in_order_whoever_waits(waits: list[float], so_far: list[float]) -> None:
    found = correction([(RAW, w) for w in waits], waiting=[(RAW, w) for w in so_far])
    assert found.low <= found.middle <= found.high
