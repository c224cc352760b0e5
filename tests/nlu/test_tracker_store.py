"""Conversations are bounded, forgotten when idle, deleted on request."""

from __future__ import annotations

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered

from nlu.tracker_store import LobbyTrackerStore, forget


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_what_was_said_is_kept_until_deleted() -> None:
    store = LobbyTrackerStore(Domain.empty())
    tracker = await store.get_or_create_tracker("a")
    tracker.update(UserUttered("取钱"))
    await store.save(tracker)
    kept = await store.retrieve("a")
    assert kept is not None
    assert kept.latest_message is not None
    assert kept.latest_message.text == "取钱"
    assert forget(FailSafeTrackerStore(store), "a")
    assert not forget(store, "a")
    assert await store.retrieve("a") is None


async def test_only_the_last_session_is_kept() -> None:
    store = LobbyTrackerStore(Domain.empty())
    tracker = await store.get_or_create_tracker("a")
    for words in ("取钱", "存钱"):
        tracker.update(ActionExecuted("action_session_start"))
        tracker.update(UserUttered(words))
    await store.save(tracker)
    kept = await store.retrieve("a")
    assert kept is not None
    assert [e.text for e in kept.events if isinstance(e, UserUttered)] == ["存钱"]


async def test_the_least_recently_used_goes_first() -> None:
    store = LobbyTrackerStore(Domain.empty(), most=2)
    first = await store.get_or_create_tracker("a")
    await store.get_or_create_tracker("b")
    await store.save(first)
    await store.get_or_create_tracker("c")
    assert set(await store.keys()) == {"a", "c"}
    assert store.evicted == 1


async def test_an_idle_conversation_is_forgotten() -> None:
    clock = Clock()
    store = LobbyTrackerStore(Domain.empty(), idle_seconds=60, clock=clock)
    await store.get_or_create_tracker("a")
    clock.now = 59
    assert await store.retrieve("a") is not None
    clock.now = 61
    assert await store.retrieve("a") is None


def test_senseless_bounds_are_refused() -> None:
    with pytest.raises(ValueError, match="positive"):
        LobbyTrackerStore(Domain.empty(), most=0)


def test_a_store_of_another_kind_is_named() -> None:
    with pytest.raises(TypeError, match="tracker_store"):
        forget(InMemoryTrackerStore(Domain.empty()), "a")
