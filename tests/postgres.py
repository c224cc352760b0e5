"""A PostgreSQL server for tests, from the system's package, in a folder of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.ports import free_ports

PACKAGES = Path("/usr/lib/postgresql")
USER = "postgres"


def binaries() -> Path:
    """The folder of the newest server installed; fails with the remedy when there is none."""
    found = sorted(PACKAGES.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        pytest.fail("PostgreSQL's server is missing; install it with: apt-get install postgresql")
    return found[-1].parent


def _as_owner(*command: str | Path) -> list[str]:
    """The server refuses to run as root, who becomes `postgres` instead."""
    words = [str(word) for word in command]
    return ["runuser", "-u", USER, "--", *words] if os.getuid() == 0 else words


class PostgresServer:
    """A server on a free loopback port. What it acknowledges is on disk: fsync stays on."""

    def __init__(self, folder: Path) -> None:
        self._bin = binaries()
        self._data = folder / "data"
        self._log = folder / "log"
        self.port = free_ports(1)[0]
        if os.getuid() == 0:
            owner = pwd.getpwnam(USER)
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        self._run(
            "initdb", "-D", self._data, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale"
        )

    def start(self) -> None:
        # Its socket stays in its own folder; connections come over loopback.
        options = f"-p {self.port} -h 127.0.0.1 -k {self._data} -c max_connections=300"
        self._run("pg_ctl", "-D", self._data, "-l", self._log, "-w", "-o", options, "start")

    def stop(self, mode: str = "fast") -> None:
        """`fast` ends transactions, `immediate` is a crash."""
        self._run("pg_ctl", "-D", self._data, "-m", mode, "-w", "stop")

    def processes(self) -> list[int]:
        """Its first process and the children of that, one for each connection."""
        first = int((self._data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text()
        return [first, *map(int, children.split())]

    def create_database(self, name: str, template: str = "template1") -> str:
        """A new database like `template`, to which nobody may be connected; its DATABASE_URL."""
        address = f"postgresql://{USER}@127.0.0.1:{self.port}"
        with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return f"{address}/{name}"

    def _run(self, program: str, *arguments: str | Path) -> None:
        # pg_ctl's server would keep pipes open: output goes to a file.
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(
                _as_owner(self._bin / program, *arguments),
                stdout=output,
                stderr=output,
                cwd="/",
                timeout=60,
                check=False,
            )
            output.seek(0)
            assert done.returncode == 0, f"{program} failed:\n{output.read().decode()}"


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    folder = Path(tempfile.mkdtemp(prefix="jiaojiao-postgres-"))
    try:
        server = PostgresServer(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One server for all tests of a run that need it. Import it where it is used."""
    with postgres_server() as server:
        yield server
