"""Devices of the branch (robot, dialogue, boards): one shared token, the operator's or a file's."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from lobby import secrets_file


@dataclass(frozen=True)
class Device:
    """The principal of a request that carried the device token; stands where Django puts a user."""

    username: str = "device"
    pk: None = None
    is_authenticated: bool = True
    is_anonymous: bool = False
    is_active: bool = True
    is_staff: bool = False
    is_superuser: bool = False


DEVICE = Device()


def token_path() -> Path:
    path: Path = settings.JIAOJIAO.var / "device-token"
    return path


def token() -> str:
    """The device token: JIAOJIAO_TOKEN, which the other parts send too, or else the one in the file.

    The file is made at first use; a replaced file holds from the next request on.
    """
    given: str | None = settings.JIAOJIAO.token
    if given:
        return given
    path = token_path()
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError:
        secrets_file.read_or_make(path)
        changed = path.stat().st_mtime_ns
    return _read(path, changed)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> str:
    return secrets_file.read_or_make(path)


def is_device(candidate: str) -> bool:
    """Whether `candidate` is the device token, in a time that does not tell how much of it is right."""
    return secrets.compare_digest(candidate.encode(), token().encode())
