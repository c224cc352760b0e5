"""An archive from the net writes below its folder only, and all of it or nothing."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from robot.vosk_models import unpacking
from robot.vosk_models.faults import FetchFailed
from robot.vosk_models.unpacking import unpack


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def anything(folder: Path) -> None:
    pass


def test_files_and_folders_arrive(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", {"model/am/final.mdl": b"1", "model/README": b"2"})
    unpack(archive, tmp_path / "out" / "cn", anything)
    assert (tmp_path / "out" / "cn" / "model" / "am" / "final.mdl").read_bytes() == b"1"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["cn"]


@pytest.mark.parametrize(
    "name",
    [
        "../escaped",
        "model/../../escaped",
        "/tmp/escaped",
        "C:/escaped",
        "..\\escaped",
        "a\\..\\..\\b",
    ],
)
def test_nothing_is_written_outside(tmp_path: Path, name: str) -> None:
    archive = packed(tmp_path / "a.zip", {"model/good": b"1", name: b"bad"})
    with pytest.raises(FetchFailed, match="不安全"):
        unpack(archive, tmp_path / "out" / "cn", anything)
    assert not list((tmp_path / "out").iterdir())
    assert not list(tmp_path.rglob("*escaped*"))


def test_links_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("model/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(FetchFailed, match="不安全"):
        unpack(tmp_path / "a.zip", tmp_path / "cn", anything)


def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "LARGEST", 1000)
    archive = packed(tmp_path / "a.zip", {"big": bytes(1001)})
    with pytest.raises(FetchFailed, match="太多"):
        unpack(archive, tmp_path / "cn", anything)


def test_no_archive_at_all(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"<html>login to the network</html>")
    with pytest.raises(FetchFailed) as caught:
        unpack(tmp_path / "a.zip", tmp_path / "cn", anything)
    assert caught.value.code == "damaged"


def test_the_old_folder_stays_unless_the_new_one_is_accepted(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", {"new": b"1"})
    folder = tmp_path / "cn"
    folder.mkdir()
    (folder / "old").write_text("old")

    def refuse(_: Path) -> None:
        raise FetchFailed("damaged", "载入失败", retryable=False)

    with pytest.raises(FetchFailed):
        unpack(archive, folder, refuse)
    assert [path.name for path in folder.iterdir()] == ["old"]
    unpack(archive, folder, anything)
    assert [path.name for path in folder.iterdir()] == ["new"]
