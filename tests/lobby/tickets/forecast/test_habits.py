"""What is learnt from observations."""

from __future__ import annotations

import numpy as np
import pytest

from lobby.tickets.forecast.habits import MEASURED, Observations, learn, pool


def draws(of: object, count: int = 4000) -> np.ndarray:  # type: ignore[type-arg]
    return of.draw(np.random.default_rng(3).random(count))  # type: ignore[attr-defined, no-any-return]


def test_without_observations_the_stated_time_is_believed() -> None:
    found = pool(8.0, [])
    assert not found.measured
    assert found.mean == 8.0
    assert draws(found).mean() == pytest.approx(8, rel=0.05)
    # Some take three times as long, as in life.
    assert np.quantile(draws(found), 0.97) > 20


def test_a_few_observations_move_the_mean_and_lessen_the_doubt() -> None:
    found = pool(8.0, [16.0] * 8)
    assert not found.measured
    assert found.mean == pytest.approx(12)
    assert found.doubt < pool(8.0, []).doubt


def test_enough_observations_are_believed_the_newest_most() -> None:
    assert not pool(8.0, [5.0] * (MEASURED - 1)).measured
    steady = pool(8.0, [5.0] * MEASURED)
    assert steady.measured
    assert steady.mean == pytest.approx(5)
    slower = pool(8.0, [5.0] * 100 + [10.0] * 50)
    assert 7 < slower.mean < 9
    assert draws(slower).mean() == pytest.approx(slower.mean, rel=0.05)


def test_what_remains_of_a_service_depends_on_how_long_it_has_lasted() -> None:
    found = pool(8.0, [4.0, 20.0] * 50)
    uniform = np.random.default_rng(3).random(2000)
    assert found.remaining(0, uniform).mean() == pytest.approx(found.mean, rel=0.05)
    assert set(found.remaining(10, uniform)) == {10.0}
    assert found.remaining(30, uniform).mean() == pytest.approx(found.mean / 2, rel=0.1)
    assert (found.remaining(30, uniform) >= 0).all()


def test_walks_and_missed_calls() -> None:
    nothing = learn({1: 5}, Observations({}))
    assert 0 < nothing.no_show < 0.1
    seen = learn({1: 5}, Observations({}, walks=[1.0] * 300, missed=[2.0] * 100))
    assert seen.no_show == pytest.approx(0.24, abs=0.01)
    assert seen.walk == pytest.approx(1, abs=0.05)
    assert seen.patience == pytest.approx(2, abs=0.1)


def test_arrivals_are_a_rate() -> None:
    found = learn({1: 5}, Observations({}, arrivals={(1, "vip"): 6}, arrivals_minutes=60))
    assert found.arrivals == {(1, "vip"): 0.1}
