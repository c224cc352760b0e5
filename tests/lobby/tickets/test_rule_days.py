"""What each rule does to waits over whole days, and that no class starves under any of them."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from statistics import fmean

import pytest

from benchmarks.branch_day import Day, Memory, World, ordinary
from lobby.tickets.rule import Candidate, CounterRule

DAYS = 6
VIP_COUNTER = 4
"""The only one for service 4, so that others need it as well."""
CARD = 3


def busy() -> World:
    """More customers than usual; tellers obey, have no break, and stay until nobody waits."""
    plain = ordinary()
    kinds = {service: replace(kind, rate=kind.rate * 1.05) for service, kind in plain.kinds.items()}
    counters = tuple((each, ((0.0, 1000.0),)) for each, _ in plain.counters)
    return replace(plain, kinds=kinds, counters=counters, disobeyed=0.0, tellers=0.0, no_show=0.0)


def ruled(**of: Mapping[int, object]) -> World:
    """The same days with `field={counter: value}` set in the counters' rules; 0 means all."""
    plain = busy()

    def change(each: CounterRule) -> CounterRule:
        values = {name: by.get(each.counter, by.get(0)) for name, by in of.items()}
        given = {name: value for name, value in values.items() if value is not None}
        return replace(each, **given)  # type: ignore[arg-type]

    counters = tuple((change(each), shifts) for each, shifts in plain.counters)
    return replace(plain, counters=counters)


RULES: dict[str, World] = {
    "ageing": busy(),
    "first come": busy(),
    "order": ruled(order_minutes={1: 10, 2: 10, 3: 10}),
    "overdue": ruled(overdue={0: {CARD: 15}}),
    "reserved": ruled(reserved_for={VIP_COUNTER: frozenset({"vip"})}),
    "everything": ruled(
        order_minutes={0: 60},
        overdue={0: {CARD: 5}},
        reserved_for={0: frozenset({"vip"})},
    ),
}


@cache
def waits(name: str) -> Mapping[object, list[float]]:
    """Waits by class and by service, of those called; `left` those never called."""
    found: dict[object, list[float]] = defaultdict(list)
    for number in range(DAYS):
        people: dict[object, Candidate] = {}
        day = Day(RULES[name], random.Random(number), Memory(), plain=name == "first come")
        day.run(lambda day, one, people=people: people.update({one.ticket: one}))  # type: ignore[misc]
        for ticket, wait, _ in day.called:
            one = people[ticket]
            found[one.customer_class].append(wait)
            found[one.service].append(wait)
            if one.customer_class == "vip":
                found[(one.customer_class, one.service)].append(wait)
        found["left"] += [0.0] * (len(people) - len(day.called))
    return found


@pytest.mark.parametrize("name", RULES)
def test_everybody_is_called_before_the_day_ends(name: str) -> None:
    assert waits(name)["left"] == []


@pytest.mark.parametrize("name", RULES)
def test_no_class_starves(name: str) -> None:
    """Under any rule the longest wait is hardly longer than where everybody waits their turn."""
    fullest = max(max(waits("first come")[grade]) for grade in ("normal", "elderly", "vip"))
    for grade in ("normal", "elderly", "vip"):
        assert max(waits(name)[grade]) <= fullest + 20


def test_a_head_start_takes_minutes_from_some_and_gives_few_to_the_others() -> None:
    aged, plain = waits("ageing"), waits("first come")
    assert fmean(aged["elderly"]) < fmean(plain["elderly"]) - 3
    assert fmean(plain["normal"]) <= fmean(aged["normal"]) < fmean(plain["normal"]) + 5


def test_an_order_of_services_favours_the_first() -> None:
    assert fmean(waits("order")[1]) < fmean(waits("ageing")[1])
    assert fmean(waits("order")[2]) > fmean(waits("ageing")[2])


def test_a_limit_shortens_the_long_waits_of_its_service() -> None:
    limited, aged = waits("overdue")[CARD], waits("ageing")[CARD]
    assert fmean(limited) < fmean(aged) - 5
    assert sum(wait > 45 for wait in limited) < sum(wait > 45 for wait in aged)


def test_a_reserved_counter_shortens_waits_of_its_class() -> None:
    vip = ("vip", VIP_COUNTER)
    assert fmean(waits("reserved")[vip]) < fmean(waits("ageing")[vip])
