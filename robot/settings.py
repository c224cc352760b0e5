"""Where the parts of this robot listen and keep their files, read from the operator's environment.

The robot never imports lobby (it may run on another machine), so it reads the few variables it needs
itself; lobby checks the full list when it starts.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    root: Path
    """The project's folder."""
    var: Path
    """Database, tokens, logs."""
    url: str
    """Where lobby answers."""
    token: str | None
    """Device token given by the operator; None: the file `var/device-token`."""
    host: str
    port: int
    dialogue_url: str
    actions_port: int
    remote: bool
    """True when JIAOJIAO_URL names another server: nothing is started here."""

    @property
    def dialogue_port(self) -> int:
        return urlsplit(self.dialogue_url).port or 5005

    @property
    def logs(self) -> Path:
        return self.var / "log"

    def device_token(self) -> str | None:
        """The bearer token of this device, or None before lobby's first run."""
        if self.token:
            return self.token
        path = self.var / "device-token"
        return path.read_text().strip() if path.exists() else None


class SettingRefused(ValueError):
    """A variable of the environment makes no sense; the message says which and what to do."""


def _port(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name, str(default))
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise SettingRefused(f"{name} must be a port number from 1 to 65535, not {text!r}")
    return int(text)


def read(environ: Mapping[str, str] = os.environ, root: Path = ROOT) -> Settings:
    """Settings from `environ`; raises SettingRefused."""
    port = _port(environ, "JIAOJIAO_PORT", 8000)
    return Settings(
        root=root,
        var=Path(environ.get("JIAOJIAO_VAR") or root / "var").resolve(),
        url=environ.get("JIAOJIAO_URL", f"http://127.0.0.1:{port}").rstrip("/"),
        token=environ.get("JIAOJIAO_TOKEN") or None,
        host=environ.get("JIAOJIAO_HOST", "127.0.0.1"),
        port=port,
        dialogue_url=environ.get("JIAOJIAO_DIALOGUE_URL", "http://127.0.0.1:5005").rstrip("/"),
        actions_port=_port(environ, "JIAOJIAO_ACTIONS_PORT", 5055),
        remote="JIAOJIAO_URL" in environ,
    )
