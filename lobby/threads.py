"""Threads that stay for the next request, and the few that are needed: the one that rested last goes first.

The standard library's pool starts another thread while one is only about to become free, until it has as many
as it may; and each of ours keeps a connection.
"""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

REST_SECONDS = 60.0


@dataclass(frozen=True)
class Task:
    work: Callable[[], Any]
    done: Future[Any]


Inbox = queue.SimpleQueue[Task]


class Threads:
    """At most `most` at once; work beyond them waits in order. A thread that had nothing to do for `rest`
    seconds ends, after `leave`.
    """

    def __init__(
        self,
        most: int,
        leave: Callable[[], object],
        rest: float = REST_SECONDS,
        name: str = "request",
    ) -> None:
        self._most = most
        self._leave = leave
        self._rest = rest
        self._name = name
        self._lock = threading.Lock()
        self._count = 0
        self._idle: list[Inbox] = []
        self._waiting: deque[Task] = deque()

    def __len__(self) -> int:
        return self._count

    def submit(self, work: Callable[[], Any]) -> Future[Any]:
        task = Task(work, Future())
        with self._lock:
            if self._idle:
                self._idle.pop().put(task)
            elif self._count < self._most:
                self._count += 1
                # No request in work keeps the process from ending: the server has waited for them by then.
                threading.Thread(
                    target=self._serve, args=(task,), name=self._name, daemon=True
                ).start()
            else:
                self._waiting.append(task)
        return task.done

    def _serve(self, task: Task | None) -> None:
        inbox: Inbox = queue.SimpleQueue()
        while task is not None:
            done = task.done
            if not done.set_running_or_notify_cancel():
                task = self._next(inbox) or self._rested(inbox)
                continue
            result, error = None, None
            try:
                result = task.work()
            except BaseException as raised:  # told to who asked
                error = raised
            # Before it is told: who asks next finds this thread free.
            task = self._next(inbox)
            if error is None:
                done.set_result(result)
            else:
                done.set_exception(error)
            del done, result, error
            task = task or self._rested(inbox)

    def _next(self, inbox: Inbox) -> Task | None:
        """What waits, or nothing: then the thread is free."""
        with self._lock:
            if self._waiting:
                return self._waiting.popleft()
            self._idle.append(inbox)
            return None

    def _rested(self, inbox: Inbox) -> Task | None:
        """What comes within the time; None when the thread is to end."""
        try:
            return inbox.get(timeout=self._rest)
        except queue.Empty:
            with self._lock:
                if inbox in self._idle:
                    self._idle.remove(inbox)
                    self._count -= 1
                    ends = True
                else:
                    ends = False
        if ends:
            self._leave()
            return None
        # Given out at the very last moment.
        return inbox.get()
