"""The operator's settings: every `JIAOJIAO_*` variable, checked once at start.

A misspelt name silently ignored is worse than a refusal, so unknown names are refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

KNOWN: dict[str, str] = {
    "JIAOJIAO_URL": "address at which clients reach lobby (default http://127.0.0.1:8000)",
    "JIAOJIAO_TOKEN": "device token of this client (default: the file var/device-token)",
    "JIAOJIAO_HOST": "address that lobby listens on (default 127.0.0.1)",
    "JIAOJIAO_PORT": "port that lobby listens on (default 8000)",
    "JIAOJIAO_DIALOGUE_URL": "address of the Rasa server (default http://127.0.0.1:5005)",
    "JIAOJIAO_ACTIONS_PORT": "port of the action server (default 5055)",
    "JIAOJIAO_VAR": "folder for the database, tokens and logs (default var/)",
    "JIAOJIAO_CONTENT": "folder of the branch content that a new database is seeded from (default content/)",
    "JIAOJIAO_SECRET_KEY": "Django's secret (default: made on first run in var/secret-key)",
    "JIAOJIAO_ALLOWED_HOSTS": "host names, comma separated, under which lobby answers",
    "JIAOJIAO_CLOCK": "ISO time at which the process's clock starts, for demonstrations and tests",
    "JIAOJIAO_LOG_LEVEL": "DEBUG, INFO (default), WARNING or ERROR",
}


class EnvironmentRefused(ValueError):
    """An operator's setting is unknown or makes no sense; the message says what to do."""


@dataclass(frozen=True)
class Environment:
    var: Path
    content: Path
    url: str
    host: str
    port: int
    dialogue_url: str
    secret_key: str | None
    allowed_hosts: tuple[str, ...]
    clock: str | None
    log_level: str

    @property
    def loopback_only(self) -> bool:
        return self.host in ("127.0.0.1", "localhost", "::1")


def read(environ: Mapping[str, str]) -> Environment:
    """Checked settings from `environ`; raises EnvironmentRefused with what to do."""
    unknown = sorted(n for n in environ if n.startswith("JIAOJIAO_") and n not in KNOWN)
    if unknown:
        raise EnvironmentRefused(
            f"unknown setting {', '.join(unknown)}; known are: {', '.join(sorted(KNOWN))}"
        )
    port = environ.get("JIAOJIAO_PORT", "8000")
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise EnvironmentRefused(f"JIAOJIAO_PORT must be a port number, not {port!r}")
    host = environ.get("JIAOJIAO_HOST", "127.0.0.1")
    return Environment(
        var=Path(environ.get("JIAOJIAO_VAR") or ROOT / "var").resolve(),
        content=Path(environ.get("JIAOJIAO_CONTENT") or ROOT / "content").resolve(),
        url=environ.get("JIAOJIAO_URL", f"http://127.0.0.1:{port}").rstrip("/"),
        host=host,
        port=int(port),
        dialogue_url=environ.get("JIAOJIAO_DIALOGUE_URL", "http://127.0.0.1:5005").rstrip("/"),
        secret_key=environ.get("JIAOJIAO_SECRET_KEY") or None,
        allowed_hosts=tuple(
            h.strip() for h in environ.get("JIAOJIAO_ALLOWED_HOSTS", "").split(",") if h.strip()
        ),
        clock=environ.get("JIAOJIAO_CLOCK") or None,
        log_level=environ.get("JIAOJIAO_LOG_LEVEL", "INFO").upper(),
    )
