"""One at a time, in the order in which they came; who waits too long is out of the line."""

from __future__ import annotations

import random
import threading

from lobby.fair_sqlite.turnstile import Turnstile
from tests.processes import eventually

PATIENCE = 10.0


def test_in_the_order_in_which_they_came() -> None:
    gate = Turnstile()
    assert gate.enter(PATIENCE)
    order: list[int] = []

    def pass_through(number: int) -> None:
        assert gate.enter(PATIENCE)
        order.append(number)
        gate.leave()

    threads = [threading.Thread(target=pass_through, args=(n,)) for n in range(20)]
    for waiting, thread in enumerate(threads, 1):
        thread.start()
        eventually(lambda waiting=waiting: len(gate) == waiting, PATIENCE)
    gate.leave()
    for thread in threads:
        thread.join(PATIENCE)
    assert order == list(range(20))
    assert gate.enter(0)


def test_who_waits_too_long_gives_up_the_place() -> None:
    gate = Turnstile()
    assert gate.enter(PATIENCE)
    assert not gate.enter(0.001)
    assert len(gate) == 0
    gate.leave()
    assert gate.enter(0)


def test_the_turn_is_neither_lost_nor_given_twice_where_patience_is_short() -> None:
    """Many give up at the very moment at which they are let in."""
    gate = Turnstile()
    inside, most, passed = 0, 0, 0

    def come_often(seed: int) -> None:
        nonlocal inside, most, passed
        chance = random.Random(seed)
        for _ in range(300):
            if gate.enter(chance.choice([0, 0.00002, 0.0002])):
                inside += 1
                most = max(most, inside)
                passed += 1
                inside -= 1
                gate.leave()

    threads = [threading.Thread(target=come_often, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert (most, inside, len(gate)) == (1, 0, 0)
    assert passed
    assert gate.enter(0)
