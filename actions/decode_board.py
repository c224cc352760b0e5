"""What the board shows: GET /queue into the values of `actions.model`."""

from __future__ import annotations

from actions.decode import as_object, as_objects, some_text, text
from actions.model import Call

CALLED = ("called", "serving", "recent", "missed")
"""Lists of the snapshot that hold numbers which have been called."""


def board(value: object) -> tuple[Call, ...]:
    """Every number that is shown as called, each once, those at a counter first, then the latest."""
    data = as_object(value)
    shown = [row for key in CALLED for row in as_objects(data.get(key) or [])]
    found: dict[str, Call] = {}
    for row in shown:
        number = text(row, "number")
        found.setdefault(number, Call(number, some_text(row, "counter_name")))
    return tuple(found.values())
