"""The operator's choices become the devices of the loop."""

from __future__ import annotations

from pathlib import Path

import pytest

from hardware import catalogue
from robot import body, settings
from robot.ports.drivers import Choice


def chosen(tmp_path: Path, **environ: str) -> settings.Devices:
    return settings.read({"JIAOJIAO_VAR": str(tmp_path), **environ}, tmp_path).devices


def test_every_usual_driver_exists(tmp_path: Path) -> None:
    drivers = {
        "microphone": catalogue.MICROPHONES,
        "speech_detector": catalogue.SPEECH_DETECTORS,
        "recognizer": catalogue.RECOGNIZERS,
        "synthesizer": catalogue.SYNTHESIZERS,
        "speaker": catalogue.SPEAKERS,
        "camera": catalogue.CAMERAS,
        "sight": catalogue.SIGHTS,
    }
    for name, usual in settings.DEVICES.items():
        port = name.removeprefix("JIAOJIAO_").lower()
        if port in drivers:
            assert drivers[port].port == port
            drivers[port].factory(Choice.parse(usual))


def test_nothing_is_opened_before_it_is_used(tmp_path: Path) -> None:
    devices = body.devices(chosen(tmp_path))
    assert set(devices.reports()) == {
        *("microphone", "speech_detector", "recognizer", "synthesizer", "speaker"),
        *("camera", "sight"),
    }
    assert all(not report.code for report in devices.reports().values())
    devices.close()


def test_what_the_operator_does_without_is_not_there(tmp_path: Path) -> None:
    devices = body.devices(chosen(tmp_path, JIAOJIAO_MICROPHONE="none", JIAOJIAO_CAMERA="none"))
    assert set(devices.reports()) == {"synthesizer", "speaker"}


def test_a_driver_that_does_not_exist_is_refused_by_its_variable(tmp_path: Path) -> None:
    with pytest.raises(settings.SettingRefused, match=r"JIAOJIAO_SPEECH_DETECTOR.*silero, webrtc"):
        body.devices(chosen(tmp_path, JIAOJIAO_SPEECH_DETECTOR="crystal"))
