"""Thermal printers that speak ESC/POS, through python-escpos.

A ticket is printed as a picture, so that no printer needs a Chinese code page. The connection is opened
for each job: network printers drop idle ones, and a printer that was off is found again by itself.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator
from typing import Any

from hardware.libraries import load
from robot.ports.faults import PrinterFault, Reason
from robot.ports.printer import PrinterState

WIDTHS = (58, 80)
USUAL_WIDTH = 80
PORT = 9100
TIMEOUT = 5.0
"""Seconds for the network and the serial line."""
BANDS = 240
"""Dot rows sent at once: cheap printers have small buffers."""
PAPER = {2: PrinterState.READY, 1: PrinterState.LOW_PAPER, 0: PrinterState.OUT_OF_PAPER}
"""Escpos.paper_status() in our words."""

Connect = Callable[[], Any]
"""Makes an escpos.printer object; may raise what the library raises."""


class EscposPrinter:
    """One printer; see robot.ports.printer.Printer."""

    def __init__(self, connect: Connect, width_mm: int) -> None:
        if width_mm not in WIDTHS:
            raise PrinterFault(Reason.FAILED, f"纸宽应为 58 或 80 毫米，不是 {width_mm}")
        self._connect = connect
        self._width_mm = width_mm

    @property
    def width_mm(self) -> int:
        return self._width_mm

    def state(self) -> PrinterState:
        try:
            with self._connected() as device:
                return _asked(device)
        except PrinterFault as fault:
            return {
                Reason.MISSING_DEVICE: PrinterState.OFFLINE,
                Reason.LOST: PrinterState.OFFLINE,
            }.get(fault.reason, PrinterState.FAILED)

    def print(self, png: bytes) -> None:
        image_module = load("PIL.Image", PrinterFault)
        picture = image_module.open(io.BytesIO(png))
        with self._connected() as device:
            _demand_paper(device)
            device.image(picture, impl="bitImageRaster", fragment_height=BANDS)
            device.cut()
            # A roll that ended half-way left half a ticket: it is to be printed again.
            _demand_paper(device)

    def close(self) -> None:
        """Nothing is held between jobs."""

    @contextlib.contextmanager
    def _connected(self) -> Iterator[Any]:
        try:
            device = self._connect()
            try:
                device.open()
                yield device
            finally:
                device.close()
        except PrinterFault:
            raise
        except (FileNotFoundError, ConnectionRefusedError, TimeoutError) as error:
            raise PrinterFault(
                Reason.MISSING_DEVICE, "打印机没有连上：检查电源、线和地址"
            ) from error
        except OSError as error:
            raise PrinterFault(Reason.LOST, f"打印机断开了：{type(error).__name__}") from error
        except Exception as error:
            # The library wraps whatever went wrong while opening in errors of its own.
            if type(error).__name__ == "DeviceNotFoundError":
                raise PrinterFault(
                    Reason.MISSING_DEVICE, "打印机没有连上：检查电源、线和地址"
                ) from error
            raise PrinterFault(Reason.FAILED, f"打印机出错：{type(error).__name__}") from error


def _asked(device: Any) -> PrinterState:
    """What the printer says of itself; one that cannot be asked, a plain device file say, is taken for ready."""
    try:
        if not device.is_online():
            paper = PAPER[device.paper_status()]
            return paper if paper is PrinterState.OUT_OF_PAPER else PrinterState.OFFLINE
        return PAPER[device.paper_status()]
    except NotImplementedError:
        return PrinterState.READY


def _demand_paper(device: Any) -> None:
    state = _asked(device)
    if state is PrinterState.OUT_OF_PAPER:
        raise PrinterFault(Reason.OUT_OF_PAPER, "打印机缺纸：换一卷纸")
    if state is PrinterState.OFFLINE:
        raise PrinterFault(Reason.LOST, "打印机脱机：检查上盖和进纸")


def network(device: str) -> EscposPrinter:
    """`address[:port][@58]`."""
    where, width = _width(device)
    host, _, port = where.partition(":")
    printers = load("escpos.printer", PrinterFault)
    return EscposPrinter(
        lambda: printers.Network(host, port=int(port or PORT), timeout=TIMEOUT), width
    )


def usb(device: str) -> EscposPrinter:
    """`vendor:product[@58]`, both hexadecimal as lsusb shows them."""
    where, width = _width(device)
    vendor, _, product = where.partition(":")
    load("usb.core", PrinterFault)
    printers = load("escpos.printer", PrinterFault)
    return EscposPrinter(lambda: printers.Usb(int(vendor, 16), int(product, 16)), width)


def serial(device: str) -> EscposPrinter:
    """`/dev/ttyUSB0[@58]`, 9600 baud."""
    where, width = _width(device)
    load("serial", PrinterFault)
    printers = load("escpos.printer", PrinterFault)
    return EscposPrinter(lambda: printers.Serial(where, baudrate=9600, timeout=TIMEOUT), width)


def file(device: str) -> EscposPrinter:
    """`/dev/usb/lp0[@58]`: a device file, or any file, which then holds what would be printed."""
    where, width = _width(device)
    printers = load("escpos.printer", PrinterFault)
    return EscposPrinter(lambda: printers.File(where), width)


def _width(device: str) -> tuple[str, int]:
    where, mark, width = device.rpartition("@")
    if not mark:
        return device, USUAL_WIDTH
    if width not in map(str, WIDTHS):
        raise PrinterFault(Reason.FAILED, f"纸宽应为 58 或 80 毫米，不是 {width}")
    return where, int(width)
