"""The process that prints: `python -m robot print`, started by the supervisor where there is a printer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from robot.ports.printer import Printer
from robot.printing.client import PrintQueue
from robot.printing.worker import PrintWorker

EVERY = 1.0
"""Seconds between two looks at the queue."""


def run(url: str, token: Callable[[], str | None], printer: Printer, stop: threading.Event) -> None:
    """Print until `stop` is set. `token` is asked until there is one: lobby's first run makes it."""
    while (known := token()) is None and not stop.wait(EVERY):
        pass
    queue = PrintQueue(url, known)
    worker = PrintWorker(queue, printer, time.monotonic)
    try:
        while not stop.is_set():
            worker.step()
            stop.wait(EVERY)
    finally:
        queue.close()
        printer.close()
