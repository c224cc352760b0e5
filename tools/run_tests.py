"""`make test`: all tests, in two stages of jobs that run beside each other; ends with 1 when one fails.

On two cores one after the other took 36 minutes, a third of it spent waiting: for seconds that tests count, and for the training
on one core. So what needs no model runs beside the training, and what needs it beside the tests of real sound, which wait most of
the time and come first whenever they do not.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FrameType

PYTEST = (sys.executable, "-m", "pytest")
SOUND = (
    *("audio", "hardware", "robot", "streams"),
    # These count seconds, too: of a board's closing minute, and until another machine speaks.
    *("browser/test_closed.py", "browser/test_speaker.py"),
)
"""Tests that hear and speak in real time, or wait for seconds that they count, in one process."""
OF_MODEL = ("benchmarks", "conversations", "nlu", "system", "browser/test_standing_in.py")
BEHIND = 10
"""Niceness of what may not keep real sound waiting."""
PAIR = "2"
"""Workers beside the tests of sound: one for each half of what needs the model."""


@dataclass(frozen=True)
class Job:
    """A command, and by how much it gives way to the others of its stage."""

    name: str
    command: Sequence[str]
    niceness: int = 0


def stages() -> list[list[Job]]:
    """All tests, and the training that some of them need."""
    sound, of_model = ([f"tests/{path}" for path in each] for each in (SOUND, OF_MODEL))
    others = [f"--ignore={path}" for path in (*sound, *of_model)]
    return [
        [
            Job("training", (sys.executable, "-m", "robot", "train")),
            Job("tests", (*PYTEST, "-n", "auto", *others)),
        ],
        [
            Job("sound", (*PYTEST, *sound)),
            Job("dialogue", (*PYTEST, "-n", PAIR, *of_model), BEHIND),
        ],
    ]


class Stage:
    """Jobs at once. What they write is told line by line behind their names."""

    def __init__(self, jobs: Sequence[Job], tell: Callable[[str], None] = print) -> None:
        self._tell = tell
        self._running = [(job, self._started(job)) for job in jobs]

    def wait(self) -> list[str]:
        """Until all have ended; the names of those that failed."""
        readers = [
            threading.Thread(target=self._read, args=(job.name, process))
            for job, process in self._running
        ]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        return [job.name for job, process in self._running if process.wait()]

    def stop(self) -> None:
        """Ends all with everything that they have started."""
        for _, process in self._running:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)

    def _started(self, job: Job) -> subprocess.Popen[str]:
        return subprocess.Popen(
            job.command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            preexec_fn=lambda: _give_way(job.niceness),
        )

    def _read(self, name: str, process: subprocess.Popen[str]) -> None:
        began = time.monotonic()
        assert process.stdout is not None
        for line in process.stdout:
            self._tell(f"[{name}] {line.rstrip()}")
        self._tell(f"[{name}] ended with {process.wait()} after {_clock(time.monotonic() - began)}")


def run(all_stages: Sequence[Sequence[Job]], tell: Callable[[str], None] = print) -> list[str]:
    """Stage after stage, also behind one that failed: one run shows all faults. The names of what failed."""
    failed: list[str] = []
    for jobs in all_stages:
        stage = Stage(jobs, tell)
        before = _ending(stage)
        try:
            failed += stage.wait()
        finally:
            stage.stop()
            for number, handler in before.items():
                signal.signal(number, handler)
    return failed


def main() -> int:
    failed = run(stages(), lambda line: print(line, flush=True))
    print(f"Failed: {', '.join(failed)}" if failed else "All tests passed.", flush=True)
    return 1 if failed else 0


def _ending(stage: Stage) -> dict[signal.Signals, signal._HANDLER]:
    """Whoever ends this process ends its jobs, which have sessions of their own; also where a shell that put it into the
    background has it ignore Ctrl-C. The handlers as they were."""

    def end(number: int, frame: FrameType | None) -> None:
        stage.stop()
        sys.exit(128 + number)

    return {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}


def _give_way(niceness: int) -> None:
    if niceness:
        os.nice(niceness)


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


if __name__ == "__main__":
    sys.exit(main())
