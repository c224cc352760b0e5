"""The feed against a real HTTP server."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterator

import httpx
import pytest

from nlu.errors import FeedAway, SnapshotRefused
from nlu.knowledge_feed import FeedSettings, KnowledgeFeed, settings_from_environment
from nlu.snapshot import Snapshot
from tests.fakes.knowledge_server import KnowledgeServer
from tests.nlu.samples import SNAPSHOT, snapshot_with


class Follower:
    def __init__(self) -> None:
        self.versions: list[str] = []
        self.faulty = False

    def follow(self, snapshot: Snapshot) -> None:
        self.versions.append(snapshot.version)
        if self.faulty:
            raise RuntimeError("refit failed")


@pytest.fixture
def server() -> Iterator[KnowledgeServer]:
    server = KnowledgeServer(SNAPSHOT)
    yield server
    server.close()


@pytest.fixture
def feed(server: KnowledgeServer) -> Iterator[KnowledgeFeed]:
    feed = KnowledgeFeed(FeedSettings(server.url, lambda: "secret", interval=0.02, longest=0.1))
    yield feed
    feed.stop()


def wait_for(condition: Callable[[], bool], seconds: float = 5) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.005)


def test_a_snapshot_is_fetched_once_and_then_only_asked_for(
    server: KnowledgeServer, feed: KnowledgeFeed
) -> None:
    follower = Follower()
    feed.subscribe(follower)
    with httpx.Client() as client:
        assert feed.poll(client)
        assert not feed.poll(client)
    assert follower.versions == ["1"]
    assert server.requests == {200: 1, 304: 1}
    assert feed.version == "1"


def test_a_change_reaches_every_follower(server: KnowledgeServer, feed: KnowledgeFeed) -> None:
    first, second = Follower(), Follower()
    feed.subscribe(first)
    feed.start()
    wait_for(lambda: first.versions == ["1"])
    server.publish(snapshot_with(version="2"))
    wait_for(lambda: first.versions == ["1", "2"])
    feed.subscribe(second)
    wait_for(lambda: second.versions == ["2"])


class SlowFollower(Follower):
    """Refits only when let; notices at once."""

    def __init__(self) -> None:
        super().__init__()
        self.noticed: list[str] = []
        self.may_finish = threading.Event()

    def notice(self, snapshot: Snapshot) -> None:
        self.noticed.append(snapshot.version)

    def follow(self, snapshot: Snapshot) -> None:
        self.may_finish.wait(10)
        super().follow(snapshot)


def test_an_edit_is_noticed_while_the_one_before_is_still_refitted(
    server: KnowledgeServer, feed: KnowledgeFeed
) -> None:
    slow = SlowFollower()
    feed.subscribe(slow)
    feed.start()
    wait_for(lambda: slow.noticed == ["1"])
    server.publish(snapshot_with(version="2"))
    wait_for(lambda: slow.noticed == ["1", "2"])
    assert slow.versions == []
    slow.may_finish.set()
    wait_for(lambda: slow.versions[-1:] == ["2"] and feed.version == "2")


def test_a_slow_refit_keeps_no_other_follower_waiting(
    server: KnowledgeServer, feed: KnowledgeFeed
) -> None:
    slow, quick = SlowFollower(), Follower()
    feed.subscribe(slow)
    feed.subscribe(quick)
    feed.start()
    for version in ("2", "3", "4"):
        server.publish(snapshot_with(version=version))
        wait_for(lambda version=version: quick.versions[-1:] == [version])  # type: ignore[misc]
    assert slow.versions == []
    assert feed.version is None
    slow.may_finish.set()
    wait_for(lambda: feed.version == "4")


def test_edits_during_a_refit_are_taken_up_as_one(
    server: KnowledgeServer, feed: KnowledgeFeed
) -> None:
    slow = SlowFollower()
    feed.subscribe(slow)
    feed.start()
    for version in ("2", "3", "4", "5"):
        server.publish(snapshot_with(version=version))
        wait_for(lambda version=version: slow.noticed[-1:] == [version])  # type: ignore[misc]
    slow.may_finish.set()
    wait_for(lambda: feed.version == "5")
    # What was under way when the others came, and the newest of them.
    assert len(slow.versions) <= 2
    assert slow.versions[-1] == "5"


def test_a_follower_who_comes_late_notices_what_is_known(
    server: KnowledgeServer, feed: KnowledgeFeed
) -> None:
    with httpx.Client() as client:
        feed.poll(client)
    late = SlowFollower()
    feed.subscribe(late)
    assert late.noticed == ["1"]


def test_lobby_away_is_survived(server: KnowledgeServer, feed: KnowledgeFeed) -> None:
    follower = Follower()
    feed.subscribe(follower)
    server.broken = True
    feed.start()
    wait_for(lambda: server.requests.get(500, 0) >= 2)
    assert follower.versions == []
    server.broken = False
    wait_for(lambda: follower.versions == ["1"])


def test_a_follower_that_fails_does_not_stop_the_others(
    server: KnowledgeServer, feed: KnowledgeFeed
) -> None:
    bad, good = Follower(), Follower()
    bad.faulty = True
    feed.subscribe(bad)
    feed.subscribe(good)
    feed.start()
    wait_for(lambda: good.versions == ["1"])
    server.publish(snapshot_with(version="2"))
    wait_for(lambda: good.versions == ["1", "2"] and bad.versions == ["1", "2"])


def test_a_follower_let_go_is_not_kept_alive(server: KnowledgeServer, feed: KnowledgeFeed) -> None:
    follower = Follower()
    seen = follower.versions
    feed.subscribe(follower)
    del follower
    gc.collect()
    with httpx.Client() as client:
        feed.poll(client)
    assert seen == []


def test_a_wrong_token_is_an_error_of_its_own(server: KnowledgeServer) -> None:
    feed = KnowledgeFeed(FeedSettings(server.url, lambda: "wrong"))
    with httpx.Client() as client, pytest.raises(FeedAway, match="401") as caught:
        feed.poll(client)
    assert caught.value.retryable


def test_a_snapshot_of_another_shape_is_refused(
    server: KnowledgeServer, feed: KnowledgeFeed
) -> None:
    server.publish({"version": "9", "faqs": [{"id": 3}], "lexicon": {}})
    with httpx.Client() as client, pytest.raises(SnapshotRefused):
        feed.poll(client)
    assert feed.version is None


def test_starting_twice_is_one_thread_and_stopping_ends_it(feed: KnowledgeFeed) -> None:
    feed.start()
    feed.start()
    assert feed.running
    feed.stop()
    assert not feed.running


def test_settings_come_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("JIAOJIAO_URL", "http://branch:8000/")
    monkeypatch.delenv("JIAOJIAO_TOKEN", raising=False)
    monkeypatch.setenv("JIAOJIAO_VAR", str(tmp_path))
    settings = settings_from_environment()
    assert settings.url == "http://branch:8000"
    assert settings.token() is None
    from pathlib import Path

    (Path(str(tmp_path)) / "device-token").write_text("abc\n")
    assert settings.token() == "abc"
    monkeypatch.setenv("JIAOJIAO_TOKEN", "given")
    assert settings.token() == "given"
