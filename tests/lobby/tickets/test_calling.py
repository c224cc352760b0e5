"""What tellers do."""

from __future__ import annotations

import itertools

import pytest

from lobby.events.models import Event
from lobby.tickets import calling, doors, errors, holding
from lobby.tickets.models import Counter, Period, Service, Ticket
from tests.lobby import factories
from tests.lobby.tickets.conftest import Clock

T = "teller"


def state(ticket: Ticket) -> str:
    ticket.refresh_from_db()
    return ticket.state


def test_a_ticket_from_call_to_done_keeps_its_periods(
    first: Counter, cash: Service, ticking: Clock
) -> None:
    ticket = factories.ticket(cash)
    assert calling.call_next("1", T) == ticket
    ticking.forward(minutes=1)
    calling.start("1", T)
    ticking.forward(minutes=4)
    calling.complete("1", T)
    periods = list(Period.objects.filter(ticket=ticket))
    assert [p.state for p in periods] == ["waiting", "called", "serving", "done"]
    assert [p.by for p in periods] == ["device", T, T, T]
    assert all(a.ended_at == b.began_at for a, b in itertools.pairwise(periods))
    assert periods[-1].ended_at is None
    types = Event.objects.filter(type__startswith="ticket").order_by("id")
    assert list(types.values_list("type", flat=True)) == [
        "ticket.issued",
        "ticket.called",
        "ticket.changed",
        "ticket.changed",
    ]


def test_nobody_waits(first: Counter) -> None:
    assert calling.call_next("1", T) is None


def test_a_closed_counter_calls_nobody(first: Counter, cash: Service) -> None:
    factories.ticket(cash)
    doors.close_counter("1", T)
    with pytest.raises(errors.IllegalTransition) as refused:
        calling.call_next("1", T)
    assert refused.value.extra["state"] == "closed"


def test_opening_and_closing_twice_changes_nothing(first: Counter) -> None:
    doors.close_counter("1", T)
    events = Event.objects.count()
    assert not doors.close_counter("1", T).open
    assert doors.open_counter("1", T).open
    assert doors.open_counter("1", T).open
    assert Event.objects.count() == events + 1


def test_a_second_click_does_not_lose_the_called_customer(first: Counter, cash: Service) -> None:
    called, waiting = factories.ticket(cash), factories.ticket(cash)
    calling.call_next("1", T)
    with pytest.raises(errors.IllegalTransition) as refused:
        calling.call_next("1", T)
    assert refused.value.extra == {"state": "called", "number": "A001"}
    assert (state(called), state(waiting)) == ("called", "waiting")


def test_next_finishes_the_customer_being_served(first: Counter, cash: Service) -> None:
    served, waiting = factories.ticket(cash), factories.ticket(cash)
    calling.call_next("1", T)
    calling.start("1", T)
    assert calling.call_next("1", T) == waiting
    assert state(served) == "done"
    calling.start("1", T)
    assert calling.call_next("1", T) is None
    assert state(waiting) == "done"


@pytest.mark.parametrize("step", [calling.complete, calling.start, calling.no_show, calling.hold])
def test_steps_need_a_customer(first: Counter, step: object) -> None:
    with pytest.raises(errors.IllegalTransition) as refused:
        step("1", T)  # type: ignore[operator]
    assert refused.value.extra["state"] == "idle"


def test_only_who_is_served_can_be_finished(first: Counter, cash: Service) -> None:
    factories.ticket(cash)
    calling.call_next("1", T)
    with pytest.raises(errors.IllegalTransition) as refused:
        calling.complete("1", T)
    assert refused.value.extra["state"] == "called"
    calling.start("1", T)
    with pytest.raises(errors.IllegalTransition):
        calling.no_show("1", T)


def test_recall_counts_calls_and_brings_a_no_show_back(first: Counter, cash: Service) -> None:
    ticket = factories.ticket(cash)
    calling.call_next("1", T)
    assert calling.recall("1", T).calls == 2
    calling.no_show("1", T)
    assert calling.recall("1", T) == ticket
    assert state(ticket) == "called"
    calling.no_show("1", T)
    assert calling.recall("1", T, "a001").calls == 4
    assert Event.objects.filter(type="ticket.recalled").count() == 3


def test_recall_of_another_number_waits_for_the_present_one(first: Counter, cash: Service) -> None:
    factories.ticket(cash)
    calling.call_next("1", T)
    with pytest.raises(errors.IllegalTransition):
        calling.recall("1", T, "A009")


def test_a_held_customer_leaves_the_counter_free_and_comes_back(
    first: Counter, cash: Service
) -> None:
    held, other = factories.ticket(cash), factories.ticket(cash)
    calling.call_next("1", T)
    calling.start("1", T)
    calling.hold("1", T)
    assert calling.call_next("1", T) == other
    with pytest.raises(errors.IllegalTransition):
        calling.resume("1", T)
    calling.start("1", T)
    calling.complete("1", T)
    assert calling.resume("1", T) == held
    assert state(held) == "serving"


def test_a_transfer_keeps_number_and_place(
    first: Counter, second: Counter, cash: Service, card: Service
) -> None:
    moved = factories.ticket(cash)
    calling.call_next("1", T)
    factories.ticket(card)
    calling.transfer("1", T, service="card")
    assert state(moved) == "transferred"
    assert calling.call_next("2", T) == moved
    assert moved.number == "A001"


def test_a_transfer_to_a_counter_is_called_there_alone(
    first: Counter, second: Counter, cash: Service
) -> None:
    moved = factories.ticket(cash)
    calling.call_next("1", T)
    calling.transfer("1", T, counter="2")
    assert calling.call_next("1", T) is None
    assert calling.call_next("2", T) == moved


def test_closing_a_counter_frees_those_sent_to_it(
    first: Counter, second: Counter, cash: Service
) -> None:
    moved = factories.ticket(cash)
    calling.call_next("1", T)
    calling.transfer("1", T, counter="2")
    doors.close_counter("2", T)
    assert calling.call_next("1", T) == moved


def test_a_transfer_to_nowhere_changes_nothing(
    first: Counter, second: Counter, cash: Service
) -> None:
    ticket = factories.ticket(cash)
    calling.call_next("1", T)
    doors.close_counter("2", T)
    for target in ({"service": "nothing"}, {"counter": "9"}, {"counter": "2"}):
        with pytest.raises(
            (errors.UnknownService, errors.UnknownCounter, errors.IllegalTransition)
        ):
            calling.transfer("1", T, **target)
    assert state(ticket) == "called"


def test_a_customer_left_over_from_yesterday_blocks_nobody(
    first: Counter, cash: Service, ticking: Clock
) -> None:
    factories.ticket(cash)
    calling.call_next("1", T)
    ticking.forward(days=1)
    today = factories.ticket(cash)
    assert calling.call_next("1", T) == today


def test_cancelling_twice_is_once_and_never_while_served(first: Counter, cash: Service) -> None:
    ticket, other = factories.ticket(cash), factories.ticket(cash)
    holding.cancel(ticket.pk)
    events = Event.objects.count()
    assert holding.cancel(ticket.pk).state == "cancelled"
    assert Event.objects.count() == events
    assert calling.call_next("1", T) == other
    calling.start("1", T)
    with pytest.raises(errors.IllegalTransition) as refused:
        holding.cancel(other.pk)
    assert refused.value.extra["state"] == "serving"


def test_who_missed_the_call_comes_back_behind_three(
    first: Counter, second: Counter, cash: Service
) -> None:
    missed = factories.ticket(cash)
    others = [factories.ticket(cash) for _ in range(5)]
    calling.call_next("1", T)
    with pytest.raises(errors.IllegalTransition):
        holding.reinsert(missed.pk)
    calling.no_show("1", T)
    holding.reinsert(missed.pk)
    order = []
    for _ in range(6):
        called = calling.call_next("1", T)
        assert called is not None
        order.append(called)
        calling.start("1", T)
    assert order == [*others[:3], missed, *others[3:]]
