"""What the server does by itself for a bank's queue system."""

from __future__ import annotations

from pathlib import Path

from lobby.environment import EnvironmentRefused
from lobby.tickets.foreign import mapping


def check(path: Path | None) -> None:
    """Refuse to start with a dictionary that cannot be used."""
    try:
        mapping.load(path)
    except mapping.MappingRefused as refused:
        raise EnvironmentRefused(f"JIAOJIAO_QUEUE_MAP: {refused}") from refused


def read() -> None:
    """Mirror what has changed there, so that boards hear of calls made elsewhere."""
    from lobby.tickets import port
    from lobby.tickets.foreign.branch_queue import ForeignQueue

    chosen = port.chosen()
    if isinstance(chosen, ForeignQueue):
        chosen.read_changes()
