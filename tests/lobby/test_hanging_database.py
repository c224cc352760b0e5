"""A database that answers no more, without refusing: probes and the pulse of /events tell it, and when it is back."""

from __future__ import annotations

import fcntl
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from robot.voice.news import SILENCE_SECONDS
from tests.postgres import PostgresServer, postgres
from tests.processes import LobbyServer, eventually

if TYPE_CHECKING:
    from tests.branches import SeededBranch

pytest_plugins = ["tests.branches"]
__all__ = ["postgres"]

Hang = Callable[[], AbstractContextManager[None]]
WAL_LOCKS = (120, 8)
"""Offset and length of SQLite's locks in its -shm file."""


@contextmanager
def frozen(server: PostgresServer) -> Iterator[None]:
    """Every process of the server stands still; connections stay open."""
    pids = server.processes()
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Nobody reads or writes it, as when another program holds its locks and does not go on."""
    offset, length = WAL_LOCKS
    with database.with_name(database.name + "-shm").open("r+b") as file:
        fcntl.lockf(file, fcntl.LOCK_EX, length, offset)
        yield


class Pulse:
    """Listens as the robot does; `alive` is whether the stream gave a sign within what the robot allows."""

    def __init__(self, url: str) -> None:
        self.alive = False
        self.over = False
        self._url = f"{url}/api/v1/events?pulse=1"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        times = httpx.Timeout(10, read=SILENCE_SECONDS)
        while not self.over:
            try:
                with (
                    httpx.Client(timeout=times, trust_env=False) as http,
                    http.stream("GET", self._url) as answer,
                ):
                    for line in answer.iter_lines():
                        self.alive = self.alive or line == "event: pulse"
                        if self.over:
                            return
            except httpx.HTTPError:
                pass
            self.alive = False


def hangs(lobby: LobbyServer, hang: Hang) -> None:
    def probe(path: str) -> httpx.Response:
        return httpx.get(f"{lobby.url}{path}", timeout=10, trust_env=False)

    ready = "/readyz?exclude=dialogue"
    pulse = Pulse(lobby.url)
    try:
        eventually(lambda: pulse.alive, 20, "a pulse")
        assert probe(ready).status_code == 200
        with hang():
            eventually(lambda: not pulse.alive, 20, "no pulse")
            answer = probe(ready)
            assert answer.status_code == 503
            assert answer.json()["checks"]["database"]["ok"] is False
            # The process itself lives: restarting it would help nobody.
            assert probe("/healthz").json() == {"live": True}
            assert not pulse.alive
        eventually(lambda: pulse.alive, 40, "the pulse again")
        eventually(lambda: probe(ready).status_code == 200, 20, "ready again")
    finally:
        pulse.over = True


def test_postgresql(
    postgres_branch: SeededBranch, postgres_template: tuple[PostgresServer, Path]
) -> None:
    # The branch's own server: a module that imports `postgres` may have another one beside it.
    server, _ = postgres_template
    with LobbyServer(postgres_branch.var, **postgres_branch.settings) as lobby:
        hangs(lobby, lambda: frozen(server))


def test_sqlite(sqlite_branch: SeededBranch) -> None:
    with LobbyServer(sqlite_branch.var) as lobby:
        hangs(lobby, lambda: locked(sqlite_branch.var / "lobby.sqlite3"))
