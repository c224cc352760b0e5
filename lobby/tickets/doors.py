"""A counter opens, pauses and closes. Each stretch of it is kept, for the figures on how time was used."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from lobby import clock
from lobby.tickets import announcing, closing, desk
from lobby.tickets.models import Counter, CounterPeriod
from lobby.tickets.models.ticket import IN_LINE


def open_counter(code: str, by: str) -> Counter:
    """Begin to call, also after a pause; nothing happens when it is open already."""
    closing.roll_over()
    with transaction.atomic():
        counter = desk.lock(code)
        if not counter.open:
            turn(counter, by, clock.now(), is_open=True)
            announcing.counter_changed(counter)
    return counter


def close_counter(code: str, by: str, pause: str = "") -> Counter:
    """Call nobody more; the customer at the counter can still be finished.

    With a `pause` (a value of models.Pause) it is for a while, without it is for the day. Customers
    transferred to this counter by name go back to the line of their service.
    """
    closing.roll_over()
    with transaction.atomic():
        counter = desk.lock(code)
        if counter.open or counter.pause != pause:
            turn(counter, by, clock.now(), is_open=False, pause=pause)
            announcing.counter_changed(counter)
    return counter


def turn(counter: Counter, by: str, moment: datetime, *, is_open: bool, pause: str = "") -> None:
    """Open or close a locked counter, in the caller's transaction."""
    counter.open, counter.pause = is_open, pause
    counter.opened_at = moment if is_open else None
    counter.save(update_fields=["open", "opened_at", "pause"])
    _turn_over(counter, by, moment)
    if not is_open:
        desk.today().filter(state__in=IN_LINE, counter=counter).update(counter=None)


def _turn_over(counter: Counter, by: str, moment: datetime) -> None:
    CounterPeriod.objects.filter(counter=counter, ended_at=None).update(ended_at=moment)
    if counter.open or counter.pause:
        CounterPeriod.objects.create(counter=counter, pause=counter.pause, by=by, began_at=moment)
