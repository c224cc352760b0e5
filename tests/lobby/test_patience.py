"""Asking what may never answer."""

from __future__ import annotations

import threading

import pytest

from lobby import patience
from lobby.patience import within
from tests.processes import eventually


def test_answers_and_errors_come_through() -> None:
    assert within(10, lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        within(10, lambda: 1 // 0)


def test_what_hangs_is_left_and_few_may_hang() -> None:
    answers = threading.Event()

    def ask() -> str:
        assert answers.wait(60)
        return "late"

    for _ in range(2 * patience.MOST):
        with pytest.raises(patience.Stalled):
            within(0.01, ask)
    hanging = [t for t in threading.enumerate() if t.name == "patience"]
    assert len(hanging) == patience.MOST
    assert all(thread.daemon for thread in hanging)
    # Even a quick question is not asked of who does not answer.
    with pytest.raises(patience.Stalled):
        within(10, lambda: 7)
    answers.set()
    eventually(lambda: not any(t.name == "patience" for t in threading.enumerate()))
    assert within(10, lambda: 7) == 7
