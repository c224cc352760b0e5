"""The queue as the API, and through it actions and screens, use it.

Two systems do it: the branch's own (`own`), and a bank's existing one over HTTP (`foreign`), which then
decides who gets which number and who is next, while the rows here mirror it. Chosen by JIAOJIAO_QUEUE_URL.
Every call raises the errors of lobby.tickets.errors alike; the foreign one QueueAway as well.
"""

from __future__ import annotations

import threading
import uuid
from functools import lru_cache
from typing import Any, Protocol

from django.conf import settings

from lobby.tickets.models import Counter, Ticket


class Queue(Protocol):
    """A queue system. `by` is who acts, `key` the request's own: said again, nothing is done twice."""

    def issue(
        self,
        service: str,
        *,
        by: str,
        customer_class: str,
        conversation: uuid.UUID | None,
        key: str | None,
        for_other: bool = False,
    ) -> tuple[Ticket, bool]: ...

    def find(self, ticket_id: uuid.UUID) -> Ticket: ...

    def numbered(self, number: str) -> Ticket: ...

    def cancel(self, ticket_id: uuid.UUID, by: str) -> Ticket: ...

    def reinsert(self, ticket_id: uuid.UUID, by: str) -> Ticket: ...

    def regrade(self, ticket_id: uuid.UUID, customer_class: str, by: str) -> Ticket: ...

    def open_counter(self, code: str, by: str) -> Counter: ...

    def close_counter(self, code: str, by: str, pause: str = "") -> Counter: ...

    def call_next(self, code: str, by: str, *, key: str | None = None) -> Ticket | None: ...

    def call(
        self, code: str, by: str, ticket: str, reason: str, *, key: str | None = None
    ) -> Ticket: ...

    def recall(
        self, code: str, by: str, ticket: str | None = None, *, key: str | None = None
    ) -> Ticket: ...

    def start(self, code: str, by: str, *, key: str | None = None) -> Ticket: ...

    def complete(self, code: str, by: str, *, key: str | None = None) -> Ticket: ...

    def no_show(self, code: str, by: str, *, key: str | None = None) -> Ticket: ...

    def hold(self, code: str, by: str, *, key: str | None = None) -> Ticket: ...

    def resume(
        self, code: str, by: str, ticket: str | None = None, *, key: str | None = None
    ) -> Ticket: ...

    def transfer(
        self,
        code: str,
        by: str,
        *,
        service: str | None = None,
        counter: str | None = None,
        key: str | None = None,
    ) -> Ticket: ...

    def services(self) -> list[dict[str, Any]]: ...

    def queue(self) -> dict[str, Any]: ...

    def counters(self) -> list[dict[str, Any]]: ...

    def counter(self, code: str) -> dict[str, Any]: ...

    def line(self, code: str) -> dict[str, Any]: ...


_lock = threading.Lock()


@lru_cache(maxsize=1)
def _build(url: str | None) -> Queue:
    if url is None:
        from lobby.tickets.own import OwnQueue

        return OwnQueue()
    from lobby.tickets.foreign.branch_queue import from_settings

    return from_settings()


def chosen() -> Queue:
    """This process's queue, made at first use."""
    with _lock:
        return _build(settings.JIAOJIAO.queue_url)
