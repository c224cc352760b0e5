"""Threads that stay: none too many, none lost, and work beyond them in order."""

from __future__ import annotations

import threading
from concurrent.futures import wait
from functools import partial

import pytest

from lobby.threads import Threads

PATIENCE = 10.0


def test_one_after_another_needs_one_thread() -> None:
    threads = Threads(8, leave=lambda: None)
    seen = {threads.submit(threading.get_ident).result(PATIENCE) for _ in range(200)}
    assert len(seen) == 1
    assert len(threads) == 1
    assert seen != {threading.get_ident()}


def test_at_once_only_as_many_as_may_be_and_the_rest_in_order() -> None:
    threads = Threads(3, leave=lambda: None)
    begun = threading.Semaphore(0)
    go = threading.Event()
    order: list[int] = []

    def busy() -> None:
        begun.release()
        assert go.wait(PATIENCE)

    first = [threads.submit(busy) for _ in range(3)]
    for _ in first:
        assert begun.acquire(timeout=PATIENCE)
    # Behind a single thread from here on, so that the order can be told.
    later = [threads.submit(partial(order.append, n)) for n in range(20)]
    assert not any(task.done() for task in later)
    assert len(threads) == 3
    go.set()
    assert not wait([*first, *later], timeout=PATIENCE).not_done
    assert sorted(order) == list(range(20))
    assert len(threads) == 3


def test_a_fault_is_told_and_the_thread_goes_on() -> None:
    threads = Threads(1, leave=lambda: None)

    def fail() -> None:
        raise KeyError("gone")

    with pytest.raises(KeyError, match="gone"):
        threads.submit(fail).result(PATIENCE)
    assert threads.submit(lambda: 7).result(PATIENCE) == 7
    assert len(threads) == 1


def test_what_was_given_up_while_it_waited_is_not_done() -> None:
    threads = Threads(1, leave=lambda: None)
    begun, go = threading.Event(), threading.Event()
    done: list[str] = []

    def busy() -> None:
        begun.set()
        assert go.wait(PATIENCE)

    first = threads.submit(busy)
    assert begun.wait(PATIENCE)
    given_up = threads.submit(lambda: done.append("given up"))
    kept = threads.submit(lambda: done.append("kept"))
    assert given_up.cancel()
    go.set()
    first.result(PATIENCE)
    kept.result(PATIENCE)
    assert done == ["kept"]


def test_who_rests_too_long_leaves_and_another_comes_when_needed() -> None:
    left = threading.Event()
    threads = Threads(2, leave=left.set, rest=0.01)
    threads.submit(lambda: None).result(PATIENCE)
    assert left.wait(PATIENCE)
    assert len(threads) == 0
    assert threads.submit(lambda: 3).result(PATIENCE) == 3
