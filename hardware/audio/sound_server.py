"""Where the sound server really connects this process's streams.

When a device goes away, PulseAudio and PipeWire move its streams to another one without a word: the
robot would listen to its own loudspeaker. `pactl subscribe` tells when something changed, `pactl list`
what; both come with the package pulseaudio-utils. Without them, and where there is no such server
(Windows, macOS, bare ALSA), nothing is known and nothing is reported.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import threading
from typing import Any, Literal

Direction = Literal["input", "output"]
LISTS: dict[Direction, tuple[str, str]] = {
    "input": ("source-outputs", "source"),
    "output": ("sink-inputs", "sink"),
}
CONCERNS = (b"on source-output #", b"on sink-input #", b"on source #", b"on sink #")
ASK_SECONDS = 2.0


class SoundServer:
    """Follows the streams of process `pid`; `start` may be called again after the server's end."""

    def __init__(self, pid: int | None = None):
        self._pid = pid
        self._lock = threading.Lock()
        self._listener: subprocess.Popen[bytes] | None = None
        self._follower: threading.Thread | None = None
        self._devices: dict[Direction, frozenset[str]] = {}

    def start(self) -> None:
        """Begin to listen, if that is possible and not done already."""
        with self._lock:
            if self._listener is not None and self._listener.poll() is None:
                return
            self._devices = {}
            if shutil.which("pactl") is None:
                return
            # It would outlive this process until the server tells it something.
            atexit.unregister(self.stop)
            atexit.register(self.stop)
            self._listener = subprocess.Popen(
                ["pactl", "subscribe"],
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
            self._follower = threading.Thread(
                target=self._follow, args=(self._listener,), name="sound-server", daemon=True
            )
            self._follower.start()

    def stop(self) -> None:
        """End the listener and who follows it; may be called twice."""
        with self._lock:
            listener, self._listener = self._listener, None
            follower, self._follower = self._follower, None
            self._devices = {}
        if listener is not None:
            listener.terminate()
            listener.wait()
        if follower is not None:
            follower.join(ASK_SECONDS)

    def devices(self, direction: Direction) -> frozenset[str]:
        """Names of the devices that this process's streams use now; empty: not known."""
        return self._devices.get(direction, frozenset())

    def look(self) -> None:
        """Ask the server now; does nothing while there is none."""
        with self._lock:
            if self._listener is not None:
                self._devices = _devices_of(str(self._pid or os.getpid()))

    def _follow(self, listener: subprocess.Popen[bytes]) -> None:
        assert listener.stdout is not None
        # One read takes all that happened meanwhile: a burst of events is one look.
        while events := os.read(listener.stdout.fileno(), 65536):
            if any(what in events for what in CONCERNS):
                self.look()
        listener.stdout.close()
        listener.wait()
        with self._lock:
            if self._listener is listener:
                self._listener = None
                self._devices = {}


def _devices_of(pid: str) -> dict[Direction, frozenset[str]]:
    found: dict[Direction, frozenset[str]] = {}
    for direction, (list_name, key) in LISTS.items():
        mine = [stream for stream in _ask("list", list_name) if _pid_of(stream) == pid]
        names = {d["index"]: d["name"] for d in _ask("list", "short", key + "s")} if mine else {}
        found[direction] = frozenset(str(names[s[key]]) for s in mine if s.get(key) in names)
    return found


def _environment() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C"}


def _ask(*words: str) -> list[dict[str, Any]]:
    try:
        done = subprocess.run(
            ["pactl", "-f", "json", *words],
            capture_output=True,
            text=True,
            timeout=ASK_SECONDS,
            env=_environment(),
            check=False,
        )
        answer = json.loads(done.stdout or "[]")
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return []
    return [each for each in answer if isinstance(each, dict)] if isinstance(answer, list) else []


def _pid_of(stream: dict[str, Any]) -> str:
    properties = stream.get("properties") or {}
    return str(properties.get("application.process.id", ""))
