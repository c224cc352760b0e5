"""Probes name what is missing and never end the process that asks."""

from __future__ import annotations

from pathlib import Path

from hardware import probes


def test_every_missing_thing_has_a_remedy(tmp_path: Path) -> None:
    found = list(probes.all_probes(tmp_path))
    assert len(found) == 4
    assert all(probe.remedy for probe in found if not probe.present)


def test_the_recognition_model_is_known_by_its_files(tmp_path: Path) -> None:
    missing = probes.recognition_model(tmp_path)
    assert not missing.present
    assert "am/final.mdl" in missing.detail
    folder = tmp_path / "models" / "vosk-cn"
    for name in ("am/final.mdl", "conf/model.conf", "graph/HCLr.fst"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    assert probes.recognition_model(tmp_path).present


def test_a_probe_that_kills_its_process_only_counts_as_missing() -> None:
    ok, _ = probes._python("import os; os.abort()")
    assert not ok
