"""Limits, with a clock of their own, in the memory of a process and in a file that processes share."""

from __future__ import annotations

import multiprocessing
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lobby.staff import windows
from lobby.staff.windows import FileLedger, Ledger, MemoryLedger, SharedLedger, SlidingWindow


class Seconds:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture(params=["memory", "file"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Ledger:
    return MemoryLedger(10) if request.param == "memory" else FileLedger(tmp_path / "limits", 10)


def window(
    ledger: Ledger, seconds: Seconds, limit: int, name: str = "w", span: float = 1.0
) -> SlidingWindow:
    return SlidingWindow(name, limit, span, lambda: ledger, seconds)


def test_so_many_in_any_window(ledger: Ledger, seconds: Seconds) -> None:
    three = window(ledger, seconds, 3)
    for _ in range(3):
        assert three.admit("a") is None
        seconds.now += 0.25
    assert three.admit("a") == pytest.approx(0.25)
    seconds.now += 0.25
    assert three.admit("a") is None
    assert three.admit("a") == pytest.approx(0.25)


def test_refused_requests_do_not_count(ledger: Ledger, seconds: Seconds) -> None:
    one = window(ledger, seconds, 1)
    one.admit("a")
    for _ in range(9):
        seconds.now += 0.1
        assert one.admit("a") is not None
    seconds.now += 0.11
    assert one.admit("a") is None


def test_neither_callers_nor_windows_share(ledger: Ledger, seconds: Seconds) -> None:
    one, other = window(ledger, seconds, 1), window(ledger, seconds, 1, "other")
    assert one.admit("a") is None
    assert one.admit("b") is None
    assert other.admit("a") is None
    assert one.admit("a") is not None


def test_what_is_given_back_was_not_there(ledger: Ledger, seconds: Seconds) -> None:
    two = window(ledger, seconds, 2)
    two.admit("a")
    for _ in range(5):
        assert two.admit("a") is None
        two.give_back("a")
    assert two.admit("a") is None
    assert two.admit("a") is not None


def test_a_clock_that_is_set_back_locks_nobody_out(ledger: Ledger, seconds: Seconds) -> None:
    one = window(ledger, seconds, 1)
    one.admit("a")
    seconds.now -= 3600
    assert one.admit("a") is None


def test_memory_is_bounded(
    ledger: Ledger, seconds: Seconds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows, "PRUNE_EVERY", 50)
    one = window(ledger, seconds, 1)
    for caller in range(200):
        seconds.now += 0.001
        one.admit(str(caller))
    assert isinstance(ledger, (MemoryLedger, FileLedger))
    assert len(ledger) == 10
    assert one.admit("199") is not None
    assert one.admit("0") is None


def test_a_restart_forgets_nothing(tmp_path: Path, seconds: Seconds) -> None:
    window(FileLedger(tmp_path / "limits"), seconds, 1).admit("a")
    assert window(FileLedger(tmp_path / "limits"), seconds, 1).admit("a") is not None


def test_the_file_is_for_the_owner_alone(tmp_path: Path, seconds: Seconds) -> None:
    window(FileLedger(tmp_path / "limits"), seconds, 1).admit("a")
    assert {each.stat().st_mode & 0o777 for each in tmp_path.iterdir()} == {0o600}


def _hammer(path: Path, admitted: multiprocessing.Queue[int]) -> None:
    """One process of several that hurry, with threads of its own, by the real clock."""
    ledger = SharedLedger(path)
    one = SlidingWindow("w", 50, 3600.0, lambda: ledger)
    with ThreadPoolExecutor(4) as pool:
        admitted.put(sum(pool.map(lambda _: one.admit("a") is None, range(100))))


def test_processes_count_together(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    admitted: multiprocessing.Queue[int] = context.Queue()
    processes = [
        context.Process(target=_hammer, args=(tmp_path / "limits", admitted)) for _ in range(4)
    ]
    for process in processes:
        process.start()
    counts = [admitted.get(timeout=60) for _ in processes]
    for process in processes:
        process.join(10)
    assert sum(counts) == 50


def test_a_locked_file_keeps_nobody_out(
    tmp_path: Path, seconds: Seconds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows, "BUSY_SECONDS", 0.0)
    two = window(SharedLedger(tmp_path / "limits"), seconds, 2)
    assert two.admit("a") is None
    hog = sqlite3.connect(tmp_path / "limits", isolation_level=None)
    hog.execute("BEGIN IMMEDIATE")
    # Counted by this process alone meanwhile.
    assert [two.admit("b") is None for _ in range(3)] == [True, True, False]
    hog.execute("ROLLBACK")
    hog.close()
    assert [two.admit("a") is None for _ in range(2)] == [True, False]


def test_a_damaged_file_is_begun_anew(tmp_path: Path, seconds: Seconds) -> None:
    path = tmp_path / "limits"
    path.write_bytes(b"no database at all" * 100)
    one = window(SharedLedger(path), seconds, 1)
    one.admit("a")
    assert one.admit("a") is None
    assert window(FileLedger(path), seconds, 1).admit("a") is not None
