"""Kiosks and tellers as threads over kept connections: they insist, with the same key, until answered."""

from __future__ import annotations

import http.client
import json
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

SERVICES = ("cash", "card", "non_cash", "elderly", "corporate")
PATIENCE = 60.0
"""Seconds in which a call must succeed, whatever dies meanwhile."""
BUSY = (429, 500, 502, 503)


class GaveUp(Exception):
    """A call did not succeed within PATIENCE."""


class Caller:
    """One client; goes to the next server when one does not answer."""

    def __init__(self, ports: Sequence[int], first: int, token: str) -> None:
        self._ports = [*ports[first % len(ports) :], *ports[: first % len(ports)]]
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self._connection: http.client.HTTPConnection | None = None
        self.retries = 0

    def ask(
        self, method: str, path: str, body: Any = None, key: str | None = None
    ) -> tuple[int, Any]:
        """(status, body) of the first real answer; raises GaveUp."""
        headers = {**self._headers, "Idempotency-Key": key} if key else self._headers
        data = None if body is None else json.dumps(body)
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                status, text = self._once(method, path, data, headers)
                if status not in BUSY:
                    return status, json.loads(text) if text else None
            except (OSError, http.client.HTTPException):
                self.close()
                self._ports.append(self._ports.pop(0))
            self.retries += 1
            if time.monotonic() > deadline:
                raise GaveUp(f"{method} {path}")
            time.sleep(0.03)

    def _once(
        self, method: str, path: str, data: str | None, headers: dict[str, str]
    ) -> tuple[int, bytes]:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self._ports[0], timeout=10)
        self._connection.request(method, f"/api/v1/{path}", data, headers)
        answer = self._connection.getresponse()
        return answer.status, answer.read()

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


@dataclass
class Record:
    """What the clients of one cell were told. Appending from threads is safe in Python."""

    issued: list[tuple[str, str, str]] = field(default_factory=list)
    """(key, ticket id, number)"""
    called: list[tuple[str, str]] = field(default_factory=list)
    """(counter, ticket id)"""
    seconds: dict[str, list[float]] = field(default_factory=dict)
    """Latencies by operation."""
    spans: dict[str, float] = field(default_factory=dict)
    """How long each operation was measured, in s."""
    retries: int = 0
    errors: list[str] = field(default_factory=list)

    def rate(self, operation: str) -> float:
        return len(self.seconds.get(operation, ())) / self.spans.get(operation, 1.0)


Work = Callable[[Caller, int, Callable[[], bool]], list[float]]


def crowd(
    record: Record, operation: str, callers: Sequence[Caller], work: Work, seconds: float
) -> None:
    """Let every caller work for `seconds`, together; their latencies go into the record."""
    begin = threading.Barrier(len(callers) + 1)
    before = sum(caller.retries for caller in callers)
    latencies: list[list[float]] = [[] for _ in callers]

    def run(index: int) -> None:
        begin.wait()
        deadline = time.monotonic() + seconds
        try:
            latencies[index] = work(callers[index], index, lambda: time.monotonic() < deadline)
        except Exception as error:
            record.errors.append(f"{operation}: {type(error).__name__}: {error}")

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(callers))]
    for thread in threads:
        thread.start()
    begin.wait()
    began = time.monotonic()
    for thread in threads:
        thread.join(PATIENCE * 3)
    record.spans[operation] = time.monotonic() - began
    record.seconds[operation] = [value for each in latencies for value in each]
    record.retries += sum(caller.retries for caller in callers) - before


def issuing(record: Record) -> Work:
    def work(caller: Caller, index: int, more: Callable[[], bool]) -> list[float]:
        took = []
        turn = index
        while more():
            key, service = str(uuid.uuid4()), SERVICES[turn % len(SERVICES)]
            began = time.perf_counter()
            status, ticket = caller.ask("POST", "tickets", {"service": service}, key)
            took.append(time.perf_counter() - began)
            if status not in (200, 201):
                raise RuntimeError(f"issue {status}")
            record.issued.append((key, ticket["id"], ticket["number"]))
            turn += 1
        return took

    return work


def calling(record: Record) -> Work:
    """Call the next and begin to serve; only the call is timed."""

    def work(caller: Caller, index: int, more: Callable[[], bool]) -> list[float]:
        took = []
        counter = f"m{index + 1}"
        while more():
            began = time.perf_counter()
            status, ticket = caller.ask("POST", f"counters/{counter}/next", None, str(uuid.uuid4()))
            seconds = time.perf_counter() - began
            if status == 204:
                time.sleep(0.02)
                continue
            if status != 200:
                raise RuntimeError(f"next {status}")
            took.append(seconds)
            record.called.append((counter, ticket["id"]))
            status, _ = caller.ask("POST", f"counters/{counter}/start", None, str(uuid.uuid4()))
            if status != 200:
                raise RuntimeError(f"start {status}")
        return took

    return work


def looking(caller: Caller, index: int, more: Callable[[], bool]) -> list[float]:
    took = []
    while more():
        began = time.perf_counter()
        status, _ = caller.ask("GET", "queue")
        took.append(time.perf_counter() - began)
        if status != 200:
            raise RuntimeError(f"queue {status}")
    return took


def staff_token(port: int, password: str) -> str:
    caller = Caller([port], 0, "")
    caller._headers = {"Content-Type": "application/json"}
    status, body = caller.ask("POST", "auth/token", {"username": "admin", "password": password})
    caller.close()
    if status != 200:
        raise RuntimeError(f"sign in {status}")
    return str(body["token"])
