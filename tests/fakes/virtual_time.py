"""Time that passes only when somebody waits, and work that is done when its time has come."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any


class VirtualTime:
    def __init__(self) -> None:
        self.now = 100.0
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._count = 0

    def __call__(self) -> float:
        return self.now

    def at(self, when: float, action: Callable[[], None]) -> None:
        self._count += 1
        self._due.append((when, self._count, action))

    def sleep(self, seconds: float) -> None:
        """Pass the time; what falls due meanwhile is done at its time."""
        until = self.now + max(0.0, seconds)
        while True:
            due = min((each for each in self._due if each[0] <= until), default=None)
            if due is None:
                break
            self._due.remove(due)
            self.now = max(self.now, due[0])
            due[2]()
        self.now = until


class VirtualExecutor(Executor):
    """One worker: each piece of work takes `takes` seconds of virtual time, one after the other."""

    def __init__(self, time: VirtualTime, takes: float) -> None:
        self._time = time
        self._free_at = 0.0
        self.takes = takes

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()

        def work() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(fn(*args, **kwargs))
            except Exception as error:
                future.set_exception(error)

        self._free_at = max(self._free_at, self._time.now) + self.takes
        self._time.at(self._free_at, work)
        return future
