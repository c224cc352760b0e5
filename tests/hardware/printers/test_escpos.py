"""ESC/POS printers, against python-escpos' own dummy and file printers."""

from __future__ import annotations

import io
import socket
import threading
from pathlib import Path
from typing import Any

import pytest
from escpos.exceptions import DeviceNotFoundError
from escpos.printer import Dummy
from PIL import Image

from hardware.catalogue import PRINTERS
from hardware.printers import escpos
from hardware.printers.escpos import EscposPrinter
from robot.ports.drivers import Choice
from robot.ports.faults import PrinterFault, Reason
from robot.ports.printer import PrinterState

RASTER = b"\x1dv0"
CUT = b"\x1dV"


class Roll(Dummy):  # type: ignore[misc]
    """A dummy that can be asked how it is: `paper` 2 plenty, 1 little, 0 none."""

    def __init__(self, paper: int = 2, online: bool = True, ends_after: int | None = None) -> None:
        super().__init__()
        self.paper, self.online, self.ends_after = paper, online, ends_after
        self.asked = 0

    def open(self) -> None: ...

    def close(self) -> None: ...

    def is_online(self) -> bool:
        return self.online

    def paper_status(self) -> int:
        self.asked += 1
        return 0 if self.ends_after is not None and self.asked > self.ends_after else self.paper


def png(width: int = 384, height: int = 600) -> bytes:
    out = io.BytesIO()
    Image.new("1", (width, height), 0).save(out, "PNG")
    return out.getvalue()


def test_a_ticket_is_printed_as_a_picture_and_cut() -> None:
    roll = Roll()
    EscposPrinter(lambda: roll, 58).print(png())
    assert roll.output.count(RASTER) == -(-600 // escpos.BANDS)
    # Bytes a row of 384 dots, and black dots all over.
    assert bytes([384 // 8, 0]) in roll.output
    assert b"\xff" * 40 in roll.output
    assert CUT in roll.output[-8:]


@pytest.mark.parametrize(
    ("roll", "state"),
    [
        (Roll(), PrinterState.READY),
        (Roll(paper=1), PrinterState.LOW_PAPER),
        (Roll(paper=0), PrinterState.OUT_OF_PAPER),
        (Roll(paper=0, online=False), PrinterState.OUT_OF_PAPER),
        (Roll(online=False), PrinterState.OFFLINE),
    ],
)
def test_how_the_printer_is(roll: Roll, state: PrinterState) -> None:
    assert EscposPrinter(lambda: roll, 80).state() is state


@pytest.mark.parametrize(
    ("roll", "reason"),
    [
        (Roll(paper=0), Reason.OUT_OF_PAPER),
        (Roll(online=False), Reason.LOST),
    ],
)
def test_nothing_is_sent_to_a_printer_that_cannot(roll: Roll, reason: Reason) -> None:
    with pytest.raises(PrinterFault) as fault:
        EscposPrinter(lambda: roll, 80).print(png())
    assert fault.value.reason is reason
    assert roll.output == b""


def test_a_roll_that_ends_half_way_is_no_printed_ticket() -> None:
    roll = Roll(ends_after=1)
    with pytest.raises(PrinterFault) as fault:
        EscposPrinter(lambda: roll, 80).print(png())
    assert fault.value.reason is Reason.OUT_OF_PAPER


def broken(error: BaseException) -> Any:
    def connect() -> Any:
        raise error

    return connect


@pytest.mark.parametrize(
    ("error", "reason", "state"),
    [
        (ConnectionRefusedError(), Reason.MISSING_DEVICE, PrinterState.OFFLINE),
        (DeviceNotFoundError("x"), Reason.MISSING_DEVICE, PrinterState.OFFLINE),
        (BrokenPipeError(), Reason.LOST, PrinterState.OFFLINE),
        (ValueError("x"), Reason.FAILED, PrinterState.FAILED),
    ],
)
def test_what_goes_wrong_is_one_kind_of_error(
    error: BaseException, reason: Reason, state: PrinterState
) -> None:
    printer = EscposPrinter(broken(error), 80)
    with pytest.raises(PrinterFault) as fault:
        printer.print(png())
    assert fault.value.reason is reason
    assert printer.state() is state


def test_a_device_file_gets_all_bytes(tmp_path: Path) -> None:
    path = tmp_path / "lp0"
    path.touch()
    printer = PRINTERS.open(Choice("file", f"{path}@58"))
    assert printer.width_mm == 58
    assert printer.state() is PrinterState.READY
    printer.print(png())
    assert path.read_bytes().count(RASTER) == 3


def test_no_device_file_is_offline(tmp_path: Path) -> None:
    printer = PRINTERS.open(Choice("file", str(tmp_path / "none" / "lp0")))
    assert printer.width_mm == 80
    assert printer.state() is PrinterState.OFFLINE


def test_a_network_printer_is_asked_and_printed_to() -> None:
    """A printer on a socket that answers status questions as Epson's do."""
    heard = bytearray()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            for _ in range(2):
                connection, _ = listening.accept()
                with connection:
                    while data := connection.recv(4096):
                        heard.extend(data)
                        for _ in range(data.count(b"\x10\x04")):
                            connection.sendall(b"\x12")

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        printer = escpos.network(f"127.0.0.1:{listening.getsockname()[1]}@58")
        assert printer.state() is PrinterState.READY
        printer.print(png())
        thread.join(10)
    assert RASTER in heard


@pytest.mark.parametrize("device", ["127.0.0.1@57", "x@wide"])
def test_paper_of_another_width_is_refused(device: str) -> None:
    with pytest.raises(PrinterFault, match="58 或 80"):
        escpos.network(device)
