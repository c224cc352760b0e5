"""The simulated waits, where they can be worked out by hand or played out one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lobby.tickets import rule
from lobby.tickets.forecast import outlook, simulate
from lobby.tickets.forecast.calibrate import Correction, Expected
from lobby.tickets.forecast.habits import Habits
from lobby.tickets.forecast.outlook import Newcomer, Outlook
from lobby.tickets.forecast.scene import Scene
from tests.lobby.tickets.forecast.scenes import (
    CARD,
    CASH,
    NOON,
    desk,
    exact,
    habits,
    people,
    person,
    scene,
    serving,
)

EXACT = habits({CASH: exact(6), CARD: exact(10)})
NEW = ((CASH, "normal"), (CARD, "normal"))


def look(of: Scene, by: Habits = EXACT, newcomers: tuple[Newcomer, ...] = NEW) -> Outlook:
    return outlook.look(of, by, newcomers, np.random.default_rng(5))


def middles(of: Scene, by: Habits = EXACT) -> list[float]:
    seen = look(of, by)
    return [seen.waiting[c.ticket].middle for c in of.waiting]


def test_nobody_before_and_a_free_counter() -> None:
    seen = look(scene((), desk(1, CASH)))
    assert seen.newcomers == {(CASH, "normal"): Expected(0, 0, 0)}


def test_services_follow_one_another() -> None:
    line = people(4)
    assert middles(scene(line, desk(1, CASH))) == pytest.approx([0, 6, 12, 18], rel=0.1)
    seen = look(scene(line, desk(1, CASH)))
    assert seen.newcomers[(CASH, "normal")].middle == pytest.approx(24, rel=0.1)


def test_two_counters_take_half_each() -> None:
    found = middles(scene(people(4), desk(1, CASH), desk(2, CASH)))
    assert found == pytest.approx([0, 0, 6, 6], rel=0.1, abs=0.01)


def test_what_has_been_served_already_is_no_wait() -> None:
    fresh, late = (
        middles(scene(people(1), serving(1, CASH, since=minutes)))[0] for minutes in (0, 4)
    )
    assert fresh - late == pytest.approx(4, abs=0.4)


def test_customers_of_other_services_count_as_far_as_they_take_our_counters() -> None:
    others = people(6, CARD)
    alone = look(scene(others, desk(1, CASH), desk(2, CARD))).newcomers[(CASH, "normal")]
    shared = look(scene(others, desk(1, CASH, CARD), desk(2, CARD))).newcomers[(CASH, "normal")]
    assert alone.middle == 0
    assert shared.middle == pytest.approx(30, rel=0.1)


def test_who_comes_later_with_a_head_start_passes() -> None:
    busy = habits({CASH: exact(6)}, arrivals={(CASH, "elderly"): 30})
    of = scene(people(3), serving(1, CASH))
    last = of.waiting[-1].ticket
    quiet = look(of).waiting[last].middle
    assert look(of, busy).waiting[last].middle > quiet + 5
    # Customers without one never do.
    ordinary = habits({CASH: exact(6)}, arrivals={(CASH, "normal"): 30})
    assert look(of, ordinary).waiting[last].middle == pytest.approx(quiet, rel=0.15)


def test_missed_calls_are_short() -> None:
    missed = habits({CASH: exact(6)}, walks=(), missed=[1.0] * 2000)
    assert middles(scene(people(4), desk(1, CASH)), missed)[-1] < 6


def test_the_named_counter_alone_calls_who_was_sent_to_it() -> None:
    sent = person(1, CARD, counter=2)
    of = scene([*people(3), sent], desk(1, CASH, CARD), desk(2, CASH))
    assert look(of).waiting[sent.ticket].middle == 0


def test_no_open_counter_no_wait() -> None:
    closed = desk(1, CASH, open=False)
    assert look(scene(people(2), closed)).waiting == {}
    days = ({1: [(725.0, 900.0)]},)
    # Even where earlier days promise one.
    assert look(scene((), closed), replace(EXACT, days=days)).newcomers == {}


def test_the_rules_conditions_hold() -> None:
    plain = desk(1, CASH, CARD)
    card, cash = person(22, CARD), person(30)
    limited = replace(plain, rule=replace(plain.rule, overdue={CARD: 20}))
    assert middles(scene([card, cash], plain)) == [0, pytest.approx(6, rel=0.1)]
    assert middles(scene([card, cash], limited)) == [pytest.approx(10, rel=0.1), 0]
    vip = person(1, grade="vip")
    reserved = replace(plain, rule=replace(plain.rule, reserved_for=frozenset({"vip"})))
    assert middles(scene([cash, vip], reserved)) == [pytest.approx(6, rel=0.1), 0]
    # Whoever becomes overdue while waiting comes first from then on.
    waits = look(scene([person(16, CARD), *(person(30 + n) for n in range(4))], limited)).waiting
    found = sorted(e.middle for e in waits.values())
    assert found == pytest.approx([0, 6, 16, 22, 28], rel=0.08)


def test_earlier_days_tell_of_breaks() -> None:
    lunch = replace(EXACT, days=({1: [(540.0, 730.0), (790.0, 1020.0)]},))
    found = middles(scene(people(4), desk(1, CASH)), lunch)
    # Two are called before half past twelve comes, the others after the break.
    assert found == pytest.approx([0, 6, 70, 76], rel=0.05)


def test_a_counter_yet_to_open_helps() -> None:
    opening = replace(EXACT, days=({2: [(725.0, 1020.0)]},))
    one, two = desk(1, CASH), desk(2, CASH, open=False)
    found = middles(scene(people(5), one, two), opening)
    assert found == pytest.approx([0, 5, 6, 11, 12], rel=0.1)


def test_the_same_line_gives_the_same_answer() -> None:
    of = scene(people(9), serving(1, CASH, CARD), desk(2, CARD))
    assert look(of, habits()) == look(of, habits())


def test_a_very_long_line_is_drawn_out() -> None:
    of = scene(people(400), desk(1, CASH))
    seen = look(of)
    assert seen.newcomers[(CASH, "normal")].middle == pytest.approx(2400, rel=0.15)
    assert seen.waiting[of.waiting[-1].ticket].middle == pytest.approx(2394, rel=0.15)


def test_correcting_leaves_who_is_called_at_once() -> None:
    seen = look(scene(people(2), desk(1, CASH)))
    more = Correction(1, 2, 3)
    waits = [outlook.corrected(one, more).middle for one in seen.waiting.values()]
    assert min(waits) == 0
    newcomer = seen.newcomers[(CASH, "normal")]
    assert outlook.corrected(newcomer, more).middle > newcomer.middle


LINES = st.lists(
    st.tuples(
        st.floats(0, 90),
        st.sampled_from([CASH, CARD]),
        st.sampled_from([("normal", 0), ("elderly", 15), ("vip", 0)]),
    ),
    min_size=1,
    max_size=14,
)


@settings(max_examples=60, deadline=None)
@given(LINES, st.sampled_from([{}, {CARD: 20}]), st.sampled_from([0, 10]), st.booleans())
def test_it_calls_in_the_order_of_the_rule_itself(
    line: list[tuple[float, int, tuple[str, int]]],
    overdue: dict[int, int],
    order_minutes: int,
    reserved: bool,
) -> None:
    """Against the rule played out one call at a time, with services that take exactly ten minutes."""
    of = desk(1, CASH, CARD)
    of = replace(
        of,
        rule=replace(
            of.rule,
            overdue=overdue,
            order_minutes=order_minutes,
            reserved_for=frozenset({"vip"}) if reserved else frozenset(),
        ),
    )
    # Within a minute the order of services decides, which the simulation only approximates.
    waiting = [
        person(2 * round(minutes) + (0.5 if service == CARD else 0.0), service, head, grade)
        for minutes, service, (grade, head) in line
    ]
    by = replace(habits({CASH: exact(10), CARD: exact(10)}), no_show=0.0, walk=0.0, turnaround=0.0)
    by = replace(by, pools={s: replace(pool, doubt=0.0) for s, pool in by.pools.items()})
    times = simulate.call_times(scene(waiting, of), by, [], np.random.default_rng(1), 4)
    order = [scene(waiting, of).waiting[n].ticket for n in np.argsort(times[0], kind="stable")]
    left, expected = list(waiting), []
    for turn in range(len(waiting)):
        now = NOON + timedelta(minutes=10 * turn)
        called = rule.order(left, of.rule, now)[0]
        left.remove(called)
        expected.append(called)
    ranks = {c.ticket: (c.rank_at, c.service) for c in waiting}
    assert [ranks[ticket] for ticket in order] == [(c.rank_at, c.service) for c in expected]
