"""Asking what may never answer: a database that hangs, rather than refuses, holds whoever asks it."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable
from typing import TypeVar

from django.db import DatabaseError, connections

T = TypeVar("T")

MOST = 8
"""Questions that may wait at once; while so many hang another one would hang too."""

_waiting = threading.BoundedSemaphore(MOST)


class Stalled(Exception):
    """No answer within the time."""


def within(seconds: float, ask: Callable[[], T]) -> T:
    """What `ask` returns or raises; raises Stalled when it takes longer than `seconds`.

    It runs in a thread and a database connection of its own, which are left behind when it hangs; they
    end when the database answers, and do not keep the process from ending.
    """
    if not _waiting.acquire(blocking=False):
        raise Stalled
    answers: queue.SimpleQueue[tuple[T | None, BaseException | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            answers.put((ask(), None))
        except BaseException as error:  # told to who asked
            answers.put((None, error))
        finally:
            _leave()
            _waiting.release()

    threading.Thread(target=run, name="patience", daemon=True).start()
    try:
        value, error = answers.get(timeout=seconds)
    except queue.Empty:
        raise Stalled from None
    if error is not None:
        raise error
    return value  # type: ignore[return-value]


def _leave() -> None:
    # Raised of one that was dead already.
    with contextlib.suppress(DatabaseError):
        connections.close_all()
