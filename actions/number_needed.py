"""要先拿号吗: a number for what the talk is about is offered at once."""

from __future__ import annotations

import re

from actions.own_tickets import my_ticket
from actions.queue_named import queue_of_topic
from actions.turn import Turn

NEEDED = re.compile(
    "(?:要不要|用不用|需不需要|要|得|需要)(?:先|也|还)?(?:取|拿|领|排)(?:一?个|一?张)?号(?:吗|么|不|嘛|啊|呀|[?？。]|$)"
)
"""Whether one has to take a number."""
OF_QUESTION = re.compile("问|咨询|打听")
"""Who only asks needs none: the FAQ says so."""


async def offers_number(turn: Turn) -> bool:
    """Offers it; False where the talk is about nothing, or a machine, and for who holds a number."""
    if turn.form or turn.turns < 2 or not NEEDED.search(turn.text):
        return False
    offer = turn.offer
    if (offer is not None and offer.kind == "self_service") or OF_QUESTION.search(
        turn.text.replace("我问", "")
    ):
        return False
    business = str(turn.named[-1]) if turn.named else turn.errand
    queue = await queue_of_topic(turn, business)
    if (queue is None and business is None) or await my_ticket(turn) is not None:
        return False
    if queue is not None:
        turn.make_offer("take_ticket", queue=queue)
    else:
        turn.make_offer("take_ticket", business=business, amount=None)
    turn.say_fresh("utter_number_first")
    return True
