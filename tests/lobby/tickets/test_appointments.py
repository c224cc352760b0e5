"""Appointments get a fair place."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from lobby import clock
from lobby.problems import Invalid
from lobby.tickets import appointments, calling, errors, issuing
from lobby.tickets.appointments import TooEarly
from lobby.tickets.models import Appointment, Counter, Service, Ticket
from tests.lobby import factories
from tests.lobby.tickets.conftest import Clock

T = "teller"


def book(minutes: float, lasting: float = 30, **more: str) -> Appointment:
    """An appointment that begins in so many minutes."""
    starts = clock.now() + timedelta(minutes=minutes)
    return appointments.book("cash", starts, starts + timedelta(minutes=lasting), **more)


def order(count: int) -> list[Ticket]:
    called = []
    for _ in range(count):
        ticket = calling.call_next("1", T)
        assert ticket is not None
        called.append(ticket)
        calling.start("1", T)
    return called


def test_in_time_ranks_a_quarter_of_an_hour_before_the_appointment(
    first: Counter, cash: Service, ticking: Clock
) -> None:
    row = book(20)
    before = factories.ticket(cash)
    ticking.forward(minutes=10)
    after = factories.ticket(cash)
    ticking.forward(minutes=15)
    ticket, new = appointments.check_in(row.code, by="device")
    assert new
    assert order(3) == [before, ticket, after]
    row.refresh_from_db()
    assert (row.state, row.ticket) == ("arrived", ticket)


def test_early_is_never_worse_than_a_number(first: Counter, cash: Service, ticking: Clock) -> None:
    row = book(28)
    ticket, _ = appointments.check_in(row.code, by="device")
    after = factories.ticket(cash)
    assert order(2) == [ticket, after]


def test_late_is_an_ordinary_number(first: Counter, cash: Service, ticking: Clock) -> None:
    row = book(0.1, lasting=10)
    ticking.forward(minutes=5)
    before = factories.ticket(cash)
    ticking.forward(minutes=6)
    ticket, _ = appointments.check_in(row.code, by="device")
    assert order(2) == [before, ticket]


def test_the_class_has_its_head_start_as_well(first: Counter, cash: Service) -> None:
    row = book(20, customer_class="elderly")
    ticket, _ = appointments.check_in(row.code, by="device")
    assert ticket.issued_at - ticket.rank_at >= timedelta(minutes=15)


def test_checking_in_twice_gives_the_same_ticket(first: Counter, cash: Service) -> None:
    row = book(10)
    ticket, new = appointments.check_in(row.code, by="device")
    assert (appointments.check_in(f" {row.code} ", by="device"), new) == ((ticket, False), True)
    assert Ticket.objects.count() == 1


def test_a_visitor_who_had_a_number_already_keeps_it(
    first: Counter, cash: Service, ticking: Clock
) -> None:
    row = book(10)
    visitor = uuid.uuid4()
    other = factories.ticket(cash)
    ticket, _ = issuing.issue("cash", by="device", conversation=visitor)
    again, new = appointments.check_in(row.code, by="device", conversation=visitor)
    assert (again, new) == (ticket, False)
    assert order(2) == [ticket, other]


def test_what_cannot_be_checked_in(first: Counter, cash: Service, ticking: Clock) -> None:
    with pytest.raises(errors.UnknownAppointment):
        appointments.check_in("00000000", by="device")
    row = book(31)
    with pytest.raises(TooEarly) as refused:
        appointments.check_in(row.code, by="device")
    assert refused.value.extra["opens_at"].startswith("2026-06-01T10:01")
    appointments.cancel(row.code)
    assert appointments.cancel(row.code).state == "cancelled"
    with pytest.raises(errors.IllegalTransition) as gone:
        appointments.check_in(row.code, by="device")
    assert gone.value.extra["state"] == "cancelled"
    kept = book(10)
    appointments.check_in(kept.code, by="device")
    with pytest.raises(errors.IllegalTransition):
        appointments.cancel(kept.code)


def test_what_cannot_be_booked(cash: Service) -> None:
    now = clock.now()
    for starts, ends in (
        (now + timedelta(hours=2), now + timedelta(hours=1)),
        (now + timedelta(hours=2), now + timedelta(hours=30)),
        (now - timedelta(hours=2), now - timedelta(hours=1)),
    ):
        with pytest.raises(Invalid):
            appointments.book("cash", starts, ends)
    with pytest.raises(errors.UnknownService):
        appointments.book("nothing", now, now + timedelta(hours=1))
    with pytest.raises(errors.UnknownClass):
        book(10, customer_class="royal")


def test_codes_differ(cash: Service) -> None:
    codes = {book(10).code for _ in range(20)}
    assert len(codes) == 20
    assert all(len(code) == 8 and code.isdecimal() for code in codes)
