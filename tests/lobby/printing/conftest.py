"""The queue's small branch."""

from tests.lobby.tickets.conftest import (
    _unthrottled,
    card,
    cash,
    first,
    outsider,
    robot,
    second,
    teller,
    ticking,
)

__all__ = [
    "_unthrottled",
    "card",
    "cash",
    "first",
    "outsider",
    "robot",
    "second",
    "teller",
    "ticking",
]
