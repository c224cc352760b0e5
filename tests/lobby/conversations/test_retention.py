"""What is forgotten by itself."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from lobby import clock
from lobby.branch.models import Branch
from lobby.conversations import retention
from lobby.conversations.dialogue import Dialogue
from lobby.conversations.models import Conversation, Turn
from lobby.events import chores, log
from lobby.events.models import Event

pytestmark = pytest.mark.django_db


def conversation(ago: timedelta, *, ended: bool = False) -> Conversation:
    then = clock.now() - ago
    row = Conversation.objects.create(
        channel="kiosk", started_at=then, last_turn_at=then, ended_at=then if ended else None
    )
    Turn.objects.create(conversation=row, number=1, modality="text", said="你好")
    return row


def test_who_went_away_without_a_word_is_forgotten() -> None:
    gone, present = conversation(timedelta(minutes=16)), conversation(timedelta(minutes=14))
    forgotten: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        forgotten.append(request.url.path.rsplit("/", 1)[-1])
        return httpx.Response(204)

    dialogue = Dialogue("http://dialogue", httpx.MockTransport(answer))
    assert retention.end_abandoned(clock.now(), dialogue) == 1
    assert forgotten == [str(gone.id)]
    gone.refresh_from_db()
    present.refresh_from_db()
    assert gone.ended_at is not None
    assert present.ended_at is None
    assert retention.end_abandoned(clock.now(), dialogue) == 0


def test_a_dialogue_that_is_away_keeps_nobody_open() -> None:
    gone = conversation(timedelta(hours=1))

    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    retention.end_abandoned(clock.now(), Dialogue("http://dialogue", httpx.MockTransport(refuse)))
    gone.refresh_from_db()
    assert gone.ended_at is not None


def test_old_conversations_are_deleted_after_the_days_that_the_branch_has_set(seeded: None) -> None:
    Branch.objects.update(keep_conversations_days=7)
    old, young = conversation(timedelta(days=8), ended=True), conversation(timedelta(days=6))
    assert retention.delete_old(clock.now()) == 1
    assert not Conversation.objects.filter(pk=old.pk).exists()
    assert not Turn.objects.filter(conversation_id=old.pk).exists()
    assert Conversation.objects.filter(pk=young.pk).exists()


def test_without_a_branch_they_are_deleted_after_a_month() -> None:
    conversation(timedelta(days=31))
    conversation(timedelta(days=29))
    assert retention.delete_old(clock.now()) == 1


def test_a_backlog_is_worked_off_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    for _ in range(3):
        conversation(timedelta(days=60))
    assert [retention.delete_old(clock.now()) for _ in range(3)] == [2, 1, 0]


def test_old_events_go_without_new_ones() -> None:
    old = Event.objects.create(type="turn.started", data={"text": "你好"})
    Event.objects.filter(pk=old.pk).update(at=clock.now() - log.KEEP - timedelta(minutes=1))
    new = Event.objects.create(type="turn.started", data={})
    assert retention.forget_old_events(clock.now()) == 1
    assert list(Event.objects.all()) == [new]


def test_the_running_server_does_it_by_itself() -> None:
    old = conversation(timedelta(days=60), ended=True)
    for chore in chores._chores.values():
        chore.due = 0.0
    chores.run_due()
    assert not Conversation.objects.filter(pk=old.pk).exists()
