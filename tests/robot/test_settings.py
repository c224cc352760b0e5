from __future__ import annotations

from pathlib import Path

import pytest

from robot import settings
from robot.ports.drivers import Choice


def test_defaults(tmp_path: Path) -> None:
    chosen = settings.read({}, tmp_path)
    assert chosen.url == "http://127.0.0.1:8000"
    assert chosen.dialogue_port == 5005
    assert not chosen.remote
    assert chosen.device_token() is None


def test_another_machine(tmp_path: Path) -> None:
    chosen = settings.read({"JIAOJIAO_URL": "http://branch:8000/", "JIAOJIAO_TOKEN": "t"}, tmp_path)
    assert (chosen.url, chosen.remote, chosen.device_token()) == ("http://branch:8000", True, "t")


@pytest.mark.parametrize("port", ["0", "70000", "http", "-1", "", "\u0668\u0660", "\u00b2"])
def test_a_senseless_port_is_refused(port: str, tmp_path: Path) -> None:
    with pytest.raises(settings.SettingRefused, match="JIAOJIAO_PORT"):
        settings.read({"JIAOJIAO_PORT": port}, tmp_path)


def test_devices_by_default_and_by_choice(tmp_path: Path) -> None:
    usual = settings.read({"JIAOJIAO_VAR": str(tmp_path)}, tmp_path).devices
    assert usual.microphone == Choice("sounddevice")
    assert usual.recognizer == Choice("vosk", str(tmp_path / "models" / "vosk-cn"))
    assert (usual.hears, usual.speaks, usual.sees, usual.echo_cancelled) == (
        True,
        True,
        True,
        False,
    )
    chosen = settings.read(
        {
            "JIAOJIAO_MICROPHONE": "none",
            "JIAOJIAO_SPEAKER": "sounddevice:USB: Audio",
            "JIAOJIAO_CAMERA": "none",
            "JIAOJIAO_ECHO_CANCELLED": "yes",
            "JIAOJIAO_WAKE": "speech",
        },
        tmp_path,
    ).devices
    assert chosen.speaker == Choice("sounddevice", "USB: Audio")
    assert (chosen.hears, chosen.speaks, chosen.sees) == (False, True, False)
    assert (chosen.echo_cancelled, chosen.wake) == (True, "speech")


@pytest.mark.parametrize(
    ("name", "value"), [("JIAOJIAO_ECHO_CANCELLED", "maybe"), ("JIAOJIAO_WAKE", "clap")]
)
def test_a_senseless_choice_is_refused(name: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(settings.SettingRefused, match=name):
        settings.read({name: value}, tmp_path)


@pytest.mark.parametrize("name", ["JIAOJIAO_URL", "JIAOJIAO_DIALOGUE_URL"])
@pytest.mark.parametrize("value", ["branch", "ftp://branch", "http://", "http://branch:port"])
def test_an_address_that_is_none_is_refused(name: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(settings.SettingRefused, match=name):
        settings.read({name: value}, tmp_path)


def test_an_address_left_empty_is_the_usual_one(tmp_path: Path) -> None:
    chosen = settings.read({"JIAOJIAO_URL": "", "JIAOJIAO_DIALOGUE_URL": ""}, tmp_path)
    assert (chosen.url, chosen.remote) == ("http://127.0.0.1:8000", False)
    assert chosen.dialogue_port == 5005


def test_unknown_names_and_levels_are_refused(tmp_path: Path) -> None:
    with pytest.raises(settings.SettingRefused, match="unknown setting JIAOJIAO_HSOT"):
        settings.read({"JIAOJIAO_HSOT": "0.0.0.0"}, tmp_path)
    with pytest.raises(settings.SettingRefused, match="JIAOJIAO_LOG_LEVEL"):
        settings.read({"JIAOJIAO_LOG_LEVEL": "loud"}, tmp_path)
