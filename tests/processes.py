"""Real lobby servers for tests: several processes over one database, started, killed and stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import httpx

from tests.ports import free_ports

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 90.0

T = TypeVar("T")


def eventually(ask: Callable[[], T], seconds: float = 10.0, what: str = "") -> T:
    """The first true value of `ask` within `seconds`; fails otherwise."""
    deadline = time.monotonic() + seconds
    while True:
        value = ask()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what or ask}")
        time.sleep(0.02)


def environment(var: Path, **more: str) -> dict[str, str]:
    """This process's environment without its own settings, with `var` and `more` instead."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("JIAOJIAO_")
        and name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    }
    return {**kept, "JIAOJIAO_VAR": str(var), **more}


def manage(var: Path, *arguments: str, **more: str) -> str:
    """Run `python -m lobby …`; its output. Fails with what it said when it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "lobby", *arguments],
        cwd=ROOT,
        env=environment(var, **more),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"{arguments} failed:\n{done.stdout}\n{done.stderr}"
    return done.stdout


class LobbyServer:
    """One uvicorn process of lobby on a port of its own."""

    def __init__(self, var: Path, port: int | None = None, **more: str) -> None:
        self.port = port or free_ports(1)[0]
        self.url = f"http://127.0.0.1:{self.port}"
        self.var = var
        self.log = var / f"lobby-{self.port}.log"
        self._environment = environment(var, JIAOJIAO_PORT=str(self.port), **more)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> LobbyServer:
        """Start without waiting; `ready` waits."""
        command = [sys.executable, "-m", "uvicorn", "lobby.asgi:application"]
        options = ["--ws", "none", "--no-access-log", "--no-proxy-headers"]
        where = ["--host", "127.0.0.1", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*command, *options, *where, "--log-level", "warning"],
                cwd=ROOT,
                env=self._environment,
                stdout=log,
                stderr=log,
            )
        return self

    def ready(self) -> LobbyServer:
        """Wait until it answers; fails with its log when it ends instead."""

        def answers() -> bool:
            assert self._process is not None
            assert self._process.poll() is None, f"lobby ended:\n{self.log.read_text()}"
            try:
                return httpx.get(f"{self.url}/healthz", timeout=2, trust_env=False).is_success
            except httpx.TransportError:
                return False

        eventually(answers, START_SECONDS, f"{self.url} ready")
        return self

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        """SIGKILL: it gets no chance to finish anything."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(10)

    def stop(self, seconds: float = 15.0) -> int:
        """SIGTERM; the exit status once it has ended by itself."""
        if self._process is None:
            return 0
        if self._process.poll() is None:
            self._process.terminate()
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
            raise

    def __enter__(self) -> LobbyServer:
        return self.start().ready()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


@contextmanager
def lobby_servers(count: int, var: Path, **more: str) -> Iterator[list[LobbyServer]]:
    """`count` servers over one database that is migrated already."""
    servers = [LobbyServer(var, port, **more).start() for port in free_ports(count)]
    try:
        for server in servers:
            server.ready()
        yield servers
    finally:
        for server in servers:
            server.stop()


def headers(token: str) -> Mapping[str, str]:
    return {"Authorization": f"Bearer {token}"}


def device_token(var: Path) -> str:
    return (var / "device-token").read_text().strip()


def staff_token(server: LobbyServer) -> str:
    """Sign in as the first account, with the password of its file."""
    password = (server.var / "admin-password").read_text().strip()
    answer = httpx.post(
        f"{server.url}/api/v1/auth/token",
        json={"username": "admin", "password": password},
        timeout=10,
        trust_env=False,
    )
    return str(answer.raise_for_status().json()["token"])
