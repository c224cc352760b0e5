"""A printer for tickets on a paper roll."""

from __future__ import annotations

from enum import Enum
from typing import Protocol


class PrinterState(str, Enum):
    """As lobby is told."""

    READY = "ready"
    LOW_PAPER = "low_paper"
    """Still prints; somebody should bring a roll."""
    OUT_OF_PAPER = "out_of_paper"
    OFFLINE = "offline"
    FAILED = "failed"

    @property
    def works(self) -> bool:
        return self in (PrinterState.READY, PrinterState.LOW_PAPER)


class Printer(Protocol):
    """Errors leave it as PrinterFault."""

    @property
    def width_mm(self) -> int:
        """Paper: 58 or 80."""

    def state(self) -> PrinterState:
        """How it is doing now; never raises."""

    def print(self, png: bytes) -> None:
        """Print a one-bit picture and cut; returns when the printer has taken it and still has paper."""

    def close(self) -> None: ...
