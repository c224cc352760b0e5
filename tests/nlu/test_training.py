"""The command that trains takes what Rasa's own takes."""

from __future__ import annotations

import subprocess
import sys

from robot.settings import ROOT


def test_it_is_rasas_own_command() -> None:
    asked = [sys.executable, "-m", "nlu.training", "train", "--help"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "--fixed-model-name" in done.stdout
