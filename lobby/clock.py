"""The branch's clock. Ask it instead of the system's, so that tests and demonstrations can set it."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone as django_timezone

BRANCH_ZONE = ZoneInfo("Asia/Shanghai")


@lru_cache(maxsize=1)
def _offset(start: str, process_start: float) -> timedelta:
    asked = datetime.fromisoformat(start)
    if asked.tzinfo is None:
        asked = asked.replace(tzinfo=BRANCH_ZONE)
    return asked - datetime.fromtimestamp(process_start, timezone.utc)


_STARTED = time.time()


def now() -> datetime:
    """The present moment, aware, in UTC."""
    start = settings.JIAOJIAO.clock
    moment = django_timezone.now()
    return moment + _offset(start, _STARTED) if start else moment


def local_now() -> datetime:
    """The present moment as the branch's wall clock shows it."""
    return now().astimezone(BRANCH_ZONE)


def day_of(moment: datetime) -> date:
    """The branch's day that holds the moment."""
    return moment.astimezone(BRANCH_ZONE).date()


def today() -> date:
    """The branch's business day."""
    return local_now().date()
