"""The robot's own commands as they are typed on this machine, for remedies."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def command(arguments: str) -> str:
    """With the Python that runs the robot, from the project's folder: many a machine has no other that could."""
    python = Path(sys.executable)
    shown = python.relative_to(ROOT) if python.is_relative_to(ROOT) else python
    return f"{shown} -m robot {arguments}"
