"""The end of a day."""

from __future__ import annotations

from datetime import datetime, time

import pytest
from django.core.management import call_command

from lobby import clock
from lobby.branch.models import Branch
from lobby.events import chores
from lobby.events.models import Event
from lobby.tickets import appointments, calling, closing, doors, holding
from lobby.tickets.closing import Settled
from lobby.tickets.models import Counter, CounterPeriod, Period, Service, Ticket
from tests.lobby import factories
from tests.lobby.tickets.conftest import Clock

T = "teller"


@pytest.fixture
def real(first: Counter, second: Counter) -> Branch:
    """A branch that is no demonstration, with counters opened by hand."""
    Branch.objects.update(demo=False, day_ends_at=time(20))
    Counter.objects.update(open=False)
    for code in ("1", "2"):
        doors.open_counter(code, T)
    return Branch.objects.get()


def one_of_each(cash: Service, card: Service) -> dict[str, Ticket]:
    tickets = {}
    tickets["held"] = factories.ticket(cash)
    calling.call_next("1", T)
    calling.hold("1", T)
    tickets["transferred"] = factories.ticket(card)
    calling.call_next("2", T)
    calling.transfer("2", T, counter="1")
    tickets["serving"] = factories.ticket(card)
    calling.call_next("2", T)
    calling.start("2", T)
    tickets["called"] = factories.ticket(cash)
    calling.call("1", T, tickets["called"].number, "试一试")
    tickets["waiting"] = factories.ticket(cash)
    return tickets


def states(tickets: dict[str, Ticket]) -> dict[str, str]:
    now = dict(Ticket.objects.values_list("pk", "state"))
    return {name: now[ticket.pk] for name, ticket in tickets.items()}


SETTLED = {
    "held": "cancelled",
    "transferred": "cancelled",
    "serving": "done",
    "called": "no_show",
    "waiting": "cancelled",
}


def test_every_open_ticket_is_settled_once(real: Branch, cash: Service, card: Service) -> None:
    tickets = one_of_each(cash, card)
    assert states(tickets) == {name: name for name in SETTLED}
    assert closing.close_day(clock.today()) == Settled(tickets=5, counters=2)
    assert states(tickets) == SETTLED
    assert not Counter.objects.filter(open=True).exists()
    assert not CounterPeriod.objects.filter(ended_at=None).exists()
    events = Event.objects.count()
    assert closing.close_day(clock.today()) == Settled()
    assert Event.objects.count() == events
    last = Period.objects.filter(ended_at=None)
    assert set(last.values_list("by", flat=True)) == {"day_end"}
    assert Period.objects.filter(became="day_end").count() == 5


@pytest.mark.parametrize("step", ["issue", "next", "open", "check in"])
def test_the_first_step_of_a_new_day_closes_the_old(
    real: Branch, cash: Service, card: Service, ticking: Clock, step: str
) -> None:
    tickets = one_of_each(cash, card)
    noon = clock.now().replace(hour=12)
    row = appointments.book("cash", noon, noon.replace(hour=13))
    ticking.forward(hours=23)
    if step == "issue":
        assert factories.ticket(cash).number == "A001"
    elif step == "next":
        with pytest.raises(Exception, match="还没有开放"):
            calling.call_next("1", T)
    elif step == "open":
        doors.open_counter("1", T)
    else:
        with pytest.raises(Exception, match="未到"):
            appointments.check_in(row.code, by="device")
    assert states(tickets) == SETTLED
    # The old day ended at its own end, not this morning.
    ended = Period.objects.filter(became="day_end").values_list("ended_at", flat=True)
    assert set(ended) == {datetime(2026, 6, 1, 20, tzinfo=clock.BRANCH_ZONE)}
    row.refresh_from_db()
    assert row.state == "missed"


def test_at_its_time_the_day_is_closed_once(
    real: Branch, cash: Service, card: Service, ticking: Clock
) -> None:
    tickets = one_of_each(cash, card)
    assert not closing.close_at_time()
    ticking.forward(hours=10, minutes=1)
    assert closing.close_at_time().tickets == 5
    assert states(tickets) == SETTLED
    # Somebody stays for a late customer.
    doors.open_counter("1", T)
    assert not closing.close_at_time()
    assert Counter.objects.get(code="1").open


def test_a_demonstration_goes_on_over_night(first: Counter, cash: Service, ticking: Clock) -> None:
    Counter.objects.update(opened_at=clock.now())
    Branch.objects.update(day_ends_at=time(20))
    ticket = factories.ticket(cash)
    ticking.forward(hours=11)
    assert not closing.close_at_time()
    ticking.forward(hours=12)
    assert closing.close_at_time() == Settled(tickets=1, counters=1)
    ticket.refresh_from_db()
    assert ticket.state == "cancelled"
    assert Counter.objects.get().open
    assert closing.close_at_time() == Settled()


def test_closing_a_demonstration_by_hand_changes_nothing_the_second_time(
    first: Counter, cash: Service
) -> None:
    doors.close_counter("1", T)
    doors.open_counter("1", T)
    factories.ticket(cash)
    assert closing.close_day(clock.today()) == Settled(tickets=1)
    stretches = CounterPeriod.objects.count()
    assert closing.close_day(clock.today()) == Settled()
    assert CounterPeriod.objects.count() == stretches
    assert Counter.objects.get().open


def test_a_settled_ticket_is_not_brought_back(
    real: Branch, cash: Service, card: Service, ticking: Clock
) -> None:
    tickets = one_of_each(cash, card)
    ticking.forward(days=1)
    closing.roll_over()
    with pytest.raises(Exception, match="以前的号码"):
        holding.reinsert(tickets["called"].pk)
    doors.open_counter("1", T)
    with pytest.raises(Exception, match="没有可以这样办理的客户"):
        calling.recall("1", T)


def test_an_unended_pause_ends_with_its_day(real: Branch, ticking: Clock) -> None:
    doors.close_counter("1", T, "meal")
    ticking.forward(days=1)
    closing.roll_over()
    assert not Counter.objects.exclude(pause="").exists()
    assert not CounterPeriod.objects.filter(ended_at=None).exists()


def test_the_server_closes_the_day_by_itself(
    real: Branch, cash: Service, card: Service, ticking: Clock
) -> None:
    tickets = one_of_each(cash, card)
    ticking.forward(hours=11)
    chores.run_due(lambda: float("inf"))
    assert states(tickets) == SETTLED


def test_an_operator_closes_it_by_command(
    real: Branch, cash: Service, card: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    one_of_each(cash, card)
    call_command("closeday", "--when-due")
    call_command("closeday")
    call_command("closeday")
    said = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in said] == ["0", "5", "0"]
