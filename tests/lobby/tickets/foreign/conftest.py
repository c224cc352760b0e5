"""The branch with a bank's queue system beside it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lobby import clock
from lobby.tickets.foreign.branch_queue import ForeignQueue
from lobby.tickets.foreign.mapping import Dictionary, Names
from lobby.tickets.foreign.protocol import Line
from lobby.tickets.models import Counter
from tests.fakes.queue_machine import KEY, Machine, Window, serving
from tests.lobby.tickets.conftest import Clock

NAMES = Dictionary(
    Names({"cash": "01", "card": "02"}),
    Names({"1": "W1", "2": "W2"}),
    Names({"normal": "0", "elderly": "1", "vip": "9"}),
)


@pytest.fixture
def machine(first: Counter, second: Counter, ticking: Clock) -> Machine:
    return Machine(
        clock.local_now,
        {"01": "A", "02": "B"},
        {"W1": Window("W1", ["01", "02"]), "W2": Window("W2", ["02"])},
    )


@pytest.fixture
def pauses() -> list[float]:
    """What the client has slept between its tries."""
    return []


@pytest.fixture
def foreign(machine: Machine, pauses: list[float]) -> Iterator[ForeignQueue]:
    with serving(machine) as url:
        line = Line(url, KEY, NAMES, seconds=0.5, sleep=pauses.append)
        # Time stands still for it, and so each look asks anew.
        yield ForeignQueue(line, monotonic=iter(range(0, 10**6, 10)).__next__)
