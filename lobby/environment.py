"""The operator's settings: every `JIAOJIAO_*` variable, checked once at start.

A misspelt name silently ignored is worse than a refusal, so unknown names are refused. So is what
would be unsafe once others can reach the server: see `_refuse_unsafe`.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent

KNOWN: dict[str, str] = {
    "JIAOJIAO_URL": "address at which clients reach lobby (default http://127.0.0.1:8000)",
    "JIAOJIAO_TOKEN": "device token (default: the file var/device-token, made on first run)",
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
    "JIAOJIAO_BASE": "mobile base's driver, `none` (default), `simulated` or `ros:ws://<host>:9090`",
    "JIAOJIAO_CAMERA": "camera's driver, `opencv` (default), `opencv:<number or file>` or `none`",
    "JIAOJIAO_ECHO_CANCELLED": "`yes`: the microphone does not hear the loudspeaker, customers may talk over the robot (default no)",
    "JIAOJIAO_MICROPHONE": "microphone's driver, `sounddevice` (default), `sounddevice:<name>`, `wav:<file>` or `none`",
    "JIAOJIAO_RECOGNIZER": "recogniser's driver, `vosk` (default, the model in var/models/vosk-cn), `vosk:<folder>` or `none`",
    "JIAOJIAO_PRINTER": "ticket printer, `none` (default), `network:<address>[:port][@58]`, `usb:<vendor>:<product>[@58]`, `serial:<device>[@58]` or `file:<device>[@58]`",
    "JIAOJIAO_QUEUE_MAP": "YAML file with the names of services, counters and classes in the bank's queue system",
    "JIAOJIAO_QUEUE_TOKEN": "key for the bank's queue system, sent as X-Api-Key",
    "JIAOJIAO_QUEUE_URL": "address of the bank's existing queue system (default: the branch's own queue)",
    "JIAOJIAO_SIGHT": "what looks at the camera's pictures, `opencv` (default) or `none`",
    "JIAOJIAO_SPEAKER": "loudspeaker's driver, `sounddevice` (default), `sounddevice:<name>`, `wav:<file>` or `none`",
    "JIAOJIAO_SPEECH_DETECTOR": "what tells speech from noise, `silero` (default) or `webrtc`",
    "JIAOJIAO_SYNTHESIZER": "voice's driver, `pyttsx3` (default), `pyttsx3:<voice>` or `none`",
    "JIAOJIAO_WAKE": "what begins a conversation where no camera sees the visitor: `phrase` (娇娇, default) or `speech` (any)",
}

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
"""Where the machine's own parts and probes reach lobby, whatever else it is called."""
EVERY_ADDRESS = ("", "0.0.0.0", "::")  # noqa: S104
SECRET_LENGTH = 32
"""Characters that a secret given by the operator has at least, once others reach lobby."""
SECRET_VARIETY = 10
"""Different characters in it at least: a word repeated is no secret."""
PLACEHOLDERS = (
    "changeme",
    "change-me",
    "change_me",
    "django-insecure",
    "example",
    "replace",
    "secret",
)
"""What a secret left as it stood in an example begins with."""


class EnvironmentRefused(ValueError):
    """An operator's setting is unknown or makes no sense; the message, one line, says what to do."""


@dataclass(frozen=True)
class Environment:
    var: Path
    content: Path
    url: str
    host: str
    port: int
    dialogue_url: str
    token: str | None
    """Device token given by the operator; None: the file `var/device-token`."""
    secret_key: str | None
    allowed_hosts: tuple[str, ...]
    """Empty: Django's own loopback names. Else they are among them."""
    clock: str | None
    log_level: str
    queue_url: str | None = None
    """The bank's queue system; None: the branch's own queue."""
    queue_token: str | None = None
    queue_map: Path | None = None

    @property
    def loopback_only(self) -> bool:
        return is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Whether a server bound to `host` is reached from this machine alone."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def read(environ: Mapping[str, str]) -> Environment:
    """Checked settings from `environ`; raises EnvironmentRefused with what to do."""
    unknown = sorted(n for n in environ if n.startswith("JIAOJIAO_") and n not in KNOWN)
    if unknown:
        raise EnvironmentRefused(
            f"unknown setting {', '.join(unknown)}; known are: {', '.join(sorted(KNOWN))}"
        )
    port = _port(environ, "JIAOJIAO_PORT", "8000")
    _port(environ, "JIAOJIAO_ACTIONS_PORT", "5055")
    host = environ.get("JIAOJIAO_HOST", "127.0.0.1")
    hosts = tuple(
        name.strip()
        for name in environ.get("JIAOJIAO_ALLOWED_HOSTS", "").split(",")
        if name.strip()
    )
    chosen = Environment(
        var=Path(environ.get("JIAOJIAO_VAR") or ROOT / "var").resolve(),
        content=Path(environ.get("JIAOJIAO_CONTENT") or ROOT / "content").resolve(),
        url=_address(environ, "JIAOJIAO_URL", f"http://127.0.0.1:{port}"),
        # An empty one stays: to a server it means every address.
        host=host,
        port=port,
        dialogue_url=_address(environ, "JIAOJIAO_DIALOGUE_URL", "http://127.0.0.1:5005"),
        token=environ.get("JIAOJIAO_TOKEN", "").strip() or None,
        secret_key=environ.get("JIAOJIAO_SECRET_KEY") or None,
        allowed_hosts=_with_this_machine(hosts, host),
        clock=_clock(environ),
        log_level=_log_level(environ),
        **_queue(environ),
    )
    _refuse_unsafe(chosen)
    return chosen


def _refuse_unsafe(chosen: Environment) -> None:
    """Where others reach lobby, host names must be said, and no secret may be guessable.

    Host names that were said for a lobby on loopback mean a proxy in front of it, and others too.
    """
    if chosen.loopback_only and not chosen.allowed_hosts:
        return
    if not chosen.allowed_hosts:
        raise EnvironmentRefused(
            f"lobby is to listen on {chosen.host or 'every address'}, beyond this machine: set "
            "JIAOJIAO_ALLOWED_HOSTS to the names under which it answers, for example "
            "lobby.branch.example,192.0.2.10; or leave JIAOJIAO_HOST at 127.0.0.1"
        )
    secrets = (("JIAOJIAO_SECRET_KEY", chosen.secret_key), ("JIAOJIAO_TOKEN", chosen.token))
    for name, value in secrets:
        if value is not None and not is_strong(value):
            raise EnvironmentRefused(
                f"{name} is too short or a well-known one for a lobby that others reach: leave it "
                f"out (a random one is then made and kept in JIAOJIAO_VAR) or take {SECRET_LENGTH} "
                "random characters or more, for example from: openssl rand -hex 32"
            )


def is_strong(secret: str) -> bool:
    """Whether `secret` is long, varied and no placeholder of an example."""
    return (
        len(secret) >= SECRET_LENGTH
        and len(set(secret)) >= SECRET_VARIETY
        and not secret.casefold().startswith(PLACEHOLDERS)
    )


def _with_this_machine(hosts: tuple[str, ...], host: str) -> tuple[str, ...]:
    """The machine's own parts, probes and supervisor come in whatever lobby is called."""
    if not hosts or "*" in hosts:
        return hosts
    bracketed = f"[{host}]" if ":" in host and not host.startswith("[") else host
    own = (*LOOPBACK_NAMES, *(() if host in EVERY_ADDRESS else (bracketed,)))
    return tuple(dict.fromkeys((*hosts, *own)))


def _port(environ: Mapping[str, str], name: str, default: str) -> int:
    text = environ.get(name, default)
    # isdecimal alone would take digits of other scripts.
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 65536):
        raise EnvironmentRefused(f"{name} must be a port number from 1 to 65535, not {text!r}")
    return int(text)


def _address(environ: Mapping[str, str], name: str, default: str) -> str:
    text = (environ.get(name) or default).rstrip("/")
    try:
        parts = urlsplit(text)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        whole = False
    if not whole:
        raise EnvironmentRefused(
            f"{name} must be an address such as http://127.0.0.1:8000, not {text!r}"
        )
    return text


def _queue(environ: Mapping[str, str]) -> dict[str, Any]:
    """Where the bank's queue system is, if it is to be used."""
    given = {name: environ.get(f"JIAOJIAO_QUEUE_{name}", "").strip() for name in ("TOKEN", "MAP")}
    if not environ.get("JIAOJIAO_QUEUE_URL", "").strip():
        for name, value in given.items():
            if value:
                raise EnvironmentRefused(
                    f"JIAOJIAO_QUEUE_{name} is set but JIAOJIAO_QUEUE_URL is not: set both or neither"
                )
        return {}
    path = Path(given["MAP"]).resolve() if given["MAP"] else None
    if path is not None and not path.is_file():
        raise EnvironmentRefused(f"JIAOJIAO_QUEUE_MAP must be a file, there is none at {path}")
    return {
        "queue_url": _address(environ, "JIAOJIAO_QUEUE_URL", ""),
        "queue_token": given["TOKEN"] or None,
        "queue_map": path,
    }


def _clock(environ: Mapping[str, str]) -> str | None:
    text = environ.get("JIAOJIAO_CLOCK") or None
    if text is not None:
        try:
            datetime.fromisoformat(text)
        except ValueError as error:
            raise EnvironmentRefused(
                f"JIAOJIAO_CLOCK must be an ISO time such as 2026-03-02T10:00, not {text!r}"
            ) from error
    return text


def _log_level(environ: Mapping[str, str]) -> str:
    text = (environ.get("JIAOJIAO_LOG_LEVEL") or "INFO").upper()
    if text not in LOG_LEVELS:
        raise EnvironmentRefused(
            f"JIAOJIAO_LOG_LEVEL must be one of {', '.join(LOG_LEVELS)}, not {text!r}"
        )
    return text
