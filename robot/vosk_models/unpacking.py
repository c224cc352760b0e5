"""Unpacking an archive that came over the net: nothing outside its folder, nothing endless, all or nothing."""

from __future__ import annotations

import shutil
import stat
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from robot.vosk_models.faults import FetchFailed

LARGEST = 4 << 30
"""Bytes of everything unpacked; the vendor's largest Mandarin model has 2 GB."""
MOST_FILES = 10_000


def unpack(archive: Path, folder: Path, accept: Callable[[Path], None]) -> None:
    """Put what is in `archive` into `folder`, which is replaced once everything is whole.

    `accept` looks at the unpacked files first; what it raises is passed on, and the old folder stays.
    Raises FetchFailed (damaged) for an archive that is broken or wants to write elsewhere.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".unpacking-", dir=folder.parent) as work:
        fresh = Path(work) / "model"
        fresh.mkdir()
        try:
            with zipfile.ZipFile(archive) as opened:
                _extract(opened, fresh)
        except (zipfile.BadZipFile, EOFError, OSError) as error:
            message = f"{archive.name} 解压失败：{error}"
            raise FetchFailed("damaged", message, retryable=True) from error
        accept(fresh)
        if folder.exists():
            folder.rename(Path(work) / "old")
        fresh.rename(folder)


def _extract(archive: zipfile.ZipFile, folder: Path) -> None:
    members = archive.infolist()
    if len(members) > MOST_FILES or sum(member.file_size for member in members) > LARGEST:
        raise FetchFailed("damaged", "压缩包里的内容太多，没有解压", retryable=False)
    left = LARGEST
    for member in members:
        target = folder.joinpath(*_parts(member))
        if member.is_dir():
            target.mkdir(parents=True, exist_ok=True)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as source, target.open("wb") as file:
            # Sizes in the directory may lie; what is written is what counts.
            shutil.copyfileobj(_Limited(source, left), file)
        left -= target.stat().st_size


def _parts(member: zipfile.ZipInfo) -> tuple[str, ...]:
    """The member's path below the folder; raises FetchFailed for one that leads out, or a link."""
    path = PurePosixPath(member.filename.replace("\\", "/"))
    kind = stat.S_IFMT(member.external_attr >> 16)
    leads_out = path.is_absolute() or ".." in path.parts or any(":" in p for p in path.parts)
    if leads_out or kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        message = f"压缩包里有不安全的路径 {member.filename!r}，没有解压"
        raise FetchFailed("damaged", message, retryable=False)
    return path.parts


class _Limited:
    """A file that raises once more than `limit` bytes were read."""

    def __init__(self, source: object, limit: int):
        self._read = getattr(source, "read")  # noqa: B009
        self._left = limit

    def read(self, size: int = -1) -> bytes:
        piece: bytes = self._read(size)
        self._left -= len(piece)
        if self._left < 0:
            raise FetchFailed("damaged", "压缩包里的内容太多，没有解压", retryable=False)
        return piece
