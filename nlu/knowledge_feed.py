"""Keeps the running dialogue's knowledge as fresh as lobby's, in the background.

One thread asks for the snapshot with If-None-Match and tells its followers at once what is new; each follower
refits in a thread of its own and swaps. So an edit is not kept waiting by the refit of the one before it, nor
a quick follower by a slow one. While lobby is away, what the model was trained with stays in use.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

import httpx

from nlu.errors import FeedAway, SnapshotRefused
from nlu.lane import Follower, Lane
from nlu.snapshot import ROOT, Snapshot

logger = logging.getLogger(__name__)

PATH = "/api/v1/knowledge/snapshot"


@runtime_checkable
class QuickFollower(Follower, Protocol):
    """One that can use part of a new snapshot without refitting."""

    def notice(self, snapshot: Snapshot) -> None:
        """Take over what needs no refit; milliseconds, before any follower refits."""


@dataclass(frozen=True)
class FeedSettings:
    """Where lobby is; interval and longest back-off in seconds."""

    url: str
    token: Callable[[], str | None]
    interval: float = 0.3
    longest: float = 5.0
    timeout: float = 5.0


class KnowledgeFeed:
    """One client of lobby's snapshot. Followers are held weakly: a model that is let go is not kept alive."""

    def __init__(
        self, settings: FeedSettings, transport: httpx.BaseTransport | None = None
    ) -> None:
        self._settings = settings
        self._transport = transport
        self._lanes: list[Lane] = []
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._etag: str | None = None
        self._latest: Snapshot | None = None
        self._delivered: str | None = None
        self._failures = 0

    @property
    def version(self) -> str | None:
        """Version of the newest snapshot that all followers have, None before the first."""
        return self._delivered

    @property
    def running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def subscribe(self, follower: Follower) -> None:
        """The follower gets the newest snapshot soon, and every later one."""
        lane = Lane(follower, self._settle)
        with self._lock:
            self._lanes.append(lane)
            latest = self._latest
        if latest is not None:
            if isinstance(follower, QuickFollower):
                follower.notice(latest)
            lane.offer(latest)
        if self.running:
            lane.start()
        self._wake.set()

    def start(self) -> None:
        """Starts the threads; does nothing when they run."""
        with self._lock:
            if self.running:
                return
            self._stopped.clear()
            self._thread = threading.Thread(target=self._run, name="knowledge-feed", daemon=True)
            self._thread.start()
            for lane in self._lanes:
                lane.start()

    def stop(self) -> None:
        """Stops the threads and waits for them; refits under way are finished first."""
        self._stopped.set()
        self._wake.set()
        thread, self._thread = self._thread, None
        if thread is not None and thread is not threading.current_thread():
            thread.join(timeout=30)
        for lane in self._living():
            lane.stop()

    def poll(self, client: httpx.Client) -> bool:
        """Asks once and lets all refit, one after the other; whether lobby had a new version. Raises as `ask` does."""
        news = self.ask(client)
        for lane in self._living():
            lane.deliver()
        return news

    def ask(self, client: httpx.Client) -> bool:
        """Asks once and tells the followers; whether lobby had a new version.

        Raises FeedAway when lobby does not answer well, SnapshotRefused when its answer does not fit.
        """
        headers = {}
        token = self._settings.token()
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if self._etag:
            headers["If-None-Match"] = self._etag
        try:
            response = client.get(self._settings.url + PATH, headers=headers)
        except httpx.HTTPError as error:
            raise FeedAway(f"lobby does not answer: {type(error).__name__}") from error
        news = response.status_code == httpx.codes.OK
        if news:
            try:
                self._latest = Snapshot.from_json(response.json())
            except ValueError as error:
                raise SnapshotRefused("lobby's snapshot is not JSON") from error
            self._etag = response.headers.get("ETag")
            self._tell(self._latest)
        elif response.status_code != httpx.codes.NOT_MODIFIED:
            raise FeedAway(f"lobby answered {response.status_code}")
        return news

    def _tell(self, snapshot: Snapshot) -> None:
        """What needs no refit is noticed by all before any of them refits."""
        lanes = self._living()
        for lane in lanes:
            follower = lane.follower
            if isinstance(follower, QuickFollower):
                follower.notice(snapshot)
        for lane in lanes:
            lane.offer(snapshot)
        self._settle()

    def _living(self) -> list[Lane]:
        with self._lock:
            self._lanes = [lane for lane in self._lanes if lane.follower is not None]
            return list(self._lanes)

    def _settle(self) -> None:
        latest = self._latest
        if latest is not None and all(lane.version == latest.version for lane in self._living()):
            self._delivered = latest.version

    def _run(self) -> None:
        # httpx tells of each request, which is three lines a second here.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        with httpx.Client(timeout=self._settings.timeout, transport=self._transport) as client:
            while not self._stopped.is_set():
                self._wake.wait(self._once(client))
                self._wake.clear()

    def _once(self, client: httpx.Client) -> float:
        """One poll; seconds until the next, longer after each failure in a row."""
        try:
            self.ask(client)
        except (FeedAway, SnapshotRefused) as error:
            self._failures += 1
            if self._failures == 1:
                logger.warning("knowledge feed: %s; what is known stays in use", error)
            return min(
                self._settings.interval * 2.0 ** min(self._failures, 16), self._settings.longest
            )
        if self._failures:
            logger.info("knowledge feed: lobby answers again")
        self._failures = 0
        return self._settings.interval


def settings_from_environment() -> FeedSettings:
    """JIAOJIAO_URL, JIAOJIAO_TOKEN, else the file device-token in JIAOJIAO_VAR (default var/)."""
    port = os.environ.get("JIAOJIAO_PORT") or "8000"
    url = os.environ.get("JIAOJIAO_URL") or f"http://127.0.0.1:{port}"
    return FeedSettings(url=url.rstrip("/"), token=_device_token)


def _device_token() -> str | None:
    """Read at every poll: lobby may make the file after this process has started."""
    given = os.environ.get("JIAOJIAO_TOKEN")
    if given:
        return given
    path = Path(os.environ.get("JIAOJIAO_VAR") or ROOT / "var") / "device-token"
    try:
        return path.read_text(encoding="utf-8").strip() or None
    except OSError:
        return None


_shared: KnowledgeFeed | None = None
_shared_lock = threading.Lock()


def shared_feed() -> KnowledgeFeed:
    """The feed of this process, started on first use."""
    global _shared
    with _shared_lock:
        if _shared is None:
            _shared = KnowledgeFeed(settings_from_environment())
        _shared.start()
        return _shared


def stop_shared_feed() -> None:
    """Stops and forgets the process's feed; the next use starts one from the environment as it then is."""
    global _shared
    with _shared_lock:
        feed, _shared = _shared, None
    if feed is not None:
        feed.stop()


def shared_version() -> str | None:
    """Version of the knowledge that this process uses, None while it is what the model was trained with."""
    feed = _shared
    return feed.version if feed else None
