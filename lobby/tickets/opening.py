"""Whether a number is given now."""

from __future__ import annotations

from datetime import datetime

from lobby import clock
from lobby.branch import hours
from lobby.branch.models import Branch
from lobby.tickets.errors import Closed
from lobby.tickets.models import Service


def takes_numbers(
    branch: Branch, service: Service, moment: datetime, timetable: hours.Timetable
) -> bool:
    """Within opening hours, or at any hour in a demonstration; never for a service taken out of use."""
    return service.active and (branch.demo or timetable.is_open(service.hours, moment))


def demand_open(branch: Branch, service: Service, moment: datetime) -> None:
    """Raise Closed, saying when the service opens again, unless a number is given now."""
    if takes_numbers(branch, service, moment, hours.of_day(clock.day_of(moment))):
        return
    if not service.active:
        raise Closed(f"{service.name}现在不办理，请问大堂经理。", next_open=None)
    opens = hours.timetable().next_open(service.hours, moment)
    raise Closed(
        f"{service.name}现在不在营业时间，暂不发号。",
        next_open=opens.isoformat() if opens else None,
    )
