"""What is said to the bank's queue system, over HTTP.

POST with JSON, `X-Api-Key`, and a `reqNo` that makes repeating harmless: it answers 200 with
{"code", "msg", "data"}; code 0 is done, 9 was done before (the same data). Refusals are other codes.
What gets no answer, or one of 500 and above, is said again with the same `reqNo`, a few times within
what a customer waits; then QueueAway. A changed record carries a version, which only grows.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx

from lobby.problems import Unavailable
from lobby.tickets.foreign.mapping import STATES, Dictionary
from lobby.tickets.models import State

logger = logging.getLogger(__name__)

TRIES = 3
PAUSE_SECONDS = 0.1
DONE, REPEATED = 0, 9


class QueueAway(Unavailable):
    """The bank's queue system does not answer."""

    code = "queue_away"


class Refused(Exception):
    """It answered no; `code` is theirs, `state` the ticket's where one stands in the way."""

    def __init__(self, code: int, state: State | None) -> None:
        super().__init__(f"refused with {code}")
        self.code = code
        self.state = state


@dataclass(frozen=True)
class Record:
    """A ticket of theirs, in our names."""

    id: str
    number: str
    service: str
    grade: str
    state: State
    counter: str | None
    calls: int
    taken_at: datetime
    version: int


@dataclass(frozen=True)
class Window:
    """A counter of theirs, in our names."""

    code: str
    open: bool
    pause: str
    version: int


@dataclass(frozen=True)
class Changes:
    """Whatever changed after a version, by version; `last` is the newest of them."""

    tickets: tuple[Record, ...]
    windows: tuple[Window, ...]
    last: int


class Line:
    """The connection; safe to share between threads."""

    def __init__(
        self,
        url: str,
        token: str,
        names: Dictionary,
        *,
        seconds: float = 0.8,
        sleep: Callable[[float], None] = time.sleep,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """`seconds` is the time-out of one try."""
        self.names = names
        self._sleep = sleep
        self._http = httpx.Client(
            base_url=url,
            timeout=httpx.Timeout(seconds, connect=min(0.5, seconds)),
            headers={"X-Api-Key": token},
            transport=transport,
            trust_env=False,
        )

    def take(self, request: str, service: str, grade: str) -> Record:
        body = {"biz": self.names.services.theirs(service), "lvl": self.names.classes.theirs(grade)}
        return self._record(self._post("take", request, body))

    def give_up(self, request: str, ticket: str) -> Record:
        return self._record(self._post("abandon", request, {"tid": ticket}))

    def requeue(self, request: str, ticket: str) -> Record:
        return self._record(self._post("requeue", request, {"tid": ticket}))

    def window(self, request: str, counter: str, step: str, **more: str | None) -> Record | None:
        """A step at a counter; None where its answer holds no ticket."""
        body = {name: value for name, value in more.items() if value is not None}
        data = self._post(f"win/{self.names.counters.theirs(counter)}/{step}", request, body)
        return self._record(data) if data.get("tid") else None

    def changes(self, after: int) -> Changes:
        data = self._said("GET", "changes", params={"after": after})
        try:
            return Changes(
                tuple(sorted(map(self._record, data["tickets"]), key=lambda r: r.version)),
                tuple(sorted(map(self._window, data["windows"]), key=lambda w: w.version)),
                int(data["last"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise QueueAway("排队系统的回答看不懂，请稍后再试。") from error

    def _post(self, path: str, request: str, body: dict[str, Any]) -> dict[str, Any]:
        return self._said("POST", path, json={"reqNo": request, **body})

    def _said(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        for attempt in range(1, TRIES + 1):
            try:
                response = self._http.request(method, f"/api/{path}", **more)
                if response.status_code < 500:
                    return self._understood(response)
                fault = f"status {response.status_code}"
            except httpx.TransportError as error:
                fault = type(error).__name__
            logger.warning("bank's queue: try %d of %d: %s", attempt, TRIES, fault)
            if attempt < TRIES:
                self._sleep(PAUSE_SECONDS * attempt)
        raise QueueAway("排队系统暂时连不上，请稍后再试。")

    def _understood(self, response: httpx.Response) -> dict[str, Any]:
        try:
            answer = response.json()
            code, data = int(answer["code"]), answer.get("data") or {}
            if not isinstance(data, dict):
                raise TypeError(type(data).__name__)
        except (ValueError, KeyError, TypeError) as error:
            logger.error("bank's queue: status %d, no agreed shape", response.status_code)
            raise QueueAway("排队系统的回答看不懂，请稍后再试。") from error
        if code not in (DONE, REPEATED):
            raise Refused(code, STATES.get(str(data.get("st"))))
        return data

    def _record(self, raw: dict[str, Any]) -> Record:
        try:
            window = raw.get("win")
            taken = datetime.strptime(str(raw["took"]), "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007
            return Record(
                id=str(raw["tid"]),
                number=str(raw["no"]),
                service=self.names.services.ours(str(raw["biz"])),
                grade=self.names.classes.ours(str(raw["lvl"])),
                state=STATES[str(raw["st"])],
                counter=self.names.counters.ours(str(window)) if window else None,
                calls=int(raw["rings"]),
                taken_at=taken.replace(tzinfo=self.names.zone),
                version=int(raw["ver"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise QueueAway("排队系统的回答看不懂，请稍后再试。") from error

    def _window(self, raw: dict[str, Any]) -> Window:
        return Window(
            self.names.counters.ours(str(raw["win"])),
            raw["st"] == "ON",
            str(raw.get("why") or ""),
            int(raw["ver"]),
        )
