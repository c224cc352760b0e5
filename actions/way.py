"""The way to a place: its name, the steps and the map."""

from __future__ import annotations

import re

from actions import cards, spoken
from actions.errors import BranchUnknown
from actions.turn import Turn

LEAD_WORDS = re.compile("带我|领我|带路|带一下|带个路")
SPEECH_STEPS_LIMIT = 56
"""Characters of the way together with the place's name."""


async def show_route(turn: Turn, place: str) -> None:
    """The way to the place; kindly passed on when the branch has no such place."""
    try:
        route = await turn.branch.route(place)
    except BranchUnknown:
        turn.make_offer("staff")
        turn.say("utter_route_unknown")
        return
    last = turn.last_offer
    if last is None or last.data.get("place") != place:
        turn.make_offer("route", place=place)
    steps = "，".join(step.rstrip("。，") for step in route.steps)
    turn.say(
        "utter_route",
        cards.route(route, lead=bool(LEAD_WORDS.search(turn.text))),
        place_name=route.name,
        steps=steps,
        steps_spoken=_said(steps, route.name),
    )


def _said(steps: str, name: str) -> str:
    """The way in one breath; one too long keeps its beginning, the map has the rest."""
    aloud = spoken.read_out(steps)
    limit = SPEECH_STEPS_LIMIT - len(name)
    if len(aloud) > limit:
        # What to look for there is on the screen as well.
        aloud = aloud.split(f"{name}就到了")[0] + f"{name}就到了"
    return spoken.fit(aloud, limit)
