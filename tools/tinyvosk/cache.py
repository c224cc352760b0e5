"""A model is built once for what it is made from: phrases, these programs, espeak-ng's version."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.tinyvosk import espeak

ROOT = Path(__file__).resolve().parents[2]
THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS")
KEPT = 4
"""Models kept; the oldest go."""
MARK = "built"


def home() -> Path:
    """The user's cache folder, shared by all checkouts."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "jiaojiao" / "tinyvosk"


def key(listed: Path) -> str:
    """Changes with everything that a model depends on."""
    digest = hashlib.sha256(espeak.version().encode())
    for path in (listed, *sorted(Path(__file__).parent.glob("*.py"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def model(listed: Path, where: Path | None = None) -> Path:
    """The folder of a model that knows the phrases in the file `listed`, built now if need be.

    Several at once build in turn, so that a machine builds it once.
    """
    where = where or home()
    where.mkdir(parents=True, exist_ok=True)
    folder = where / key(listed)
    with (where / "lock").open("w") as lock:
        _lock(lock.fileno())
        if not (folder / MARK).exists():
            with tempfile.TemporaryDirectory(prefix=".building-", dir=where) as work:
                fresh = Path(work) / "model"
                _build(listed, fresh)
                (fresh / MARK).touch()
                shutil.rmtree(folder, ignore_errors=True)
                fresh.rename(folder)
        (folder / MARK).touch()
        _forget(where)
    return folder


def _build(listed: Path, folder: Path) -> None:
    """In a process of its own: matrices this small are multiplied fastest by one thread, and a library
    that spins with two takes three times the work on a busy machine."""
    environment = {**os.environ, **dict.fromkeys(THREADS, "1")}
    command = [sys.executable, "-W", "ignore", "-m", "tools.tinyvosk", str(listed), str(folder)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def _lock(handle: int) -> None:
    """Waits for whoever builds; let go when the file is closed. espeak-ng's voices are built on Unix only."""
    import fcntl

    fcntl.flock(handle, fcntl.LOCK_EX)


def _forget(where: Path) -> None:
    built = sorted(where.glob(f"*/{MARK}"), key=lambda mark: mark.stat().st_mtime, reverse=True)
    for mark in built[KEPT:]:
        shutil.rmtree(mark.parent, ignore_errors=True)
