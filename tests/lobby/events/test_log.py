"""The log of events in the database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from lobby import clock
from lobby.events import log, publish, stream
from lobby.events.models import Event

pytestmark = pytest.mark.django_db


def test_ids_increase_and_are_not_used_again() -> None:
    for _ in range(3):
        publish("queue.changed", {"service": "cash"})
    first = [entry.id for entry in log.after(0, 10)]
    assert first == sorted(set(first))
    Event.objects.all().delete()
    publish("queue.changed", {})
    assert log.bounds()[1] > first[-1]


def test_what_is_rolled_back_was_never_told() -> None:
    with transaction.atomic():
        publish("queue.changed", {})
        assert len(log.after(0, 10)) == 1
        transaction.set_rollback(True)
    assert log.after(0, 10) == []


def test_old_events_are_dropped_by_number_and_by_age() -> None:
    old = Event.objects.create(type="a", at=clock.now() - log.KEEP - timedelta(minutes=1))
    kept = Event.objects.create(type="b")
    log.prune(kept.id)
    assert [row.pk for row in Event.objects.all()] == [kept.id]
    assert old.id < kept.id
    log.prune(kept.id + log.KEEP_ROWS)
    assert not Event.objects.exists()


def test_publishing_prunes_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "KEEP_ROWS", 5)
    for _ in range(2 * log.PRUNE_EVERY):
        publish("queue.changed", {})
    assert Event.objects.count() <= log.PRUNE_EVERY + 5


def test_where_a_listener_begins() -> None:
    assert stream.starting_point(None) == (0, False)
    assert stream.starting_point(0) == (0, False)
    for _ in range(4):
        publish("queue.changed", {})
    newest = log.bounds()[1]
    assert stream.starting_point(None) == (newest, False)
    assert stream.starting_point(newest - 2) == (newest - 2, False)
    assert stream.starting_point(newest + 9) == (newest, True)
    Event.objects.filter(id__lt=newest).delete()
    assert stream.starting_point(newest - 1) == (newest - 1, False)
    assert stream.starting_point(newest - 2) == (newest - 1, True)
