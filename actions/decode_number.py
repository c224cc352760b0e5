"""A number of today: GET /numbers/{number} into the values of `actions.model`."""

from __future__ import annotations

from actions.decode import as_object, some_text, text, wait, whole
from actions.model import QueueNumber


def number(value: object) -> QueueNumber:
    """How far its turn is, and where it was called."""
    data = as_object(value)
    return QueueNumber(
        number=text(data, "number"),
        state=text(data, "state"),
        area=text(data, "area"),
        ahead=whole(data, "ahead"),
        wait=wait(data.get("wait")),
        counter_name=some_text(data, "counter_name"),
    )
