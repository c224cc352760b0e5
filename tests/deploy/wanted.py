"""What the supervisor would start on an installed machine: the measure for units and containers."""

from __future__ import annotations

import os
from pathlib import Path
from unittest import mock

from robot import environment as robot_environment
from robot import settings
from robot.supervisor.plan import preparations, processes

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
INSTALLED = Path("/opt/jiaojiao")
PARTS = ("lobby", "dialogue", "actions")

Words = tuple[str, ...]


def expected(host: str) -> dict[str, Words]:
    """Each part's command after the interpreter, where lobby listens on `host`."""
    chosen = settings.read({"JIAOJIAO_HOST": host}, INSTALLED)
    return {spec.name: spec.command[1:] for spec in processes(chosen)}


def prepared() -> list[Words]:
    return [command[1:] for _, command in preparations()]


def quiet() -> dict[str, str]:
    """What the supervisor adds to every environment."""
    with mock.patch.dict(os.environ, clear=True):
        return robot_environment.for_rasa()
