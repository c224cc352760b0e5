"""Real processes: output to a log, groups ended whole."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from robot.supervisor.child import Spec
from robot.supervisor.spawning import Spawner


def wait_for(condition, seconds: float = 10.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def spec(code: str) -> Spec:
    return Spec("part", (sys.executable, "-c", code), lambda: True)


def test_output_goes_to_the_log(tmp_path: Path) -> None:
    handle = Spawner(tmp_path, tmp_path / "log")(spec("print('hello')"))
    assert handle.wait(10)
    assert (tmp_path / "log" / "part.log").read_text() == "hello\n"


def test_ending_a_process_ends_its_children(tmp_path: Path) -> None:
    code = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    handle = Spawner(tmp_path, tmp_path)(spec(code))
    log = tmp_path / "part.log"
    assert wait_for(lambda: log.exists() and log.read_text().strip())
    grandchild = int(log.read_text())
    handle.terminate()
    assert handle.wait(10)
    assert wait_for(lambda: not alive(grandchild))
