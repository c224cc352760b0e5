"""The queue's benchmark: its checks find what they are for, and its history looks like the real one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from benchmarks.queue import checks, plans
from benchmarks.queue.branches import Branch
from benchmarks.queue.clients import Record, crowd


@pytest.fixture
def branch(tmp_path: Path) -> Branch:
    """A database with two tickets."""
    with sqlite3.connect(tmp_path / "lobby.sqlite3") as file:
        file.execute(
            "CREATE TABLE tickets_ticket (id TEXT, day TEXT, number TEXT, calls INT, "
            "idempotency_key TEXT, state TEXT)"
        )
        file.executemany(
            "INSERT INTO tickets_ticket VALUES (?, '2026-06-01', ?, 1, ?, 'waiting')",
            [("a1", "A001", "k1"), ("a2", "A002", "k2")],
        )
    return Branch("SQLite", tmp_path)


def told(*tickets: tuple[str, str, str], called: tuple[tuple[str, str], ...] = ()) -> Record:
    record = Record()
    record.issued += tickets
    record.called += called
    return record


RIGHT = (("k1", "a1", "A001"), ("k2", "a2", "A002"))


def test_what_is_right_is_right(branch: Branch) -> None:
    assert checks.wrong(branch, told(*RIGHT, called=(("1", "a1"), ("2", "a2")))) == []


@pytest.mark.parametrize(
    ("record", "says"),
    [
        (told(*RIGHT, ("k1", "a2", "A002")), "key with 2 tickets"),
        (told(("k1", "a1", "A001"), ("k2", "a2", "A001")), "number A001 told 2 times"),
        (told(*RIGHT, called=(("1", "a1"), ("2", "a1"))), "called to 2 counters"),
        (told(*RIGHT, ("k3", "a-3", "A003")), "1 acknowledged tickets lost"),
    ],
)
def test_what_is_wrong_is_found(branch: Branch, record: Record, says: str) -> None:
    assert any(says in line for line in checks.wrong(branch, record))


def test_the_database_itself_is_asked(branch: Branch) -> None:
    branch.sql("UPDATE tickets_ticket SET number = 'A001', calls = 2")
    found = checks.wrong(branch, told(*RIGHT))
    assert "number A001 stands 2 times in the database" in found
    assert "2 tickets called twice" in found
    checks.clear(branch)
    assert branch.sql("SELECT DISTINCT state FROM tickets_ticket") == [("cancelled",)]


def test_an_error_of_a_client_is_a_fault(branch: Branch) -> None:
    def work(caller: object, index: int, more: object) -> list[float]:
        raise RuntimeError("500")

    record = Record()

    class Quiet:
        retries = 0

    crowd(record, "issue", [Quiet()], work, 0.01)  # type: ignore[list-item, arg-type]
    assert checks.wrong(branch, record) == ["issue: RuntimeError: 500"]


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("SCAN tickets_ticket", True),
        ("SCAN tickets_ticket USING COVERING INDEX x", True),
        ("Seq Scan on tickets_period  (cost=0.00..9)", True),
        ("SEARCH tickets_ticket USING INDEX x (day=?)", False),
        ("Index Scan using x on tickets_ticket  (cost=0.00..9)", False),
    ],
)
def test_reading_a_whole_table_is_seen(line: str, whole: bool) -> None:
    assert plans.whole(line) is whole
