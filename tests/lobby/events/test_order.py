"""On PostgreSQL events become visible in the order of their numbers, however long a transaction takes."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from typing import TYPE_CHECKING

import psycopg

from lobby.events.log import INSERT_IN_ORDER, LOCK
from tests.postgres import postgres
from tests.processes import eventually

if TYPE_CHECKING:
    from tests.branches import SeededBranch

pytest_plugins = ["tests.branches"]
__all__ = ["postgres"]

WAITERS = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


def append(connection: psycopg.Connection, type: str) -> int:
    values = [LOCK, datetime.now(timezone.utc), [type], [json.dumps({})]]
    row = connection.execute(INSERT_IN_ORDER, values).fetchone()
    assert row is not None
    return int(row[0])


def test_a_number_is_drawn_once_all_earlier_ones_can_be_seen(postgres_branch: SeededBranch) -> None:
    url = postgres_branch.settings["DATABASE_URL"]
    with (
        psycopg.connect(url) as slow,
        psycopg.connect(url) as quick,
        psycopg.connect(url, autocommit=True) as watcher,
        ThreadPoolExecutor(1) as beside,
    ):

        def ask(sql: str) -> int:
            row = watcher.execute(sql).fetchone()
            assert row is not None
            return int(row[0])

        first = append(slow, "first")
        second = beside.submit(append, quick, "second")
        eventually(lambda: ask(WAITERS) == 1, 10, "the second waits")
        assert ask("SELECT last_value FROM events_event_id_seq") == first
        assert append(slow, "third") == first + 1
        slow.commit()
        assert second.result(10) == first + 2
        quick.commit()
        assert ask(f"SELECT count(*) FROM events_event WHERE id >= {first}") == 3
