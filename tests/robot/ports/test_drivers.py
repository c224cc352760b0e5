"""Drivers are found by the name in the configuration, and imported only when they are opened."""

from __future__ import annotations

import sys

import pytest

from robot.ports.drivers import Choice, Drivers
from robot.ports.faults import MicrophoneFault, Reason


@pytest.mark.parametrize(
    ("text", "driver", "device"),
    [
        ("sounddevice", "sounddevice", ""),
        ("sounddevice:USB: Audio", "sounddevice", "USB: Audio"),
        (" wav : C:\\a.wav ", "wav", "C:\\a.wav"),
        ("ros:ws://robot:9090", "ros", "ws://robot:9090"),
    ],
)
def test_a_choice_is_a_driver_and_its_device(text: str, driver: str, device: str) -> None:
    assert Choice.parse(text) == Choice(driver, device)


def test_none_is_a_device_the_robot_does_without() -> None:
    assert not Choice.parse("none").wanted
    assert Choice.parse("sounddevice").wanted


def test_the_factory_gets_the_device_and_its_module_is_imported_late() -> None:
    drivers: Drivers[str] = Drivers(
        MicrophoneFault, {"own": "colorsys:hls_to_rgb", "up": "string:capwords"}
    )
    sys.modules.pop("colorsys", None)
    drivers.factory(Choice("own"))
    assert "colorsys" not in sys.modules
    assert drivers.open(Choice("up", "robot mic")) == "Robot Mic"


def test_an_unknown_driver_is_refused_with_those_there_are() -> None:
    drivers: Drivers[str] = Drivers(MicrophoneFault, {"sounddevice": "a:b", "wav": "c:d"})
    with pytest.raises(ValueError, match=r"no microphone driver 'alsa': sounddevice, wav"):
        drivers.factory(Choice("alsa"))


def test_a_missing_package_is_a_fault_that_names_it_and_the_remedy() -> None:
    drivers: Drivers[str] = Drivers(MicrophoneFault, {"own": "no_such_package.module:open"})
    with pytest.raises(MicrophoneFault, match=r"no_such_package.*make setup") as caught:
        drivers.open(Choice("own"))
    assert caught.value.reason is Reason.MISSING_PACKAGE
