"""The queue's small branch."""

from tests.lobby.tickets.conftest import (
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
    "card",
    "cash",
    "first",
    "outsider",
    "robot",
    "second",
    "teller",
    "ticking",
]
