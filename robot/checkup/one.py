"""`python -m robot.checkup.one PORT SECONDS SILENT`: one trial, told as one line of JSON."""

from __future__ import annotations

import json
import sys

from robot import settings
from robot.checkup import trials
from robot.checkup.meter import LevelMeter


def main(port: str, seconds: str, silent: str) -> None:
    meter = LevelMeter(sys.stderr)
    manner = trials.Manner(float(seconds), silent == "silent", meter)
    trial = trials.try_out(port, settings.read().devices, manner)
    meter.clear()
    print(json.dumps(trial.body(), ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:4])
