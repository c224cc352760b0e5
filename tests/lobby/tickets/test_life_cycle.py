"""Recalls have limits, calls out of turn have reasons, counters pause, lost answers do no harm."""

from __future__ import annotations

import pytest

from lobby.branch.models import Branch
from lobby.events.models import Event
from lobby.tickets import calling, doors, errors, holding
from lobby.tickets.models import Counter, CounterPeriod, Period, PriorityClass, Service, Ticket
from tests.lobby import factories
from tests.lobby.tickets.conftest import Clock

T = "teller"


def test_recalls_are_so_far_apart(first: Counter, cash: Service, ticking: Clock) -> None:
    factories.ticket(cash)
    calling.call_next("1", T)
    assert calling.recall("1", T).calls == 2
    with pytest.raises(errors.TooSoon) as refused:
        calling.recall("1", T)
    assert refused.value.extra == {"state": "called", "retry_after": 10}
    ticking.forward(seconds=10)
    assert calling.recall("1", T).calls == 3


def test_recalls_come_to_an_end_until_the_customer_is_missed(
    first: Counter, cash: Service, ticking: Clock
) -> None:
    Branch.objects.update(recall_limit=2, recall_seconds=0)
    factories.ticket(cash)
    calling.call_next("1", T)
    for _ in range(2):
        calling.recall("1", T)
    with pytest.raises(errors.TooOften) as refused:
        calling.recall("1", T)
    assert refused.value.extra["state"] == "called"
    calling.no_show("1", T)
    # Somebody says that they are back.
    assert calling.recall("1", T).state == "called"
    assert calling.recall("1", T).calls == 5


def test_a_call_out_of_turn_keeps_its_reason(first: Counter, cash: Service) -> None:
    served, early, late = (factories.ticket(cash) for _ in range(3))
    calling.call_next("1", T)
    with pytest.raises(errors.IllegalTransition):
        calling.call("1", T, late.number, "带着孩子")
    calling.start("1", T)
    assert calling.call("1", T, late.number.lower(), "带着孩子") == late
    period = Period.objects.get(ticket=late, ended_at=None)
    assert (period.state, period.note, period.by) == ("called", "带着孩子", T)
    served.refresh_from_db()
    assert served.state == "done"
    calling.start("1", T)
    assert calling.call_next("1", T) == early


def test_a_call_out_of_turn_is_for_those_in_line(first: Counter, cash: Service) -> None:
    missed = factories.ticket(cash)
    calling.call_next("1", T)
    calling.no_show("1", T)
    with pytest.raises(errors.IllegalTransition) as refused:
        calling.call("1", T, missed.number, "回来了")
    assert refused.value.extra["state"] == "no_show"
    with pytest.raises(errors.UnknownTicket):
        calling.call("1", T, "A999", "没有")
    doors.close_counter("1", T)
    with pytest.raises(errors.IllegalTransition):
        calling.call("1", T, missed.number, "关着")


def test_a_refused_call_out_of_turn_does_not_finish_who_is_served(
    first: Counter, cash: Service
) -> None:
    served = factories.ticket(cash)
    calling.call_next("1", T)
    calling.start("1", T)
    with pytest.raises(errors.UnknownTicket):
        calling.call("1", T, "A999", "没有")
    served.refresh_from_db()
    assert served.state == "serving"


def test_a_pause_says_why_and_every_stretch_is_kept(first: Counter, ticking: Clock) -> None:
    CounterPeriod.objects.create(counter=first, by="seed")
    doors.close_counter("1", T, "meal")
    events = Event.objects.count()
    doors.close_counter("1", T, "meal")
    assert Event.objects.count() == events
    ticking.forward(minutes=30)
    doors.close_counter("1", T, "meeting")
    ticking.forward(minutes=30)
    doors.open_counter("1", T)
    doors.close_counter("1", T)
    first.refresh_from_db()
    assert (first.open, first.pause) == (False, "")
    stretches = list(CounterPeriod.objects.values_list("pause", "ended_at"))
    assert [pause for pause, _ in stretches] == ["", "meal", "meeting", ""]
    assert all(ended for _, ended in stretches)


def test_a_step_said_twice_is_taken_once(first: Counter, cash: Service) -> None:
    one, two = factories.ticket(cash), factories.ticket(cash)
    assert calling.call_next("1", T, key="a") == one
    assert calling.call_next("1", T, key="a") == one
    assert calling.start("1", T, key="b").state == "serving"
    assert calling.start("1", T, key="b").state == "serving"
    assert calling.call_next("1", T, key="c") == two
    # The answer is what the ticket is by now.
    calling.no_show("1", T, key="d")
    again = calling.call_next("1", T, key="c")
    assert again is not None
    assert (again, again.state) == (two, "no_show")
    assert Period.objects.count() == 2 + 4 + 1


def test_keys_of_two_counters_are_apart(first: Counter, second: Counter, card: Service) -> None:
    one, two = factories.ticket(card), factories.ticket(card)
    assert calling.call_next("1", T, key="a") == one
    assert calling.call_next("2", T, key="a") == two


def test_a_transfer_to_the_own_counter_is_no_transfer(first: Counter, cash: Service) -> None:
    factories.ticket(cash)
    calling.call_next("1", T)
    with pytest.raises(errors.IllegalTransition) as refused:
        calling.transfer("1", T, counter="1")
    assert refused.value.extra["state"] == "here"


def test_periods_say_what_became_of_them(
    first: Counter, second: Counter, cash: Service, card: Service
) -> None:
    ticket = factories.ticket(cash)
    calling.call_next("1", T)
    calling.recall("1", T)
    calling.start("1", T)
    calling.transfer("1", T, service="card")
    calling.call_next("2", T)
    calling.no_show("2", T)
    became = Period.objects.filter(ticket=ticket).values_list("state", "became")
    assert list(became) == [
        ("waiting", "called"),
        ("called", "called"),
        ("called", "serving"),
        ("serving", "transferred"),
        ("transferred", "called"),
        ("called", "no_show"),
        ("no_show", ""),
    ]
    assert Ticket.objects.count() == 1


def test_a_class_claimed_afterwards_counts_from_the_arrival(
    first: Counter, cash: Service, ticking: Clock
) -> None:
    before = factories.ticket(cash)
    ticking.forward(minutes=1)
    late = factories.ticket(cash)
    elderly = PriorityClass.objects.get(code="elderly")
    holding.regrade(late.pk, "elderly")
    late.refresh_from_db()
    assert late.customer_class == elderly
    assert late.rank_at < before.rank_at
    assert late.state == "waiting"
    assert Period.objects.get(ticket=late, ended_at=None).note == f"客户自述：{elderly.name}"
    assert Event.objects.filter(type="ticket.changed").count() == 1
    assert calling.call_next("1", T) == late


def test_no_claim_sets_anybody_back_or_counts_twice(first: Counter, cash: Service) -> None:
    PriorityClass.objects.create(code="vip", name="贵宾客户", head_start_minutes=10)
    ticket = factories.ticket(cash, "elderly")
    rank = ticket.rank_at
    for claim in ("elderly", "vip", "normal"):
        assert holding.regrade(ticket.pk, claim).rank_at == rank
    ticket.refresh_from_db()
    assert ticket.customer_class_id == "elderly"


def test_a_claim_is_for_a_number_in_line(first: Counter, cash: Service) -> None:
    ticket = factories.ticket(cash)
    with pytest.raises(errors.UnknownClass):
        holding.regrade(ticket.pk, "royal")
    calling.call_next("1", T)
    with pytest.raises(errors.IllegalTransition):
        holding.regrade(ticket.pk, "elderly")
