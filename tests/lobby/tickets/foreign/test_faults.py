"""What a bank's queue system may do to us, and what customers and tellers then notice."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from lobby.events.models import Event
from lobby.tickets import errors
from lobby.tickets.foreign import mirror
from lobby.tickets.foreign.branch_queue import ForeignQueue
from lobby.tickets.foreign.protocol import TRIES, Line, QueueAway
from lobby.tickets.models import Counter, CounterPeriod, Period, Ticket
from tests.fakes.queue_machine import Machine
from tests.lobby.tickets.conftest import Clock
from tests.lobby.tickets.foreign.conftest import NAMES

T = "teller"


def issue(queue: ForeignQueue, key: str | None = "k", service: str = "cash") -> Ticket:
    return queue.issue(service, by="device", customer_class="normal", conversation=None, key=key)[0]


@pytest.mark.parametrize("fault", ["500", "busy", "lost", "slow"])
def test_a_number_comes_in_spite_of_one_fault(
    foreign: ForeignQueue, machine: Machine, pauses: list[float], fault: str
) -> None:
    machine.faults = [fault]
    assert issue(foreign).number == "A001"
    assert len(machine.slips) == Ticket.objects.count() == 1
    assert pauses == [0.1]


def test_an_answer_lost_for_good_is_asked_for_again(
    foreign: ForeignQueue, machine: Machine
) -> None:
    machine.faults = ["lost"] * TRIES
    with pytest.raises(QueueAway) as away:
        issue(foreign)
    assert away.value.retryable
    assert Ticket.objects.count() == 0
    # The customer, or the robot for them, asks again with the same key.
    assert issue(foreign).number == "A001"
    assert issue(foreign, key="other").number == "A002"
    assert len(machine.slips) == Ticket.objects.count() == 2


def test_the_feed_may_bring_a_ticket_before_its_answer(
    foreign: ForeignQueue, machine: Machine
) -> None:
    machine.faults = ["lost"] * TRIES
    with pytest.raises(QueueAway):
        issue(foreign)
    foreign.read_changes()
    stray = Ticket.objects.get()
    assert (stray.number, stray.idempotency_key) == ("A001", None)
    assert issue(foreign) == stray
    stray.refresh_from_db()
    assert stray.idempotency_key == "k"
    assert stray.forecast is not None


def test_a_lost_call_calls_nobody_else(foreign: ForeignQueue, machine: Machine) -> None:
    one, two = issue(foreign), issue(foreign, key="other")
    machine.faults = ["lost"]
    assert foreign.call_next("1", T) == one
    machine.faults = ["lost"] * TRIES
    with pytest.raises(QueueAway):
        foreign.start("1", T, key="s")
    assert foreign.start("1", T, key="s").state == "serving"
    machine.faults = ["lost"] * TRIES
    with pytest.raises(QueueAway):
        foreign.call_next("1", T, key="n")
    # The feed tells what has come of it.
    assert foreign.counter("1")["ticket"]["number"] == "A002"
    assert foreign.call_next("1", T, key="n") == two
    assert foreign.find(one.pk).state == "done"
    assert [slip.rings for slip in machine.slips.values()] == [1, 1]


def test_away_everything_known_is_still_shown(foreign: ForeignQueue, machine: Machine) -> None:
    ticket = issue(foreign)
    machine.faults = ["500"] * 100
    assert foreign.find(ticket.pk) == ticket
    assert {s["code"]: s["waiting"] for s in foreign.services()} == {"cash": 1, "card": 0}
    assert foreign.queue()["called"] == []
    with pytest.raises(QueueAway):
        foreign.call_next("1", T)
    with pytest.raises(QueueAway):
        foreign.cancel(ticket.pk, "customer")
    machine.faults = []
    assert foreign.cancel(ticket.pk, "customer").state == "cancelled"


@pytest.mark.parametrize("fault", ["garbage"])
def test_nonsense_is_no_answer(foreign: ForeignQueue, machine: Machine, fault: str) -> None:
    machine.faults = [fault]
    with pytest.raises(QueueAway):
        issue(foreign)


def test_the_wrong_key_is_away_not_a_crash(foreign: ForeignQueue, machine: Machine) -> None:
    foreign._line._http.headers["X-Api-Key"] = "wrong"
    with pytest.raises(QueueAway):
        issue(foreign)
    assert foreign.services()


def test_nobody_listens_there() -> None:
    line = Line("http://127.0.0.1:9", "key", NAMES, seconds=0.2, sleep=lambda seconds: None)
    with pytest.raises(QueueAway):
        line.changes(0)


def test_what_happens_there_is_heard_here(
    foreign: ForeignQueue, machine: Machine, ticking: Clock
) -> None:
    """The bank's own ticket machine and tellers' terminals go on as before."""
    machine.ask("take", {"reqNo": "a", "biz": "02", "lvl": "9"})
    machine.ask("win/W2/next", {"reqNo": "b"})
    foreign.read_changes()
    ticket = Ticket.objects.get()
    assert (ticket.number, ticket.service.code, ticket.state) == ("B001", "card", "called")
    assert (ticket.customer_class_id, ticket.calls) == ("normal", 1)
    machine.ask("win/W2/again", {"reqNo": "c"})
    machine.ask("win/W1/off", {"reqNo": "d", "why": "meeting"})
    foreign.read_changes()
    types = Event.objects.filter(type__startswith="ticket.").order_by("id")
    assert list(types.values_list("type", flat=True)) == [
        "ticket.issued",
        "ticket.called",
        "ticket.recalled",
    ]
    assert Counter.objects.get(code="1").pause == "meeting"
    assert CounterPeriod.objects.get(counter__code="1", ended_at=None).by == "bank"
    assert set(Period.objects.values_list("by", flat=True)) == {"bank"}


def test_records_that_come_twice_or_late_change_nothing(
    foreign: ForeignQueue, machine: Machine
) -> None:
    issue(foreign)
    old = foreign._line.changes(0)
    foreign.call_next("1", T)
    foreign.start("1", T)
    events, periods = Event.objects.count(), Period.objects.count()
    mirror.adopt_all(old)
    mirror.adopt_all(foreign._line.changes(0))
    assert Ticket.objects.get().state == "serving"
    assert (Event.objects.count(), Period.objects.count()) == (events, periods)
    assert mirror.cursor() == machine.ver


def test_a_counter_is_never_believed_to_have_two(foreign: ForeignQueue, machine: Machine) -> None:
    one, two = issue(foreign), issue(foreign, key="other")
    foreign.call_next("1", T)
    foreign.start("1", T)
    machine.ask("win/W1/next", {"reqNo": "x"})
    # Only the later of the two changes arrives.
    late = max(foreign._line.changes(0).tickets, key=lambda record: record.version)
    mirror.adopt(late)
    states = dict(Ticket.objects.values_list("pk", "state"))
    assert states == {one.pk: "done", two.pk: "called"}


def test_a_business_that_is_not_ours_is_left_there(foreign: ForeignQueue, machine: Machine) -> None:
    machine.letters["77"] = "Z"
    machine.ask("take", {"reqNo": "a", "biz": "77", "lvl": "0"})
    foreign.read_changes()
    assert Ticket.objects.count() == 0
    assert mirror.cursor() == machine.ver


def test_their_clock_may_be_ahead(foreign: ForeignQueue, machine: Machine, ticking: Clock) -> None:
    usual = machine.now
    machine.now = lambda: usual() + timedelta(minutes=3)
    issue(foreign)
    foreign.call_next("1", T)
    foreign.start("1", T)
    periods = Period.objects.filter(ended_at__isnull=False)
    assert all(p.ended_at is not None and p.ended_at >= p.began_at for p in periods)


def test_a_number_of_our_own_is_not_theirs_to_change(
    foreign: ForeignQueue, machine: Machine
) -> None:
    """Left from before the bank's system was connected."""
    ticket = issue(foreign)
    Ticket.objects.update(foreign_id=None)
    with pytest.raises(errors.IllegalTransition):
        foreign.cancel(ticket.pk, "customer")
    with pytest.raises(errors.UnknownTicket):
        foreign.call("1", T, str(uuid.uuid4()), "没有")


def test_a_number_is_not_denied_while_the_bank_cannot_be_asked(
    foreign: ForeignQueue, machine: Machine
) -> None:
    ticket = issue(foreign)
    machine.faults = ["500"] * TRIES * 2
    assert foreign.numbered("A1") == ticket
    with pytest.raises(QueueAway):
        foreign.numbered("A002")
    with pytest.raises(errors.UnknownTicket):
        foreign.numbered("A002")
