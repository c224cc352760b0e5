"""Streams never end by themselves; on SIGTERM and SIGINT they must, or the server would wait for them."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable
from types import FrameType

_hooked = False


def before_exit(act: Callable[[], None]) -> None:
    """Have `act` run in the running loop when the process is asked to end, before the server's own handler.

    Only the main thread may set signal handlers; elsewhere (a test's client) nothing is done.
    """
    global _hooked
    if _hooked or threading.current_thread() is not threading.main_thread():
        return
    _hooked = True
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        _chain(number, lambda: loop.call_soon_threadsafe(act))


def _chain(number: signal.Signals, act: Callable[[], object]) -> None:
    previous = signal.getsignal(number)

    def handle(received: int, frame: FrameType | None) -> None:
        act()
        if callable(previous):
            previous(received, frame)
        elif previous == signal.SIG_DFL:
            signal.signal(received, signal.SIG_DFL)
            signal.raise_signal(received)

    signal.signal(number, handle)
