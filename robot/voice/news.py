"""The branch's events as they come: a thread that listens, and a bounded queue that the loop empties."""

from __future__ import annotations

import json
import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx

log = logging.getLogger("robot.voice")

KEPT = 256
"""Events that wait for the loop at most; the oldest is dropped, and counted."""
SILENCE_SECONDS = 20.0
"""Lobby sends a heartbeat every 15 s; after this much silence the stream is dead."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 10.0


@dataclass(frozen=True)
class Event:
    """One event; `data` is what its type says (docs/developer.md)."""

    type: str
    data: dict[str, Any]
    id: str = ""


def parse(lines: Iterable[str]) -> Iterator[Event]:
    """Server-sent events (WHATWG HTML, section 9.2) that hold a JSON object; others are passed over."""
    name, id = "message", ""
    data: list[str] = []
    for line in lines:
        if not line:
            if data:
                event = _read(name, "\n".join(data), id)
                if event is not None:
                    yield event
            name = "message"
            data.clear()
            continue
        key, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if key == "event":
            name = value
        elif key == "data":
            data.append(value)
        elif key == "id":
            id = value


def _read(name: str, data: str, id: str) -> Event | None:
    try:
        body = json.loads(data)
    except ValueError:
        return None
    return Event(name, body, id) if isinstance(body, dict) else None


@dataclass
class LobbyClock:
    """Lobby's time as its events tell it: a robot's own clock may be wrong, announcements expire by lobby's.

    An event says when it happened, and comes later than that: the one that came soonest tells best.
    """

    own: Callable[[], datetime]
    """Aware."""
    _ahead: timedelta | None = field(default=None, init=False)

    def hear(self, data: dict[str, Any]) -> None:
        try:
            at = datetime.fromisoformat(str(data["at"]))
            ahead = at - self.own()
        except (KeyError, TypeError, ValueError):
            return
        self._ahead = ahead if self._ahead is None else max(ahead, self._ahead)

    def __call__(self) -> datetime:
        return self.own() + (self._ahead or timedelta())


class News:
    """Listens until `stop`, comes back by itself and gets what it missed meanwhile."""

    def __init__(
        self, url: str, token: str | None, transport: httpx.BaseTransport | None = None
    ) -> None:
        self._http = httpx.Client(
            base_url=f"{url}/api/v1",
            headers={"Authorization": f"Bearer {token}"} if token else {},
            timeout=httpx.Timeout(5.0, read=SILENCE_SECONDS),
            transport=transport,
            trust_env=False,
        )
        self._waiting: deque[Event] = deque()
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._last = ""
        self._thread: threading.Thread | None = None
        self.connected = False
        self.dropped = 0

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="news", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._http.close()
        if self._thread is not None:
            # A thread that waits for the network may not notice; it is a daemon.
            self._thread.join(0.5)

    def take(self) -> list[Event]:
        """What has come since the last time."""
        with self._lock:
            events = list(self._waiting)
            self._waiting.clear()
        return events

    def _run(self) -> None:
        pause, told = FIRST_PAUSE, False
        while not self._stopped.wait(0.0):
            try:
                self._listen()
                pause, told = FIRST_PAUSE, False
            except (httpx.HTTPError, RuntimeError) as error:
                # RuntimeError: the client was closed by `stop` while it was reading.
                if not told and not self._stopped.is_set():
                    told = True
                    log.warning("events of the branch away: %s", type(error).__name__)
            if self.connected:
                self.connected = False
                pause, told = FIRST_PAUSE, False
            self._stopped.wait(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    def _listen(self) -> None:
        headers = {"Accept": "text/event-stream"}
        if self._last:
            headers["Last-Event-ID"] = self._last
        with self._http.stream("GET", "/events", headers=headers) as answer:
            answer.raise_for_status()
            self.connected = True
            for event in parse(answer.iter_lines()):
                self._last = event.id or self._last
                self._keep(event)

    def _keep(self, event: Event) -> None:
        with self._lock:
            if len(self._waiting) >= KEPT:
                self._waiting.popleft()
                self.dropped += 1
            self._waiting.append(event)
