"""One trial for each port, with its fault if it has one."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from hardware import catalogue
from robot.checkup import pictures, sound
from robot.checkup.trial import Trial, failed, off
from robot.ports.drivers import UnknownDriver
from robot.ports.faults import Fault
from robot.ports.printer import PrinterState
from robot.settings import Devices


@dataclass(frozen=True)
class Manner:
    """How trials are made."""

    listen: float = sound.LISTEN_SECONDS
    """Seconds that the microphone listens."""
    silent: bool = False
    """Without the spoken sentence."""
    meter: sound.Meter = lambda decibels: None


def try_out(port: str, devices: Devices, manner: Manner) -> Trial:
    """Open the port's device, use it, close it."""
    choice = getattr(devices, port)
    if not choice.wanted:
        return off(port, choice)
    trials: dict[str, Callable[[], Trial]] = {
        "microphone": lambda: sound.microphone(devices, manner.meter, manner.listen),
        "speech_detector": lambda: sound.speech_detector(devices),
        "recognizer": lambda: sound.recognizer(devices),
        "synthesizer": lambda: sound.synthesizer(devices),
        "speaker": lambda: sound.speaker(devices, manner.silent),
        "camera": lambda: pictures.camera(devices),
        "sight": lambda: pictures.sight(devices),
        "printer": lambda: _printer(devices),
        "base": lambda: _base(devices),
    }
    try:
        return trials[port]()
    except Fault as fault:
        return failed(port, choice, fault)
    except UnknownDriver as error:
        detail = f"没有驱动 {choice.driver}，可选 {'、'.join(error.names)} 或 none：改 JIAOJIAO_{port.upper()}"
        return Trial(port, choice.driver, choice.device, "failed", detail, f"{port}_unknown_driver")


PRINTER_STATES = {
    PrinterState.LOW_PAPER: "纸快用完了：备好纸卷",
    PrinterState.OUT_OF_PAPER: "没有纸了：换纸卷",
    PrinterState.OFFLINE: "联系不上：检查电源、连接和地址",
    PrinterState.FAILED: "出错了：检查盖子、切刀和纸",
}


def _printer(devices: Devices) -> Trial:
    """Asks how it is; prints nothing."""
    choice = devices.printer
    opened = catalogue.PRINTERS.open(choice)
    state = opened.state()
    opened.close()
    detail = f"{choice.device}，" + PRINTER_STATES.get(state, f"{opened.width_mm} 毫米纸")
    if not state.works:
        return Trial(
            "printer", choice.driver, choice.device, "failed", detail, f"printer_{state.value}"
        )
    return Trial("printer", choice.driver, choice.device, "works", detail)


def _base(devices: Devices) -> Trial:
    choice = devices.base
    opened = catalogue.BASES.open(choice)
    try:
        time.sleep(0.5)
        state = opened.state()
    finally:
        opened.close()
    if state.fault is not None:
        raise state.fault
    place = (
        f"在 ({state.pose.x:.1f}, {state.pose.y:.1f}) 米处" if state.pose else "不知道自己在哪里"
    )
    figures = {} if state.battery is None else {"battery": round(state.battery, 2)}
    return Trial("base", choice.driver, choice.device, "works", place, figures=figures)
