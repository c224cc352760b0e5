"""Prints what waits, one after the other, and never takes a ticket for printed that is not."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

from robot.ports.faults import PrinterFault, Reason
from robot.ports.printer import Printer, PrinterState
from robot.printing.client import Job, LobbyAway

logger = logging.getLogger(__name__)

REPORT_EVERY = 30.0
"""Seconds: lobby takes a printer not heard of for ten minutes for none."""
STATES = {
    Reason.OUT_OF_PAPER: PrinterState.OUT_OF_PAPER,
    Reason.LOST: PrinterState.OFFLINE,
    Reason.MISSING_DEVICE: PrinterState.OFFLINE,
}


class Queue(Protocol):
    def pending(self) -> list[Job]: ...
    def picture(self, job: Job, width_mm: int) -> bytes: ...
    def printed(self, job: Job) -> None: ...
    def report(self, state: PrinterState, width_mm: int) -> None: ...


class PrintWorker:
    """Call `step` about once a second; it returns when there is nothing more to do just now."""

    def __init__(self, queue: Queue, printer: Printer, monotonic: Callable[[], float]) -> None:
        self._queue = queue
        self._printer = printer
        self._now = monotonic
        self._told: PrinterState | None = None
        self._told_at = 0.0
        self._on_paper: set[int] = set()
        """Printed, but lobby does not know yet."""
        self._away = False
        self.printed = 0

    def step(self) -> None:
        try:
            self._step()
        except LobbyAway as away:
            if not self._away:
                logger.warning("lobby does not answer: %s", away)
            self._away = True
        else:
            self._away = False

    def _step(self) -> None:
        self._tell(self._printer.state())
        if self._told is None or not self._told.works:
            return
        for job in self._queue.pending():
            if job.id not in self._on_paper:
                picture = self._queue.picture(job, self._printer.width_mm)
                try:
                    self._printer.print(picture)
                except PrinterFault as fault:
                    # The job stays in the queue; what is known already is told at once.
                    logger.warning("not printed: %s", fault.code)
                    self._tell(STATES.get(fault.reason, PrinterState.FAILED))
                    return
                self._on_paper.add(job.id)
                self.printed += 1
            self._queue.printed(job)
            self._on_paper.discard(job.id)

    def _tell(self, state: PrinterState) -> None:
        now = self._now()
        if state is self._told and now - self._told_at < REPORT_EVERY:
            return
        self._queue.report(state, self._printer.width_mm)
        if state is not self._told:
            logger.info("printer: %s", state.value)
        self._told, self._told_at = state, now
