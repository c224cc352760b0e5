"""Probes name what is missing and never end the process that asks."""

from __future__ import annotations

from pathlib import Path

from hardware import probes
from robot.ports.commands import command
from tools.tinyvosk import tones


def test_every_missing_thing_has_a_remedy(tmp_path: Path) -> None:
    found = list(probes.all_probes(tmp_path))
    assert len(found) == 4
    assert all(probe.remedy for probe in found if not probe.present)


def test_the_recognition_model_is_known_by_its_files(tmp_path: Path) -> None:
    missing = probes.recognition_model(tmp_path / "none")
    assert not missing.present
    assert missing.remedy == command("model fetch cn")
    folder = tones.write_model(tmp_path / "model")
    assert probes.recognition_model(folder).present
    (folder / "am" / "final.mdl").unlink()
    broken = probes.recognition_model(folder)
    assert not broken.present
    assert "am/final.mdl" in broken.detail


def test_a_probe_that_kills_its_process_only_counts_as_missing() -> None:
    ok, _ = probes._python("import os; os.abort()")
    assert not ok
