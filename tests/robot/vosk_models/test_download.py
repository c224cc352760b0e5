"""A file is believed by its size and digest only, and taken up where it broke off."""

from __future__ import annotations

from pathlib import Path

import pytest

from robot.vosk_models.archives import KNOWN, Archive
from robot.vosk_models.download import download
from robot.vosk_models.faults import FetchFailed
from tests.robot.vosk_models.conftest import Server


def silent(there: int, total: int) -> None:
    pass


def test_the_file_comes_whole_and_progress_is_told(
    archive: Archive, server: Server, tmp_path: Path
) -> None:
    told: list[tuple[int, int]] = []
    download(archive, tmp_path / "a.zip", lambda *now: told.append(now), server)
    assert (tmp_path / "a.zip").read_bytes() == server.data
    assert told[-1] == (archive.size, archive.size)
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_a_broken_connection_is_taken_up_where_it_broke(
    archive: Archive, server: Server, tmp_path: Path
) -> None:
    server.breaks = [1000, 500]
    download(archive, tmp_path / "a.zip", silent, server)
    assert server.asked == [None, "bytes=1000-", "bytes=1500-"]
    assert (tmp_path / "a.zip").read_bytes() == server.data


def test_what_was_there_before_is_used_another_day(
    archive: Archive, server: Server, tmp_path: Path
) -> None:
    (tmp_path / "a.zip.part").write_bytes(server.data[:1234])
    download(archive, tmp_path / "a.zip", silent, server)
    assert server.asked == ["bytes=1234-"]
    assert (tmp_path / "a.zip").read_bytes() == server.data


def test_a_server_without_ranges_starts_over(
    archive: Archive, server: Server, tmp_path: Path
) -> None:
    server.ranges = False
    (tmp_path / "a.zip.part").write_bytes(b"x" * 100)
    download(archive, tmp_path / "a.zip", silent, server)
    assert (tmp_path / "a.zip").read_bytes() == server.data


@pytest.mark.parametrize("damage", ["digest", "short", "long"])
def test_a_damaged_file_is_refused_and_removed(
    archive: Archive, server: Server, tmp_path: Path, damage: str
) -> None:
    if damage == "digest":
        server.data = server.data[:-1] + bytes([server.data[-1] ^ 1])
    elif damage == "short":
        server.data = server.data[:-1]
    else:
        server.data += b"more"
    with pytest.raises(FetchFailed) as caught:
        download(archive, tmp_path / "a.zip", silent, server)
    assert caught.value.code == "damaged"
    assert not list(tmp_path.iterdir())


def test_no_net_keeps_what_has_come(archive: Archive, server: Server, tmp_path: Path) -> None:
    server.breaks = [700, 0]
    with pytest.raises(FetchFailed) as caught:
        download(archive, tmp_path / "a.zip", silent, server)
    assert (caught.value.code, caught.value.retryable) == ("unreachable", True)
    assert (tmp_path / "a.zip.part").stat().st_size == 700


@pytest.mark.parametrize(("status", "retryable"), [(404, False), (503, True)])
def test_a_refusal_names_the_answer(
    archive: Archive, server: Server, tmp_path: Path, status: int, retryable: bool
) -> None:
    server.status = status
    with pytest.raises(FetchFailed, match=str(status)) as caught:
        download(archive, tmp_path / "a.zip", silent, server)
    assert caught.value.retryable is retryable


def test_the_known_archives_are_pinned() -> None:
    for known in KNOWN.values():
        assert known.url.startswith("https://")
        assert known.size > 1_000_000
        assert len(bytes.fromhex(known.sha256)) == 32
