"""Windows and macOS, as far as they can be told from here: what is loaded, looked at and said there."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hardware import libraries, probes
from hardware.audio.sound_server import SoundServer
from hardware.cameras import opencv
from hardware.catalogue import CAMERAS
from robot.checkup import listing
from robot.ports.drivers import Choice
from robot.ports.faults import CameraFault, MicrophoneFault, Reason

ROOT = Path(__file__).resolve().parents[2]
UNIX_ALONE = {"fcntl", "grp", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"}


def loaded(path: Path) -> set[str]:
    """What a module imports as soon as it is imported itself."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    return names


def test_no_module_of_the_device_side_needs_unix_to_be_loaded() -> None:
    paths = [path for folder in ("robot", "hardware") for path in (ROOT / folder).rglob("*.py")]
    assert len(paths) > 100
    assert {str(p): each for p in paths if (each := loaded(p) & UNIX_ALONE)} == {}


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_a_system_that_brings_its_voice_needs_no_espeak(
    system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probes, "sys", SimpleNamespace(platform=system))
    monkeypatch.setattr(probes.shutil, "which", lambda name: None)
    assert probes.speech_synthesis().present


@pytest.mark.parametrize(("pictures", "present"), [(True, True), (False, False)])
def test_where_cameras_are_no_files_one_is_tried(
    pictures: bool, present: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def python(code: str) -> tuple[bool, str]:
        asked.append(code)
        return ("VideoCapture" not in code or pictures), "4.11"

    monkeypatch.setattr(probes.platform, "system", lambda: "Windows")
    monkeypatch.setattr(probes, "_python", python)
    found = probes.camera()
    assert found.present is present
    assert "VideoCapture(0)" in asked[-1]
    assert found.remedy


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_devices_are_listed_without_looking_into_linux_folders(
    system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    devices = [
        {"name": "Jabra", "max_input_channels": 1, "max_output_channels": 2},
        {"name": "HDMI", "max_input_channels": 0, "max_output_channels": 2},
    ]
    sound = SimpleNamespace(query_devices=lambda: devices)
    monkeypatch.setattr(listing, "sys", SimpleNamespace(platform=system))
    monkeypatch.setattr(listing, "Path", None)
    monkeypatch.setattr(listing.portaudio, "library", lambda fault: sound)
    assert listing.present() == listing.Present(("Jabra",), ("Jabra", "HDMI"))


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_no_camera_there_is_told_with_that_systems_remedy(
    system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opencv, "sys", SimpleNamespace(platform=system))
    monkeypatch.setattr("robot.ports.remedies.sys", SimpleNamespace(platform=system))
    with pytest.raises(CameraFault, match="隐私") as caught:
        CAMERAS.open(Choice("opencv", "97"))
    assert caught.value.reason is Reason.MISSING_DEVICE


def _raise(error: Exception) -> Callable[[str], Any]:
    def load(name: str) -> Any:
        raise error

    return load


@pytest.mark.parametrize(
    ("system", "remedy"),
    [("linux", "libportaudio2"), ("win32", "pip install"), ("darwin", "make setup")],
)
def test_a_library_that_does_not_load_is_told_with_that_systems_remedy(
    system: str, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("robot.ports.remedies.sys", SimpleNamespace(platform=system))
    monkeypatch.setattr(
        libraries.importlib, "import_module", _raise(OSError("PortAudio library not found"))
    )
    with pytest.raises(MicrophoneFault, match=remedy) as caught:
        libraries.load("sounddevice", MicrophoneFault)
    assert caught.value.code == "microphone_missing_package"


def test_without_a_sound_server_nothing_is_known_and_nothing_is_claimed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("hardware.audio.sound_server.shutil.which", lambda name: None)
    server = SoundServer()
    server.start()
    server.look()
    assert server.devices("input") == server.devices("output") == frozenset()
    server.stop()
