"""Numbers of one branch and day: a letter and at least three digits, from 001 each morning."""

from __future__ import annotations

import datetime

from lobby.branch.models import Branch
from lobby.prepared import Given, Objects, Update
from lobby.tickets.models import Series

_series = Objects(
    lambda: Series.objects.select_for_update().filter(
        branch=Given(Series, "branch"), day=Given(Series, "day"), letter=Given(Series, "letter")
    )
)
_taken = Update(
    lambda: Series.objects.filter(id=Given(Series, "id")), last_number=Given(Series, "last_number")
)


def number(letter: str, count: int) -> str:
    """A001, …, A999, A1000."""
    return f"{letter}{count:03d}"


def lock_series(branch: Branch, day: datetime.date, letter: str) -> Series:
    """The day's series, locked to the end of the caller's transaction: whoever holds it may number."""
    found = _series.first(branch=branch.pk, day=day, letter=letter)
    if found is None:
        # The first of the day may be two at once: one inserts, the other waits for it.
        first = Series(branch=branch, day=day, letter=letter)
        Series.objects.bulk_create([first], ignore_conflicts=True)
        found = Series.objects.select_for_update().get(branch=branch, day=day, letter=letter)
    return found


def take_number(series: Series) -> str:
    """The next number of a locked series."""
    series.last_number += 1
    _taken.run(id=series.pk, last_number=series.last_number)
    return number(series.letter, series.last_number)
