"""A child process that answers one JSON line with another, within a time limit."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
END_SECONDS = 1.0
"""A killed process's pipe ends at once; longer is not waited for."""


class WorkerDied(Exception):
    """The process ended instead of answering."""


class WorkerSilent(Exception):
    """No answer came in time; the process was killed."""


class WorkerProcess:
    """`python -m module ...`, started at once; its first line is read like any answer."""

    def __init__(self, module: str, arguments: Sequence[str]):
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        self._answers: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="worker-answers", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        """The answer to one request; raises WorkerDied or WorkerSilent, after which it is of no more use."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request, ensure_ascii=False) + "\n")
            self._process.stdin.flush()
        except OSError as error:
            self.kill()
            raise WorkerDied from error
        return self.answer(seconds)

    def answer(self, seconds: float) -> dict[str, Any]:
        """The next line; raises as `ask` does."""
        try:
            line = self._answers.get(timeout=seconds)
        except queue.Empty:
            self.kill()
            raise WorkerSilent from None
        if line is None:
            self.kill()
            raise WorkerDied
        answer: dict[str, Any] = json.loads(line)
        return answer

    def kill(self) -> None:
        """End it now, its pipes and its reader with it; may be called twice."""
        self._process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        # A grandchild that holds the pipe open could keep the reader for ever.
        self._reader.join(END_SECONDS)

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._answers.put(line)
        self._process.stdout.close()
        self._answers.put(None)
