"""The number that a visitor left to be called back on: sealed at rest, shown to staff alone."""

from __future__ import annotations

from datetime import datetime, timedelta

from lobby import sealing
from lobby.cases.models import Case

KEPT = timedelta(days=30)
"""So long after a case was closed its number is kept, for the manager who calls once more."""


def phone(case: Case) -> str:
    """The number as it was said, in digits; empty when none was left."""
    return sealing.unseal(case.phone_sealed)


def masked(number: str) -> str:
    """First three and last two digits, for wherever people look over a shoulder."""
    return f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}" if len(number) > 6 else ""


def forget(now: datetime) -> int:
    """Drops the numbers of cases closed long enough ago; how many there were."""
    old = Case.objects.filter(closed_at__lt=now - KEPT).exclude(phone_sealed="")
    return old.update(phone_sealed="")
