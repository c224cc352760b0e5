"""The branch's own queue system behind the port."""

from __future__ import annotations

import uuid
from typing import Any

from lobby.tickets import calling, counter_line, doors, holding, issuing, numbers, overview
from lobby.tickets.models import Ticket


class OwnQueue:
    """See lobby.tickets.port."""

    open_counter = staticmethod(doors.open_counter)
    close_counter = staticmethod(doors.close_counter)
    call_next = staticmethod(calling.call_next)
    call = staticmethod(calling.call)
    recall = staticmethod(calling.recall)
    start = staticmethod(calling.start)
    complete = staticmethod(calling.complete)
    no_show = staticmethod(calling.no_show)
    hold = staticmethod(calling.hold)
    resume = staticmethod(calling.resume)
    transfer = staticmethod(calling.transfer)
    find = staticmethod(holding.find)
    numbered = staticmethod(numbers.find)
    cancel = staticmethod(holding.cancel)
    reinsert = staticmethod(holding.reinsert)
    regrade = staticmethod(holding.regrade)

    def issue(
        self,
        service: str,
        *,
        by: str,
        customer_class: str,
        conversation: uuid.UUID | None,
        key: str | None,
        for_other: bool = False,
    ) -> tuple[Ticket, bool]:
        return issuing.issue(
            service,
            by=by,
            customer_class=customer_class,
            conversation=conversation,
            key=key,
            for_other=for_other,
        )

    def services(self) -> list[dict[str, Any]]:
        return overview.services()

    def queue(self) -> dict[str, Any]:
        return overview.queue()

    def counters(self) -> list[dict[str, Any]]:
        return overview.counters()

    def counter(self, code: str) -> dict[str, Any]:
        return overview.counter(code)

    def line(self, code: str) -> dict[str, Any]:
        return counter_line.read(code)
