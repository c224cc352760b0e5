"""A number that this conversation did not give: on paper, of somebody else, of another day."""

from __future__ import annotations

from typing import Any

from actions import spoken
from actions.errors import BranchUnknown
from actions.model import QueueNumber
from actions.turn import Turn

RESPONSES = {
    "called": "utter_number_called",
    "serving": "utter_number_serving",
    "held": "utter_number_held",
    "done": "utter_number_done",
    "no_show": "utter_number_missed",
    "cancelled": "utter_number_cancelled",
}
"""By state; a number in any other is still in line."""
NEW_ONE = ("done", "cancelled")
"""Who holds such a number may want another."""


async def say_number(turn: Turn, number: str) -> None:
    """How far its turn is, never whose it is; that none such was given today."""
    try:
        found = await turn.branch.number(number)
    except BranchUnknown:
        turn.make_offer("take_ticket")
        turn.say("utter_number_unknown", number=number, number_spoken=spoken.digits(number))
        return
    if found.state == "no_show":
        turn.make_offer("staff")
    elif found.state in NEW_ONE:
        turn.make_offer("take_ticket")
    turn.say(RESPONSES.get(found.state) or _in_line(found), **_values(found))


def _in_line(found: QueueNumber) -> str:
    if found.ahead == 0:
        return "utter_number_wait_next"
    return "utter_number_wait" if found.wait else "utter_number_wait_unknown_wait"


def _values(found: QueueNumber) -> dict[str, Any]:
    values: dict[str, Any] = {
        "number": found.number,
        "number_spoken": spoken.digits(found.number),
        "area": found.area,
        "ahead": found.ahead,
        "ahead_spoken": spoken.count(found.ahead),
        "counter_name": found.counter_name or found.area,
    }
    if found.wait is not None:
        values["wait"] = spoken.minutes_shown(found.wait.low_min, found.wait.high_min)
        values["wait_spoken"] = spoken.minutes(found.wait.low_min, found.wait.high_min)
    return values
