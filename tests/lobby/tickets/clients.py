"""Clients of a branch under load: kiosks that take numbers and tellers that call them, in threads."""

from __future__ import annotations

import itertools
import threading
import time
from collections import Counter as Tally
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.processes import LobbyServer, headers

PATIENCE = 60.0
"""Seconds in which a call must succeed, whatever dies meanwhile."""


class Caller:
    """A client that goes to the next server when one does not answer, and says the same again."""

    def __init__(self, servers: Sequence[LobbyServer], token: str, first: int = 0) -> None:
        self._turns = itertools.cycle([*servers[first:], *servers[:first]])
        self._server = next(self._turns)
        self._http = httpx.Client(timeout=10, headers=headers(token), trust_env=False)

    def post(self, path: str, body: Any = None, key: str | None = None) -> httpx.Response:
        more = {"Idempotency-Key": key} if key else {}
        return self._insist("POST", path, json=body, headers=more)

    def get(self, path: str) -> Any:
        return self._insist("GET", path).raise_for_status().json()

    def _insist(self, method: str, path: str, **more: Any) -> httpx.Response:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                answer = self._http.request(method, f"{self._server.url}/api/v1/{path}", **more)
            except httpx.TransportError:
                self._server = next(self._turns)
            else:
                if answer.status_code not in (429, 503):
                    return answer
            assert time.monotonic() < deadline, f"{method} {path} failed for {PATIENCE} s"
            time.sleep(0.02)


@dataclass
class Record:
    """What clients were told. Lists are appended to from many threads, which Python keeps whole."""

    issued: list[tuple[str, int, dict[str, Any]]] = field(default_factory=list)
    """(key, status, ticket)"""
    called: list[tuple[str, str]] = field(default_factory=list)
    """(counter, ticket id)"""
    errors: list[BaseException] = field(default_factory=list)

    def tickets(self) -> dict[str, dict[str, Any]]:
        """The acknowledged tickets by id."""
        return {ticket["id"]: ticket for _, _, ticket in self.issued}


def take_numbers(caller: Caller, asked: Sequence[tuple[str, str]], record: Record) -> None:
    """Ask for (key, service) one after another."""
    for key, service in asked:
        answer = caller.post("tickets", {"service": service}, key=key)
        assert answer.status_code in (200, 201), answer.text
        record.issued.append((key, answer.status_code, answer.json()))


def call_numbers(caller: Caller, counter: str, record: Record, closing: threading.Event) -> None:
    """Call, serve and finish until nobody waits after `closing`."""
    while True:
        last_round = closing.is_set()
        answer = caller.post(f"counters/{counter}/next")
        if answer.status_code == 204:
            if last_round:
                return
            time.sleep(0.15)
            continue
        if answer.status_code == 409:
            # The answer to an earlier call was lost with its server: the customer stands here.
            ticket = next(c for c in caller.get("counters") if c["code"] == counter)["ticket"]
        else:
            assert answer.status_code == 200, answer.text
            ticket = answer.json()
        record.called.append((counter, ticket["id"]))
        started = caller.post(f"counters/{counter}/start")
        # 409 serving: started, but the answer was lost.
        assert started.status_code == 200 or started.json()["state"] == "serving", started.text


def serve_with_keys(caller: Caller, counter: str, record: Record) -> None:
    """Call, serve and finish until nobody waits; what gets no answer is said again with its key."""
    for turn in itertools.count():
        answer = caller.post(f"counters/{counter}/next", key=f"n{turn}")
        if answer.status_code == 204:
            return
        assert answer.status_code == 200, answer.text
        record.called.append((counter, answer.json()["id"]))
        for step in ("start", "complete"):
            taken = caller.post(f"counters/{counter}/{step}", key=f"{step}{turn}")
            assert taken.status_code == 200, taken.text


class Crowd:
    """Threads whose failures fail the test."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._threads: list[threading.Thread] = []

    def start(self, work: Any, *arguments: Any) -> None:
        def run() -> None:
            try:
                work(*arguments)
            except BaseException as error:
                self._record.errors.append(error)

        thread = threading.Thread(target=run)
        self._threads.append(thread)
        thread.start()

    def join(self) -> None:
        for thread in self._threads:
            thread.join(PATIENCE * 2)
            assert not thread.is_alive()
        self._threads.clear()
        if self._record.errors:
            raise self._record.errors[0]


def twice(items: Sequence[str]) -> list[str]:
    """What occurs more than once."""
    return [item for item, count in Tally(items).items() if count > 1]
