"""Numbers of one branch and day: a letter and at least three digits, from 001 each morning."""

from __future__ import annotations

import datetime

from lobby.branch.models import Branch
from lobby.tickets.models import Series


def number(letter: str, count: int) -> str:
    """A001, …, A999, A1000."""
    return f"{letter}{count:03d}"


def lock_series(branch: Branch, day: datetime.date, letter: str) -> Series:
    """The day's series, locked to the end of the caller's transaction: whoever holds it may number."""
    key = {"branch": branch, "day": day, "letter": letter}
    found = Series.objects.select_for_update().filter(**key).first()
    if found is None:
        # The first of the day may be two at once: one inserts, the other waits for it.
        Series.objects.bulk_create([Series(**key)], ignore_conflicts=True)
        found = Series.objects.select_for_update().get(**key)
    return found


def take_number(series: Series) -> str:
    """The next number of a locked series."""
    series.last_number += 1
    series.save(update_fields=["last_number"])
    return number(series.letter, series.last_number)
