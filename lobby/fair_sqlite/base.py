"""The backend: ENGINE `lobby.fair_sqlite`."""

from __future__ import annotations

import sqlite3
import threading
import time
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from lobby.fair_sqlite.turnstile import Turnstile

LOOK_EVERY = 0.002
"""Seconds between two looks at a lock that another process holds. SQLite's own waiting sleeps up to 0.1 s, in
which that process has long handed it on among its threads."""
LOCKED = "database is locked"
"""SQLite's words for it."""

_turnstiles: dict[str, Turnstile] = {}
_guard = threading.Lock()


def turnstile(name: str) -> Turnstile:
    """That of a database file; all connections of this process go through it."""
    with _guard:
        return _turnstiles.setdefault(name, Turnstile())


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes its turn before BEGIN IMMEDIATE, and gives it on with the transaction's end, whatever that is.

    A statement by itself, outside a transaction, meets the others at SQLite's own lock.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._inside: Turnstile | None = None

    def _start_transaction_under_autocommit(self) -> None:
        seconds = float(self.settings_dict["OPTIONS"].get("timeout", 5.0))
        deadline = time.monotonic() + seconds
        gate = turnstile(str(self.settings_dict["NAME"]))
        if not gate.enter(seconds):
            raise OperationalError(LOCKED)
        self._inside = gate
        try:
            with self.wrap_database_errors:
                self._begin(seconds, deadline)
        except BaseException:
            self._go_on()
            raise

    def _begin(self, seconds: float, deadline: float) -> None:
        """BEGIN once no other process writes; raises OperationalError at the deadline."""
        # Not through Django's cursor: what is tried again is no fault of the connection's.
        connection: sqlite3.Connection = self.connection
        statement = f"BEGIN {self.transaction_mode or ''}"  # type: ignore[attr-defined]  # not in the stubs
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            while not _begun(connection, statement):
                if time.monotonic() > deadline:
                    raise OperationalError(LOCKED)
                time.sleep(LOOK_EVERY)
        finally:
            connection.execute(f"PRAGMA busy_timeout = {round(1000 * seconds)}")

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]  # not in the stubs
        finally:
            self._go_on()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # not in the stubs
        finally:
            self._go_on()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # not in the stubs
        finally:
            self._go_on()

    def _go_on(self) -> None:
        gate, self._inside = self._inside, None
        if gate is not None:
            gate.leave()


def _begun(connection: sqlite3.Connection, statement: str) -> bool:
    """Whether the transaction has begun; False while another process holds the lock."""
    try:
        connection.execute(statement)
    except sqlite3.OperationalError as error:
        if LOCKED not in str(error):
            raise
        return False
    return True
