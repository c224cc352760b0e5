"""Real processes for the supervisor: own process group, output to a log file, ended with the parent."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from pathlib import Path

from robot import environment
from robot.supervisor.child import Spec

LOG_LIMIT = 5_000_000
"""Bytes after which a log is moved aside when its process starts."""


class ProcessHandle:
    """A process in a group of its own, so that its children end with it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    @property
    def pid(self) -> int:
        return self._process.pid

    def poll(self) -> int | None:
        return self._process.poll()

    def wait(self, seconds: float) -> bool:
        """Whether it ended within `seconds`."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def terminate(self) -> None:
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        self._signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)

    def _signal(self, number: int) -> None:
        try:
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, number)
            else:
                self._process.send_signal(number)
        except ProcessLookupError:
            pass


def _die_with_parent() -> None:
    """Linux: a supervisor killed with -9 leaves no process behind that holds its ports."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)


class Spawner:
    """Starts processes in `root`, each writing to `logs/<name>.log`."""

    def __init__(self, root: Path, logs: Path) -> None:
        self._root = root
        self._logs = logs

    def __call__(self, spec: Spec) -> ProcessHandle:
        self._logs.mkdir(parents=True, exist_ok=True)
        log = self._logs / f"{spec.name}.log"
        if log.exists() and log.stat().st_size > LOG_LIMIT:
            log.replace(log.with_suffix(".log.1"))
        with log.open("ab") as output:
            process = subprocess.Popen(
                spec.command,
                cwd=self._root,
                env={**environment.for_rasa(), **dict(spec.extra_environment)},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_die_with_parent if sys.platform == "linux" else None,
            )
        return ProcessHandle(process)
