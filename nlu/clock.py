"""The branch's calendar day, as the words 今天 and 明天 mean it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

BRANCH_ZONE = ZoneInfo("Asia/Shanghai")

Today = Callable[[], date]


def real_time() -> datetime:
    """The present moment on the branch's wall clock, aware."""
    return datetime.now(BRANCH_ZONE)


def branch_today(environment: Mapping[str, str], real: Callable[[], datetime] = real_time) -> Today:
    """The branch's day; JIAOJIAO_CLOCK sets the moment at which its clock starts, as in lobby and the actions.

    Raises ValueError for a JIAOJIAO_CLOCK that is no ISO time.
    """
    start = environment.get("JIAOJIAO_CLOCK")
    offset = timedelta()
    if start:
        asked = datetime.fromisoformat(start)
        offset = asked.replace(tzinfo=asked.tzinfo or BRANCH_ZONE) - real()
    return lambda: (real() + offset).astimezone(BRANCH_ZONE).date()
