"""At most so many events in any so many seconds, counted together by all server processes of a machine.

The counts live in a small SQLite file of their own in `JIAOJIAO_VAR`: never synced to the disk, so that
counting costs a read no write to the branch's database (0.1 ms instead of 2, benchmarks.throttles), yet a
restart forgets nothing. Where the file cannot be used, each process counts for itself: a limit must not be
what keeps customers out.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from array import array
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from django.conf import settings

from lobby.secrets_file import make_private

logger = logging.getLogger(__name__)

KEYS = 10_000
"""Keys that are remembered; of more, those longest unseen are forgotten."""
PRUNE_EVERY = 1000
BUSY_SECONDS = 0.5
"""How long a request waits for others that count at the same moment. They take far less, on an idle machine."""
SETUP_TRIES = 20
SETUP = """
PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;
CREATE TABLE IF NOT EXISTS counted (key TEXT PRIMARY KEY, seen REAL, times BLOB) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS counted_seen ON counted (seen);
"""

Change = Callable[[list[float]], list[float]]
"""From the times kept of a key to those to keep, both in order."""


class Ledger(Protocol):
    """Keeps a key's times; nobody else changes them meanwhile."""

    def change(self, key: str, change: Change) -> None: ...


class MemoryLedger:
    """Of this process alone."""

    def __init__(self, keys: int = KEYS) -> None:
        self._keys = keys
        self._times: OrderedDict[str, list[float]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._times)

    def change(self, key: str, change: Change) -> None:
        with self._lock:
            self._times[key] = change(self._times.get(key, []))
            self._times.move_to_end(key)
            if len(self._times) > self._keys:
                self._times.popitem(last=False)


class FileLedger:
    """Of all processes that open the same file. Errors of SQLite pass through."""

    def __init__(self, path: Path, keys: int = KEYS) -> None:
        self._path = path
        self._keys = keys
        self._open: sqlite3.Connection | None = None
        self._lock = threading.Lock()
        self._changes = 0

    def __len__(self) -> int:
        with self._lock:
            return int(self._connection().execute("SELECT count(*) FROM counted").fetchone()[0])

    def change(self, key: str, change: Change) -> None:
        with self._lock:
            try:
                self._change(self._connection(), key, change)
            except sqlite3.Error as error:
                self._give_up(error)
                raise

    def _connection(self) -> sqlite3.Connection:
        if self._open is None:
            # Its keys are addresses and devices: for the owner alone.
            make_private(self._path)
            self._open = sqlite3.connect(
                self._path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            self._set_up(self._open)
        return self._open

    def _set_up(self, file: sqlite3.Connection) -> None:
        for left in reversed(range(SETUP_TRIES)):
            try:
                file.executescript(SETUP)
                return
            except sqlite3.OperationalError:
                # Processes that start together: changing the journal's mode does not wait for others.
                if not left:
                    raise
                time.sleep(BUSY_SECONDS / SETUP_TRIES)

    def _change(self, file: sqlite3.Connection, key: str, change: Change) -> None:
        file.execute("BEGIN IMMEDIATE")
        row = file.execute("SELECT times FROM counted WHERE key = ?", (key,)).fetchone()
        times = array("d", change(list(array("d", row[0] if row else b""))))
        seen = times[-1] if times else 0.0
        file.execute("REPLACE INTO counted VALUES (?, ?, ?)", (key, seen, times.tobytes()))
        self._changes += 1
        if self._changes % PRUNE_EVERY == 0:
            file.execute(
                "DELETE FROM counted WHERE key IN "
                "(SELECT key FROM counted ORDER BY seen DESC LIMIT -1 OFFSET ?)",
                (self._keys,),
            )
        file.execute("COMMIT")

    def _give_up(self, error: sqlite3.Error) -> None:
        """Back to a state from which the next attempt may succeed."""
        if self._open is not None:
            self._open.close()
            self._open = None
        # Its subclasses are faults of the moment: locked, disk full.
        if type(error) is sqlite3.DatabaseError:
            # Damaged, by a machine that lost its power: what it held is of no worth any more.
            for suffix in ("", "-wal", "-shm"):
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)


class SharedLedger:
    """The file, or the process's own memory while the file cannot be used."""

    def __init__(self, path: Path) -> None:
        self._file = FileLedger(path)
        self._memory = MemoryLedger()
        self._told = False

    def change(self, key: str, change: Change) -> None:
        try:
            self._file.change(key, change)
            self._told = False
        except (sqlite3.Error, OSError) as error:
            if not self._told:
                logger.warning("limits counted by each process alone: %s", error)
                self._told = True
            self._memory.change(key, change)


_shared: SharedLedger | None = None


def shared() -> Ledger:
    """The machine's ledger, opened at first use."""
    global _shared
    if _shared is None:
        _shared = SharedLedger(settings.LIMITS_FILE)
    return _shared


class SlidingWindow:
    """At most `limit` events of one key in any `seconds`; `name` tells windows apart."""

    def __init__(
        self,
        name: str,
        limit: int,
        seconds: float = 1.0,
        ledger: Callable[[], Ledger] = shared,
        # The wall clock: processes share it, and it goes on over a restart of the machine.
        now: Callable[[], float] = time.time,
    ) -> None:
        self.limit = limit
        self._name = name
        self._seconds = seconds
        self._ledger = ledger
        self._now = now

    def admit(self, key: str) -> float | None:
        """None when this event is within the limit, else the seconds until one more would be."""
        wait: list[float] = []

        def change(times: list[float]) -> list[float]:
            # Asked for here, where nobody else counts: what others have counted is never later than now.
            now = self._now()
            # A time that has not come yet was written before the clock was set back.
            kept = [at for at in times if now - self._seconds < at <= now]
            if len(kept) < self.limit:
                return [*kept, now]
            wait.append(kept[-self.limit] + self._seconds - now)
            return kept

        self._ledger().change(f"{self._name}:{key}", change)
        return wait[0] if wait else None

    def give_back(self, key: str) -> None:
        """The last event admitted turned out to be none of those that are counted."""
        self._ledger().change(f"{self._name}:{key}", lambda times: times[:-1])
