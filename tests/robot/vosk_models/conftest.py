"""A real model in a real archive, and a server that hands it out."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from robot.vosk_models.archives import Archive
from tools.tinyvosk import tones

NAME = "vosk-model-small-cn-0.22"


@pytest.fixture(scope="session")
def zipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tone model, packed as the vendor packs: one folder in a zip file."""
    folder = tmp_path_factory.mktemp("vendor")
    model = tones.write_model(folder / NAME)
    path = folder / f"{NAME}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(model.rglob("*")):
            archive.write(file, file.relative_to(folder))
    return path


@pytest.fixture
def archive(zipped: Path) -> Archive:
    data = zipped.read_bytes()
    url = f"https://models.example/{NAME}.zip"
    return Archive(NAME, url, len(data), hashlib.sha256(data).hexdigest())


@dataclass
class Server(httpx.BaseTransport):
    """Serves one file, with ranges, and breaks off as often as it is told to."""

    data: bytes
    breaks: list[int] = field(default_factory=list)
    """How many bytes each of the first answers gives before the connection drops."""
    status: int | None = None
    ranges: bool = True
    asked: list[str | None] = field(default_factory=list)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        wanted = request.headers.get("Range")
        self.asked.append(wanted)
        if self.status is not None:
            return httpx.Response(self.status)
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and self.ranges else 0
        stop = self.breaks.pop(0) if self.breaks else None
        status = 206 if wanted and self.ranges else 200
        return httpx.Response(status, stream=_Stream(self.data[start:], stop))


class _Stream(httpx.SyncByteStream):
    def __init__(self, data: bytes, stop: int | None):
        self._data = data
        self._stop = stop

    def __iter__(self) -> Iterator[bytes]:
        yield self._data[: self._stop]
        if self._stop is not None:
            raise httpx.ReadError("connection reset")


@pytest.fixture
def server(zipped: Path) -> Server:
    return Server(zipped.read_bytes())
