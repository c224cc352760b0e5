"""A branch to measure: a database, and server processes over it."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from benchmarks import servers
from tests.postgres import PostgresServer

ROOT = Path(__file__).resolve().parents[2]
COUNTERS = 32
SET_UP = f"""
from lobby.branch.models import Branch
from lobby.tickets.models import Counter, CounterService, Service
branch = Branch.current()
services = list(Service.objects.all())
for n in range(1, {COUNTERS + 1}):
    counter = Counter.objects.create(branch=branch, code=f"m{{n}}", name=f"测{{n}}号窗口", open=True)
    CounterService.objects.bulk_create(
        CounterService(counter=counter, service=s, order=0) for s in services
    )
"""


@dataclass
class Branch:
    """A seeded branch with COUNTERS open counters that serve everything."""

    name: str
    var: Path
    url: str = ""
    """DATABASE_URL; empty: SQLite."""
    postgres: PostgresServer | None = None
    running: list[servers.Server] = field(default_factory=list)
    ports: list[int] = field(default_factory=list)
    code: Path = ROOT
    """The checkout that the servers run."""

    @property
    def environment(self) -> dict[str, str]:
        more = {"DATABASE_URL": self.url} if self.url else {}
        return {"JIAOJIAO_VAR": str(self.var), **more}

    def manage(self, *arguments: str) -> None:
        subprocess.run(
            [sys.executable, "-m", "lobby", *arguments],
            cwd=self.code,
            env={**os.environ, **self.environment},
            stdout=subprocess.DEVNULL,
            check=True,
        )

    def prepare(self) -> None:
        self.var.mkdir(parents=True, exist_ok=True)
        self.manage("migrate", "--verbosity", "0")
        self.manage("seed")
        self.manage("shell", "-c", SET_UP)

    def start(self, count: int) -> None:
        for _ in range(count):
            self.ports.append(servers.free_port())
            self.running.append(self._start(self.ports[-1]))

    def _start(self, port: int) -> servers.Server:
        command = [sys.executable, "-m", "uvicorn", "lobby.asgi:application", "--ws", "none"]
        options = ["--no-access-log", "--no-proxy-headers", "--log-level", "error"]
        return servers.start(
            [*command, *options, "--port", str(port)],
            f"http://127.0.0.1:{port}/healthz",
            self.var / f"server-{port}.log",
            {**self.environment, "JIAOJIAO_PORT": str(port)},
            cwd=self.code,
        )

    def kill(self, index: int) -> None:
        """SIGKILL: it gets no chance to finish anything."""
        os.kill(self.running[index].pid, signal.SIGKILL)
        self.running[index].process.wait(10)

    def restart(self, index: int) -> None:
        self.running[index] = self._start(self.ports[index])

    def stop(self) -> None:
        for server in self.running:
            server.stop()
        self.running.clear()
        self.ports.clear()

    def sql(self, text: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """One statement, straight to the database, in its own dialect."""
        if self.url:
            with psycopg.connect(self.url, autocommit=True) as connection:
                cursor = connection.execute(text, values or None)
                return list(cursor.fetchall()) if cursor.description else []
        with sqlite3.connect(self.var / "lobby.sqlite3", timeout=60) as file:
            return list(file.execute(text, values).fetchall())

    @property
    def device(self) -> str:
        return (self.var / "device-token").read_text().strip()

    @property
    def password(self) -> str:
        return (self.var / "admin-password").read_text().strip()


@contextmanager
def sqlite_branch(folder: Path, code: Path = ROOT) -> Iterator[Branch]:
    branch = Branch("SQLite", folder / "sqlite", code=code)
    branch.prepare()
    try:
        yield branch
    finally:
        branch.stop()
        shutil.rmtree(branch.var, ignore_errors=True)


@contextmanager
def postgres_branch(
    folder: Path, server: PostgresServer, name: str = "bench", code: Path = ROOT
) -> Iterator[Branch]:
    branch = Branch("PostgreSQL", folder / name, server.create_database(name), server, code=code)
    branch.prepare()
    try:
        yield branch
    finally:
        branch.stop()
        shutil.rmtree(branch.var, ignore_errors=True)
