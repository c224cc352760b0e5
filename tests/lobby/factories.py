"""Rows of a small branch, for tests that need no whole content folder."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import time

from lobby.branch.models import Branch, HoursKind, OpeningHours
from lobby.tickets import issuing
from lobby.tickets.models import Counter, CounterService, PriorityClass, Service, Ticket

_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_numbers = itertools.count(1)


def branch(demo: bool = True) -> Branch:
    """The one branch; open on every day from nine to five, and at any hour in a demonstration."""
    row, new = Branch.objects.get_or_create(
        code="test", defaults={"name": "测试支行", "demo": demo, "reinsert_after": 3}
    )
    if new:
        PriorityClass.objects.create(code="normal", name="普通客户")
        PriorityClass.objects.create(code="elderly", name="老年客户", head_start_minutes=15)
        OpeningHours.objects.bulk_create(
            OpeningHours(kind=kind, weekday=day, opens=time(9), closes=time(17))
            for kind in HoursKind.values
            for day in range(7)
        )
    return row


def service(code: str = "cash", minutes: float = 5, active: bool = True) -> Service:
    home = branch()
    return Service.objects.create(
        branch=home,
        code=code,
        name=f"{code}业务",
        letter=_letters[Service.objects.count()],
        prior_minutes=minutes,
        hours=HoursKind.PERSONAL,
        active=active,
    )


def counter(code: str, services: Sequence[Service], opened: bool = True) -> Counter:
    row = Counter.objects.create(branch=branch(), code=code, name=f"{code}号窗口", open=opened)
    CounterService.objects.bulk_create(
        CounterService(counter=row, service=each, order=place)
        for place, each in enumerate(services)
    )
    return row


def ticket(of: Service, customer_class: str = "normal") -> Ticket:
    """A number just issued."""
    row, new = issuing.issue(
        of.code, by="device", customer_class=customer_class, key=f"factory-{next(_numbers)}"
    )
    assert new
    return row
