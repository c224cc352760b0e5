"""What happened in the branch, in order: a log in the database and a stream of it for screens and robot."""

from __future__ import annotations

from typing import Any


def publish(type: str, data: dict[str, Any]) -> None:
    """Append an event inside the caller's transaction: it is seen if and when that commits.

    Publish last: on PostgreSQL publishing transactions queue behind one another from here to their
    commit, so that ids become visible in order. `data` is small, JSON, and holds nothing that would
    let its reader act for a customer.
    """
    # Django imports this package before its models are ready.
    from lobby.events import log

    log.append(type, data)
