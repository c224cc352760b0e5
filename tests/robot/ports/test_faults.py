"""One tree of faults: every device has a class of its own, every code is unique."""

from __future__ import annotations

import importlib
import pkgutil

import robot.ports
from robot.ports.faults import Fault, MicrophoneFault, Reason


def every_class() -> list[type[Fault]]:
    for module in pkgutil.iter_modules(robot.ports.__path__):
        importlib.import_module(f"robot.ports.{module.name}")
    return Fault.__subclasses__()


def test_a_fault_says_what_went_wrong_to_people_and_programs() -> None:
    fault = MicrophoneFault(Reason.STALLED, "麦克风没有声音了，请检查连接。")
    assert fault.code == "microphone_stalled"
    assert str(fault) == fault.message
    assert fault.retryable
    assert not MicrophoneFault(Reason.MISSING_PACKAGE, "缺少 sounddevice").retryable


def test_codes_are_unique_over_all_devices() -> None:
    classes = every_class()
    codes = {kind(reason, "").code for kind in classes for reason in Reason}
    assert len(classes) >= 8
    assert len(codes) == len(classes) * len(Reason)
