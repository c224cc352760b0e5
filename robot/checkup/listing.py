"""Which sound devices and cameras this machine has, with the names to choose them by."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from hardware.audio import portaudio
from robot.ports.faults import MicrophoneFault


@dataclass(frozen=True)
class Present:
    """The names of what is there."""

    microphones: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    cameras: tuple[str, ...] = ()
    problem: str = ""
    """Why sound devices could not be listed."""


def present() -> Present:
    cameras: tuple[str, ...] = ()
    if sys.platform == "linux":
        paths = sorted(Path("/sys/class/video4linux").glob("video*/name"))
        cameras = tuple(
            f"{p.parent.name.removeprefix('video')}：{p.read_text().strip()}" for p in paths
        )
    try:
        found = portaudio.library(MicrophoneFault).query_devices()
    except MicrophoneFault as fault:
        return Present(cameras=cameras, problem=fault.message)
    return Present(
        tuple(each["name"] for each in found if each["max_input_channels"] > 0),
        tuple(each["name"] for each in found if each["max_output_channels"] > 0),
        cameras,
    )
