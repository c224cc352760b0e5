"""One large file over HTTP: taken up again where it broke off, and believed only by its size and SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import httpx

from robot.vosk_models.archives import Archive
from robot.vosk_models.faults import FetchFailed

ATTEMPTS = 5
CONNECT_SECONDS, READ_SECONDS = 10.0, 30.0
PIECE = 1 << 16
Progress = Callable[[int, int], None]
"""Told how many bytes are there and how many there will be."""


def download(
    archive: Archive,
    path: Path,
    progress: Progress,
    transport: httpx.BaseTransport | None = None,
) -> None:
    """Bring the archive to `path`; a part of it beside `path` is kept for the next time.

    Raises FetchFailed: unreachable, refused, or damaged (wrong size or digest; the part is removed).
    """
    part = path.with_name(path.name + ".part")
    timeout = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    with httpx.Client(timeout=timeout, follow_redirects=True, transport=transport) as http:
        for attempt in range(1, ATTEMPTS + 1):
            before = _size(part)
            try:
                _continue(http, archive, part, progress)
                break
            except httpx.TransportError as error:
                # As long as something comes, it goes on.
                if attempt == ATTEMPTS or _size(part) == before:
                    message = f"下载 {archive.url} 时连不上：{error}"
                    raise FetchFailed("unreachable", message, retryable=True) from error
    check(archive, part)
    part.replace(path)


def check(archive: Archive, path: Path) -> None:
    """Compare a file with what the archive must be; removes it and raises FetchFailed (damaged) if it differs."""
    size, digest = _size(path), sha256(path)
    if size == archive.size and digest == archive.sha256:
        return
    path.unlink()
    message = (
        f"{path.name} 校验不符，已删除：应为 {archive.size} 字节、SHA-256 {archive.sha256}，"
        f"实为 {size} 字节、{digest}。请重新下载；确认来源可信而文件确已更新时用 --sha256 和 --size 指定"
    )
    raise FetchFailed("damaged", message, retryable=True)


def sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _continue(http: httpx.Client, archive: Archive, part: Path, progress: Progress) -> None:
    there = _size(part)
    if there == archive.size:
        return
    if there > archive.size:
        part.unlink()
        there = 0
    headers = {"Accept-Encoding": "identity"}
    if there:
        headers["Range"] = f"bytes={there}-"
    with http.stream("GET", archive.url, headers=headers) as answer:
        if answer.status_code not in (200, 206):
            message = f"{archive.url} 回答 {answer.status_code}"
            raise FetchFailed("refused", message, retryable=answer.status_code >= 500)
        goes_on = answer.status_code == 206
        there = there if goes_on else 0
        with part.open("ab" if goes_on else "wb") as file:
            for piece in answer.iter_raw():
                there += len(piece)
                if there > archive.size:
                    break
                file.write(piece)
                progress(there, archive.size)
    if there > archive.size:
        part.unlink()
        message = f"{archive.url} 比应有的 {archive.size} 字节大，已停止"
        raise FetchFailed("damaged", message, retryable=False)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
