"""Small recurring work of the server: while anybody listens, by the task that reads the log; else when a request comes.

Every server process does it: a chore must bear being done twice.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, connection

from lobby import clock

logger = logging.getLogger(__name__)

Act = Callable[[datetime], object]


@dataclass
class Chore:
    """`act` is called with the present moment, at most once in `seconds`."""

    name: str
    seconds: float
    act: Act
    due: float = 0.0
    """time.monotonic() from which on it is to be done again."""


_chores: dict[str, Chore] = {}


def register(name: str, seconds: float, act: Act) -> None:
    """Adds a chore, or puts another one in its place."""
    _chores[name] = Chore(name, seconds, act)


def run_due(monotonic: Callable[[], float] = time.monotonic) -> None:
    """Does what is due. A fault of one is logged and keeps neither the others nor the log's reader."""
    now = monotonic()
    for chore in tuple(_chores.values()):
        if now < chore.due:
            continue
        chore.due = now + chore.seconds
        try:
            chore.act(clock.now())
        except DatabaseError as error:
            connection.close()
            logger.warning("chore %s put off: %s", chore.name, type(error).__name__)
        except Exception:
            logger.exception("chore %s failed", chore.name)
