"""Server processes for measurement, and what the kernel says of them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    "PYTHONWARNINGS": "ignore",
    "SANIC_HOST": "127.0.0.1",
}


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def memory(pid: int, field: str) -> float:
    """`VmHWM` (peak) or `VmRSS` (now) of a process, in MB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(field):
            return int(line.split()[1]) / 1024
    raise ValueError(f"no {field} for {pid}")


def processor(pid: int) -> float:
    """Seconds of processor time that a process has had, in its own code and in the kernel's for it."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def bare_import() -> float:
    """Peak memory of a process that only imports Rasa's agent, in MB."""
    code = "import rasa.core.agent, os; print(open('/proc/self/status').read())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **QUIET},
        capture_output=True,
        text=True,
        check=True,
    )
    line = next(x for x in done.stdout.splitlines() if x.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


@dataclass
class Server:
    """A started server process."""

    process: subprocess.Popen[bytes]
    start_s: float
    """Seconds from start to the first good answer."""

    @property
    def pid(self) -> int:
        return self.process.pid

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()


def start(
    command: Sequence[str],
    ready_url: str,
    log: Path,
    environment: dict[str, str] | None = None,
    cwd: Path | None = None,
    within: float = 180.0,
) -> Server:
    """Start `command` and wait until `ready_url` answers 200; raises RuntimeError with its log."""
    began = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(
            list(command),
            env={**os.environ, **QUIET, **(environment or {})},
            cwd=cwd,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    while time.perf_counter() - began < within and process.poll() is None:
        try:
            if httpx.get(ready_url, timeout=1.0, trust_env=False).status_code == 200:
                return Server(process, time.perf_counter() - began)
        except httpx.HTTPError:
            pass
        time.sleep(0.05)
    process.kill()
    raise RuntimeError(f"{command[2:5]} did not start:\n{log.read_text()[-3000:]}")
