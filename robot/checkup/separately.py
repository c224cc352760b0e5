"""Each trial in a process of its own: some native libraries end theirs, and some hang."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

from robot.checkup.trial import NAMES, Trial
from robot.ports.remedies import remedy
from robot.settings import Devices

MODULE = "robot.checkup.one"
TRIAL_SECONDS = 60.0
"""Loading a large model takes longest."""


def trials(
    devices: Devices, ports: tuple[str, ...], *, seconds: float, silent: bool
) -> Iterator[Trial]:
    """Try `ports` (all of them when none is named) one after the other, the microphone for `seconds`."""
    arguments = (str(seconds), "silent" if silent else "spoken")
    for port in ports or tuple(NAMES):
        yield _try(port, devices, arguments)


def _try(port: str, devices: Devices, arguments: tuple[str, ...]) -> Trial:
    choice = getattr(devices, port)
    broken = Trial(port, choice.driver, choice.device, "failed", "", f"{port}_failed")
    try:
        # Standard error stays the terminal's, for the level meter.
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", MODULE, port, *arguments],
            stdout=subprocess.PIPE,
            stderr=None if sys.stderr.isatty() else subprocess.DEVNULL,
            text=True,
            timeout=TRIAL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return replace(broken, detail=f"{TRIAL_SECONDS:.0f} 秒内没有回应：拔插设备后重试")
    try:
        return Trial.from_body(json.loads(done.stdout.strip().splitlines()[-1]))
    except (ValueError, IndexError):
        detail = f"检查进程意外退出（代码 {done.returncode}）：{remedy('packages')} 后重试"
        return replace(broken, detail=detail)
