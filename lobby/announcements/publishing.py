"""Announcements as events. Whoever is the speaker, robot or board, queues and says them one by one."""

from __future__ import annotations

import uuid
from datetime import timedelta
from enum import Enum

from lobby import clock, events
from lobby.announcements import wording
from lobby.branch.models import Branch
from lobby.prepared import Given, Rows
from lobby.tickets.models import Ticket

EVENT = "announcement"
SAID = "announcement.said"


class Kind(str, Enum):
    CALL = "call"
    RECALL = "recall"
    NOTICE = "notice"
    STAFF = "staff"


URGENT = 0
"""Staff need the whole hall to listen now."""
PRIORITY = {Kind.CALL: 10, Kind.RECALL: 10, Kind.STAFF: 20, Kind.NOTICE: 30}
"""Lower is said first; equals in the order in which they came."""
LASTS = {
    Kind.CALL: timedelta(minutes=2),
    Kind.RECALL: timedelta(minutes=2),
    Kind.STAFF: timedelta(minutes=5),
    Kind.NOTICE: timedelta(minutes=10),
}
"""What has not been said by then is no longer worth saying."""
REPEAT = 1
"""How often each is said once more."""

_manner = Rows(
    # Two words of the branch's row, not its floor plan.
    lambda: Branch.objects.filter(id=Given(Branch, "id")).values_list("call_words", "announcer")
)


def call(ticket: Ticket, *, again: bool) -> None:
    """One call of a ticket that is at its counter now, in the caller's transaction."""
    counter = ticket.counter
    if counter is None:
        return
    ((template, announcer),) = _manner.all(id=ticket.branch_id)
    _publish(
        uuid.uuid4(),
        Kind.RECALL if again else Kind.CALL,
        text=wording.fill(template, ticket.number, counter.name),
        speech=wording.fill(template, wording.digits_aloud(ticket.number), counter.name),
        speaker=announcer,
        ticket=str(ticket.pk),
        number=ticket.number,
        counter=counter.code,
    )


def words(text: str, *, kind: Kind, urgent: bool, key: str | None) -> uuid.UUID:
    """Have `text` said to the hall; its id. The same `key` gives the same id, which is said once."""
    name = uuid.uuid5(uuid.NAMESPACE_OID, f"announcement:{key}") if key else uuid.uuid4()
    branch = Branch.current()
    _publish(
        name,
        kind,
        text=text,
        speech=text,
        speaker=branch.announcer,
        priority=URGENT if urgent else PRIORITY[kind],
    )
    return name


def _publish(
    name: uuid.UUID,
    kind: Kind,
    *,
    text: str,
    speech: str,
    speaker: str,
    priority: int | None = None,
    **more: str,
) -> None:
    events.publish(
        EVENT,
        {
            "id": str(name),
            "kind": kind.value,
            "text": text,
            "speech": speech,
            "speaker": speaker,
            "priority": PRIORITY[kind] if priority is None else priority,
            "expires_at": (clock.now() + LASTS[kind]).isoformat(),
            "repeat": REPEAT,
            **more,
        },
    )
