"""Which branch and clock the flows use: made on first use, replaceable by tests."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from actions.branch import HttpBranch
from actions.port import Branch

BRANCH_ZONE = ZoneInfo("Asia/Shanghai")

Clock = Callable[[], datetime]


def real_time() -> datetime:
    """The present moment on the branch's wall clock, aware."""
    return datetime.now(BRANCH_ZONE)


def branch_clock(environment: Mapping[str, str], real: Clock = real_time) -> Clock:
    """The branch's wall clock; JIAOJIAO_CLOCK sets the moment at which it starts, as in lobby."""
    start = environment.get("JIAOJIAO_CLOCK")
    if not start:
        return real
    asked = datetime.fromisoformat(start)
    if asked.tzinfo is None:
        asked = asked.replace(tzinfo=BRANCH_ZONE)
    offset: timedelta = asked - real()
    return lambda: (real() + offset).astimezone(BRANCH_ZONE)


@dataclass(frozen=True)
class Connection:
    """What a flow needs from outside the conversation."""

    branch: Branch
    clock: Clock = real_time


_current: Connection | None = None


def current() -> Connection:
    """The connection in use; the first call builds the HTTP client from the environment."""
    global _current
    if _current is None:
        # Addresses of requests hold customers' amounts and conversations.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        _current = Connection(HttpBranch.from_environment(os.environ), branch_clock(os.environ))
    return _current


def use(connection: Connection | None) -> Connection | None:
    """Puts a connection in place and returns the one before; None builds anew on next use."""
    global _current
    before, _current = _current, connection
    return before
