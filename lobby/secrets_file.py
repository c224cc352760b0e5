"""Secrets made on first run: one value a file, readable by the owner alone; and other private files."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def read_or_make(path: Path, *, size: int = 32) -> str:
    """The secret kept in `path`; made at first use from `size` random bytes, mode 600.

    Several processes may start at once, so the file is written aside and linked into place:
    exactly one value wins and a half-written file is never read.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as handle:
            handle.write(secrets.token_urlsafe(size) + "\n")
            handle.flush()
            os.fsync(handle.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()


def make_private(path: Path) -> None:
    """An empty file of mode 600 where there is none yet; one that is there is left as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
