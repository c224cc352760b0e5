"""Jobs that run beside each other, and what they leave."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from robot.settings import ROOT
from tests.processes import eventually
from tools.run_tests import OF_MODEL, SOUND, Job, run, stages


def python(name: str, code: str, niceness: int = 0) -> Job:
    return Job(name, (sys.executable, "-c", code), niceness)


def test_what_failed_is_named_and_the_next_stage_runs_all_the_same() -> None:
    told: list[str] = []
    first = [python("good", "print('well')"), python("bad", "print('no'); raise SystemExit(3)")]
    assert run([first, [python("later", "print('here')")]], told.append) == ["bad"]
    assert {"[good] well", "[bad] no", "[later] here"} <= set(told)
    assert any(line.startswith("[bad] ended with 3 after 0:") for line in told)


def test_jobs_of_a_stage_run_beside_each_other(tmp_path: Path) -> None:
    mine, other = tmp_path / "mine", tmp_path / "other"
    waits = (
        "import pathlib,sys,time\n"
        "pathlib.Path({0!r}).touch()\n"
        "while not pathlib.Path({1!r}).exists(): time.sleep(.01)"
    )
    pair = [
        python("one", waits.format(str(mine), str(other))),
        python("another", waits.format(str(other), str(mine))),
    ]
    assert run([pair], lambda line: None) == []


def test_who_gives_way_is_nicer() -> None:
    told: list[str] = []
    asks = "import os; print(os.nice(0))"
    run([[python("sound", asks), python("rest", asks, 7)]], told.append)
    mine = os.nice(0)
    assert {f"[sound] {mine}", f"[rest] {mine + 7}"} <= set(told)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_who_is_ended_ends_its_jobs(tmp_path: Path, how: signal.Signals) -> None:
    pids = tmp_path / "pids"
    job = f"import os,pathlib,time; pathlib.Path({str(pids)!r}).write_text(str(os.getpid())); time.sleep(60)"
    code = (
        "import sys; from tools.run_tests import Job, run\n"
        f"run([[Job('long', (sys.executable, '-c', {job!r}))]])"
    )
    runner = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # As of a command that a shell has put into the background.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )
    pid = int(eventually(lambda: pids.exists() and pids.read_text()))
    runner.send_signal(how)
    assert runner.wait(20) != 0
    eventually(lambda: not _runs(pid), what="its job has ended")


def test_every_test_is_in_one_job() -> None:
    (_, others), (sound, of_model) = stages()
    named = [*sound.command[3:], *of_model.command[5:]]
    assert others.command[5:] == tuple(f"--ignore={path}" for path in named)
    assert named == [f"tests/{path}" for path in (*SOUND, *OF_MODEL)]
    assert all((ROOT / path).exists() for path in named)


def _runs(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
