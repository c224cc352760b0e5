"""PortAudio as this process shares it: one library, one list of devices, and the streams open on it.

The library reads the list of devices when it is initialised and never again. Whatever was plugged in
since appears after `refresh`, which ends every open stream; so a stream that still works keeps the list
as it is, and whoever wants a fresh one tries again later.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import Any

from hardware import libraries
from hardware.audio.sound_server import Direction, SoundServer
from robot.ports.commands import command
from robot.ports.faults import Fault, Reason

LOCK = threading.RLock()
"""Held while the library is asked to open, close or initialise anything."""
SERVER = SoundServer()
_STREAMS: dict[int, Callable[[], bool]] = {}
"""Open streams by identity: each tells whether it works."""
_CLOSING: list[threading.Thread] = []
"""Threads that close a stream; one whose device hangs may never end."""
NAMES = {"input": "麦克风", "output": "扬声器"}


def library(fault: type[Fault]) -> Any:
    """The sounddevice module; raises `fault`."""
    return libraries.load("sounddevice", fault)


def opened(stream: object, works: Callable[[], bool]) -> None:
    """Remember an open stream."""
    _STREAMS[id(stream)] = works


def closed(stream: object) -> None:
    """Forget a stream; may be called twice."""
    _STREAMS.pop(id(stream), None)


def close(stream: Any, seconds: float) -> None:
    """Close a stream of the library; after `seconds` one that hangs is left behind."""

    def ending() -> None:
        # A stream on a dead sound server may refuse; it is gone either way.
        with contextlib.suppress(Exception):
            stream.abort(ignore_errors=True)
            stream.close(ignore_errors=True)

    with LOCK:
        thread = threading.Thread(target=ending, name="close-audio", daemon=True)
        _CLOSING.append(thread)
        thread.start()
        thread.join(seconds)


def refresh(fault: type[Fault]) -> bool:
    """Read the list of devices anew, unless a working stream would end by it; whether it was read."""
    with LOCK:
        _CLOSING[:] = [each for each in _CLOSING if each.is_alive()]
        if _CLOSING or any(works() for works in list(_STREAMS.values())):
            return False
        sound = library(fault)
        sound._terminate()
        sound._initialize()
        return True


def find(direction: Direction, name: str, fault: type[Fault]) -> int:
    """Index of the device called `name`, or whose name holds it; empty: the default one.

    Raises `fault` (missing_device) when there is none, or more than one that is not exactly so called.
    """
    sound = library(fault)
    channels = f"max_{direction}_channels"
    there = [(i, d["name"]) for i, d in enumerate(sound.query_devices()) if d[channels] > 0]
    what = NAMES[direction]
    if not there:
        raise fault(
            Reason.MISSING_DEVICE,
            f"没有发现{what}：接好后会自动启用；不用就设 JIAOJIAO_{fault.device.upper()}=none",
        )
    if not name:
        default = sound.default.device[0 if direction == "input" else 1]
        return int(default) if default >= 0 else there[0][0]
    exact = [i for i, each in there if each == name]
    alike = exact or [i for i, each in there if name.lower() in each.lower()]
    if len(alike) == 1 or exact:
        return alike[0]
    problem = "不止一个" if alike else "找不到"
    names = "、".join(each for _, each in there)
    message = f"{what}“{name}”{problem}：现有 {names}（{command('devices')}）"
    raise fault(Reason.MISSING_DEVICE, message)
