"""`make doctor`: what is there, every device tried, each lack with its remedy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from robot import doctor, settings
from robot.checkup import separately
from robot.checkup.trial import NAMES, Trial

REMEDY = "检查静音键"


def test_every_device_is_tried_and_remedies_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tried(devices: settings.Devices, ports: tuple[str, ...], **_: object) -> Iterator[Trial]:
        assert ports == ()
        # As the real one: each when it has been tried, once.
        for port in NAMES:
            yield Trial(port, "driver", "", "failed", REMEDY, f"{port}_failed")

    monkeypatch.setattr(separately, "trials", tried)
    console = Console(width=160, record=True)
    code = doctor.report(settings.read({}, tmp_path), console)
    told = console.export_text()
    assert code == 1, "there is no trained model in an empty folder"
    assert "make train" in told
    assert told.count(REMEDY) == len(NAMES)
    assert all(name in told for name in NAMES.values())
    assert "打字和触摸：不受设备影响" in told
    assert "听客户说话：不能，先修好" in told
