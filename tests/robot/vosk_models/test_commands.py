"""Fetching and checking a model as an operator does, with a real one."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hardware.recognizers.vosk_recognizer import VoskRecognizer
from robot.cli import app
from robot.vosk_models.archives import Archive
from robot.vosk_models.faults import FetchFailed
from robot.vosk_models.fetch import fetch
from tests.robot.vosk_models.conftest import NAME, Server

runner = CliRunner()


def silent(there: int, total: int) -> None:
    pass


def test_a_fetched_model_hears(archive: Archive, server: Server, tmp_path: Path) -> None:
    folder = tmp_path / "models" / "vosk-cn"
    fetch(archive, folder, silent, transport=server)
    assert [path.name for path in folder.parent.iterdir()] == ["vosk-cn"]
    VoskRecognizer(str(folder)).close()


def test_a_closed_net_is_told_with_the_way_by_hand(
    archive: Archive, server: Server, tmp_path: Path
) -> None:
    server.breaks = [0]
    folder = tmp_path / "vosk-cn"
    with pytest.raises(FetchFailed) as caught:
        fetch(archive, folder, silent, transport=server)
    for needed in (archive.url, archive.sha256, str(folder), "--archive", "model check"):
        assert needed in caught.value.message


def local(zipped: Path) -> list[str]:
    data = zipped.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    return ["--archive", str(zipped), "--sha256", digest, "--size", str(len(data))]


def test_a_file_that_was_brought_by_hand_is_installed(zipped: Path, tmp_path: Path) -> None:
    folder = str(tmp_path / "vosk-cn")
    done = runner.invoke(app, ["model", "fetch", "cn", "--folder", folder, *local(zipped)])
    assert done.exit_code == 0, done.output
    assert zipped.exists()
    checked = runner.invoke(app, ["model", "check", folder])
    assert checked.exit_code == 0
    assert NAME in checked.output
    assert "完整" in checked.output
    again = runner.invoke(app, ["model", "fetch", "cn", "--folder", folder])
    assert again.exit_code == 0
    assert "--force" in again.output


def test_a_file_with_another_digest_is_refused_and_kept(zipped: Path, tmp_path: Path) -> None:
    folder = str(tmp_path / "vosk-cn")
    arguments = ["model", "fetch", "cn", "--folder", folder, "--archive", str(zipped)]
    done = runner.invoke(app, arguments)
    assert done.exit_code == 1
    assert "校验不符" in done.output
    assert zipped.exists()
    assert not Path(folder).exists()


def test_a_missing_model_is_told_with_the_remedy(tmp_path: Path) -> None:
    done = runner.invoke(app, ["model", "check", str(tmp_path / "none")])
    assert done.exit_code == 1
    assert "model fetch cn" in done.output


def test_an_unknown_name_is_refused() -> None:
    done = runner.invoke(app, ["model", "fetch", "klingon"])
    assert done.exit_code == 2
