"""What happened in the branch, in order: a log in the database and a stream of it for screens and robot."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_together: ContextVar[list[tuple[str, dict[str, Any]]] | None] = ContextVar(
    "together", default=None
)


def publish(type: str, data: dict[str, Any]) -> None:
    """Append an event inside the caller's transaction: it is seen if and when that commits.

    Publish last: on PostgreSQL publishing transactions queue behind one another from here to their
    commit, so that ids become visible in order. `data` is small, JSON, and holds nothing that would
    let its reader act for a customer.
    """
    # Django imports this package before its models are ready.
    from lobby.events import log

    kept = _together.get()
    if kept is None:
        log.append([(type, data)])
    else:
        kept.append((type, data))


@contextmanager
def together() -> Iterator[None]:
    """What is published meanwhile is appended at the end, in that order, in one statement."""
    from lobby.events import log

    if _together.get() is not None:
        yield
        return
    kept: list[tuple[str, dict[str, Any]]] = []
    token = _together.set(kept)
    try:
        yield
    finally:
        _together.reset(token)
    if kept:
        log.append(kept)
