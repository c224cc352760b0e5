"""The project is a Rasa project like any other: its commands work from the root."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from robot import environment, model
from robot.settings import ROOT

pytestmark = pytest.mark.system


def rasa(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rasa", *arguments],
        cwd=ROOT,
        env=environment.for_rasa(),
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )


def test_rasa_test_passes_all_stories(tmp_path: Path) -> None:
    model.ensure(ROOT, print)
    done = rasa(
        *("test", "core", "--model", str(model.model_path(ROOT))),
        *("--stories", "tests/test_stories.yml", "--out", str(tmp_path), "--no-plot"),
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads((tmp_path / "story_report.json").read_text())["conversation_accuracy"]
    # On a wrong path Rasa tests nothing and is content.
    stories = yaml.safe_load((ROOT / "tests/test_stories.yml").read_text(encoding="utf-8"))
    assert told["total"] == len(stories["stories"]) >= 5
    assert told["correct"] == told["total"]


def test_the_dialogue_data_is_sound() -> None:
    done = rasa(
        "data", "validate", "--data", "nlu/data", "--fail-on-warnings", "--max-history", "5"
    )
    told = done.stdout + done.stderr
    assert "No story structure conflicts found" in told, told[-2000:]
    assert "Error" not in told, told[-2000:]
