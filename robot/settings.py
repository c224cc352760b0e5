"""Where the parts of this robot listen and keep their files, read from the operator's environment.

The robot never imports lobby (it may run on another machine), so it reads the few variables it needs
itself. Like lobby it refuses names that nobody knows; what only concerns lobby, lobby checks.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from robot.ports.drivers import Choice

ROOT = Path(__file__).resolve().parent.parent


DEVICES = {
    "JIAOJIAO_MICROPHONE": "sounddevice",
    "JIAOJIAO_SPEECH_DETECTOR": "silero",
    "JIAOJIAO_RECOGNIZER": "vosk",
    "JIAOJIAO_SYNTHESIZER": "pyttsx3",
    "JIAOJIAO_SPEAKER": "sounddevice",
    "JIAOJIAO_CAMERA": "opencv",
    "JIAOJIAO_SIGHT": "opencv",
    "JIAOJIAO_BASE": "none",
    "JIAOJIAO_PRINTER": "none",
}
"""The variable of each device and the driver that is taken without it."""
WAKES = ("phrase", "speech")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
KNOWN = frozenset(
    {
        *DEVICES,
        "JIAOJIAO_ACTIONS_PORT",
        "JIAOJIAO_ALLOWED_HOSTS",
        "JIAOJIAO_CLOCK",
        "JIAOJIAO_CONTENT",
        "JIAOJIAO_DIALOGUE_URL",
        "JIAOJIAO_ECHO_CANCELLED",
        "JIAOJIAO_HOST",
        "JIAOJIAO_LOG_LEVEL",
        "JIAOJIAO_PORT",
        "JIAOJIAO_QUEUE_MAP",
        "JIAOJIAO_QUEUE_TOKEN",
        "JIAOJIAO_QUEUE_URL",
        "JIAOJIAO_SECRET_KEY",
        "JIAOJIAO_TOKEN",
        "JIAOJIAO_URL",
        "JIAOJIAO_VAR",
        "JIAOJIAO_WAKE",
    }
)
"""Every name there is, those of lobby too: on one machine all parts share one environment."""


@dataclass(frozen=True)
class Devices:
    """Which drivers the operator chose; `none` to do without."""

    microphone: Choice
    speech_detector: Choice
    recognizer: Choice
    synthesizer: Choice
    speaker: Choice
    camera: Choice
    sight: Choice
    base: Choice
    printer: Choice
    echo_cancelled: bool
    """The microphone's source does not hear the loudspeaker: a customer may talk over the robot."""
    wake: str
    """What begins a conversation where no camera sees the visitor: phrase (娇娇) or any speech."""

    @property
    def hears(self) -> bool:
        return self.microphone.wanted and self.recognizer.wanted

    @property
    def speaks(self) -> bool:
        return self.speaker.wanted and self.synthesizer.wanted

    @property
    def sees(self) -> bool:
        return self.camera.wanted and self.sight.wanted

    @property
    def any_wanted(self) -> bool:
        return self.hears or self.speaks


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
    log_level: str
    devices: Devices

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
    # isdecimal alone would take digits of other scripts.
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 65536):
        raise SettingRefused(f"{name} must be a port number from 1 to 65535, not {text!r}")
    return int(text)


def _address(environ: Mapping[str, str], name: str, default: str) -> str:
    text = (environ.get(name) or default).rstrip("/")
    try:
        parts = urlsplit(text)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        whole = False
    if not whole:
        raise SettingRefused(f"{name} must be an address such as {default}, not {text!r}")
    return text


def _log_level(environ: Mapping[str, str]) -> str:
    text = (environ.get("JIAOJIAO_LOG_LEVEL") or "INFO").upper()
    if text not in LOG_LEVELS:
        raise SettingRefused(
            f"JIAOJIAO_LOG_LEVEL must be one of {', '.join(LOG_LEVELS)}, not {text!r}"
        )
    return text


def _devices(environ: Mapping[str, str], var: Path) -> Devices:
    chosen = {
        name.removeprefix("JIAOJIAO_").lower(): Choice.parse(environ.get(name) or usual)
        for name, usual in DEVICES.items()
    }
    if not chosen["recognizer"].device and chosen["recognizer"].driver == "vosk":
        chosen["recognizer"] = Choice("vosk", str(var / "models" / "vosk-cn"))
    wake = environ.get("JIAOJIAO_WAKE") or WAKES[0]
    if wake not in WAKES:
        raise SettingRefused(f"JIAOJIAO_WAKE must be one of {', '.join(WAKES)}, not {wake!r}")
    return Devices(**chosen, echo_cancelled=_yes(environ, "JIAOJIAO_ECHO_CANCELLED"), wake=wake)


def _yes(environ: Mapping[str, str], name: str) -> bool:
    text = environ.get(name) or "no"
    if text not in ("yes", "no"):
        raise SettingRefused(f"{name} must be yes or no, not {text!r}")
    return text == "yes"


def read(environ: Mapping[str, str] = os.environ, root: Path = ROOT) -> Settings:
    """Settings from `environ`; raises SettingRefused."""
    unknown = sorted(n for n in environ if n.startswith("JIAOJIAO_") and n not in KNOWN)
    if unknown:
        raise SettingRefused(
            f"unknown setting {', '.join(unknown)}; known are: {', '.join(sorted(KNOWN))}"
        )
    port = _port(environ, "JIAOJIAO_PORT", 8000)
    var = Path(environ.get("JIAOJIAO_VAR") or root / "var").resolve()
    return Settings(
        root=root,
        var=var,
        url=_address(environ, "JIAOJIAO_URL", f"http://127.0.0.1:{port}"),
        token=environ.get("JIAOJIAO_TOKEN") or None,
        host=environ.get("JIAOJIAO_HOST", "127.0.0.1"),
        port=port,
        dialogue_url=_address(environ, "JIAOJIAO_DIALOGUE_URL", "http://127.0.0.1:5005"),
        actions_port=_port(environ, "JIAOJIAO_ACTIONS_PORT", 5055),
        remote=bool(environ.get("JIAOJIAO_URL")),
        log_level=_log_level(environ),
        devices=_devices(environ, var),
    )
