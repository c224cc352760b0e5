"""The branch's events as they come: a thread that listens, and a bounded queue that the loop empties."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx

from robot.ports.faults import BranchFault, Fault, Reason
from robot.ports.reopening import Pauses, Reopening

KEPT = 256
"""Events that wait for the loop at most; the oldest is dropped, and counted."""
SILENCE_SECONDS = 1.75
"""Lobby's pulse comes twice a second; after so long without a whole event the stream is dead."""
PULSE = "pulse"
GAP = "stream.gap"
"""Lobby's log was begun anew or cut off: ids count from this one's, which may be smaller than the last."""
LONGEST_ID = 18
STALLED = "大堂服务没有回应，正在重新连接"
LOST = "和大堂服务的连接断了，正在重新连接"
FAILED = "大堂服务不接受连接，请看 lobby.log 和设备口令"


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


class Stream:
    """One connection to the branch's events, after the one with id `last`; raises BranchFault."""

    def __init__(
        self, http: httpx.Client, last: str, now: Callable[[], float], silence: float
    ) -> None:
        self._now = now
        self._silence = silence
        self._open = ExitStack()
        headers = {"Accept": "text/event-stream", **({"Last-Event-ID": last} if last else {})}
        try:
            asked = http.stream("GET", "/events", params={"pulse": 1}, headers=headers)
            self._answer = self._open.enter_context(asked)
            self._answer.raise_for_status()
        except (httpx.HTTPError, RuntimeError) as error:
            self._open.close()
            raise _fault(error) from error

    def lines(self) -> Iterator[str]:
        """Line by line; raises BranchFault when it ends, or no event has come to its end for too long."""
        since, rest = self._now(), ""
        try:
            for piece in self._answer.iter_text():
                if self._now() - since > self._silence:
                    raise BranchFault(Reason.STALLED, STALLED)
                *whole, rest = (rest + piece).split("\n")
                for line in whole:
                    yield line.rstrip("\r")
                    since = self._now() if not line.strip() else since
        except (httpx.HTTPError, httpx.StreamError, RuntimeError) as error:
            raise _fault(error) from error
        raise BranchFault(Reason.LOST, LOST)

    def close(self) -> None:
        self._open.close()


def _number(id: str) -> int:
    """Lobby's ids increase, so one that is not above the last has come before; -1 for what is no id of lobby's."""
    return int(id) if id.isascii() and id.isdigit() and len(id) <= LONGEST_ID else -1


def _fault(error: Exception) -> BranchFault:
    """RuntimeError: the client was closed by `News.stop` while it was reading."""
    if isinstance(error, httpx.TimeoutException):
        return BranchFault(Reason.STALLED, STALLED)
    if isinstance(error, httpx.HTTPStatusError):
        return BranchFault(Reason.FAILED, f"{FAILED}（{error.response.status_code}）")
    return BranchFault(Reason.LOST, LOST)


class News:
    """Listens until `stop`, comes back by itself with growing pauses and gets what it missed meanwhile.

    `silence` is how many seconds without a whole event are borne, `pauses` when it comes back after that.
    """

    def __init__(
        self,
        url: str,
        token: str | None,
        transport: httpx.BaseTransport | None = None,
        now: Callable[[], float] = time.monotonic,
        silence: float = SILENCE_SECONDS,
        pauses: Pauses | None = None,
    ) -> None:
        self._http = httpx.Client(
            base_url=f"{url}/api/v1",
            headers={"Authorization": f"Bearer {token}"} if token else {},
            timeout=silence,
            transport=transport,
            trust_env=False,
        )
        self._stream = Reopening(
            lambda: Stream(self._http, self.last, now, silence), pauses=pauses, now=now
        )
        self._waiting: deque[Event] = deque()
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self.last = ""
        """Id of the last event: from there it goes on after a break."""
        self.heard = 0
        """Id of the last event of which `take` has given all there is up to it."""
        self._thread: threading.Thread | None = None
        self.dropped = 0

    @property
    def connected(self) -> bool:
        return self._stream.current is not None

    @property
    def fault(self) -> Fault | None:
        """Why nothing is heard of the branch; None: all is well."""
        return self._stream.fault

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
            self.heard = max(0, _number(self.last))
        return events

    def listen(self) -> float:
        """Connect when that is due, and listen while it lasts; seconds until it is worth while again."""
        stream = self._stream.get()
        if stream is not None:
            try:
                for event in parse(stream.lines()):
                    self._stream.worked()
                    self._note(event)
            except BranchFault as fault:
                # Whoever stops does not lose the branch.
                if not self._stopped.is_set():
                    self._stream.failed(fault)
        return self._stream.due_in

    def _run(self) -> None:
        pause = 0.0
        while not self._stopped.wait(pause):
            pause = self.listen()
        self._stream.close()

    def _note(self, event: Event) -> None:
        new = event.type == GAP or _number(event.id) > _number(self.last)
        with self._lock:
            self.last = event.id if new else self.last
            if event.type != PULSE and (new or not event.id):
                self._keep(event)

    def _keep(self, event: Event) -> None:
        if len(self._waiting) >= KEPT:
            self._waiting.popleft()
            self.dropped += 1
        self._waiting.append(event)
