"""Minutes of a lobby's sound through the real engines, many times faster than they last: nothing grows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks import soak
from benchmarks.soak import Sample

ROOT = Path(__file__).resolve().parents[2]


def test_minutes_of_sound_leave_nothing_behind() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "benchmarks.soak", "--hours", "0.1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    rows = [line for line in done.stdout.splitlines() if line.startswith("| 0.")]
    turns, visits = (int(rows[-1].split("|")[place]) for place in (4, 5))
    # It was a real conversation that ran, not silence.
    assert turns >= 10
    assert visits >= 2


def test_growth_is_what_came_after_the_first_tenth() -> None:
    samples = [Sample(n, 100.0 + n, 2 + n // 20, 0, 0, 0, 0, 100.0) for n in range(1, 21)]
    assert soak.growth(samples) == (18.0, 1)
