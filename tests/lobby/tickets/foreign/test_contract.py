"""What the API relies on, of the branch's own queue and of a bank's alike."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable

import pytest

from lobby.events.models import Event
from lobby.tickets import errors
from lobby.tickets.models import Counter, Period, Ticket
from lobby.tickets.own import OwnQueue
from lobby.tickets.port import Queue
from tests.lobby.tickets.conftest import Clock

T = "teller"


@pytest.fixture(params=["own", "foreign"])
def queue(request: pytest.FixtureRequest, first: Counter, second: Counter) -> Queue:
    found: Queue = OwnQueue() if request.param == "own" else request.getfixturevalue("foreign")
    return found


def issue(
    queue: Queue,
    service: str = "cash",
    *,
    grade: str = "normal",
    visitor: uuid.UUID | None = None,
    key: str | None = None,
) -> Ticket:
    return queue.issue(service, by="device", customer_class=grade, conversation=visitor, key=key)[0]


def called(queue: Queue, counter: str = "1") -> Ticket:
    ticket = queue.call_next(counter, T)
    assert ticket is not None
    return ticket


def test_numbers_count_up_for_each_letter(queue: Queue) -> None:
    numbers = [issue(queue, service).number for service in ("cash", "card", "cash")]
    assert numbers == ["A001", "B001", "A002"]
    rows = {row["code"]: row for row in queue.services()}
    assert (rows["cash"]["waiting"], rows["card"]["waiting"]) == (2, 1)


def test_a_key_gives_one_ticket(queue: Queue) -> None:
    one = issue(queue, key="k")
    again, new = queue.issue(
        "cash", by="device", customer_class="normal", conversation=None, key="k"
    )
    assert (again, new) == (one, False)
    with pytest.raises(errors.KeyReused):
        issue(queue, "card", key="k")
    assert Ticket.objects.count() == 1


def test_a_visitor_has_one_open_ticket_a_service(queue: Queue) -> None:
    visitor = uuid.uuid4()
    one = issue(queue, visitor=visitor)
    assert issue(queue, visitor=visitor) == one
    other = issue(queue, "card", visitor=visitor)
    assert other != one
    queue.cancel(one.pk, "customer")
    assert issue(queue, visitor=visitor) != one


def test_unknown_names(queue: Queue) -> None:
    with pytest.raises(errors.UnknownService):
        issue(queue, "nothing")
    with pytest.raises(errors.UnknownClass):
        issue(queue, grade="royal")
    with pytest.raises(errors.UnknownCounter):
        queue.call_next("9", T)
    with pytest.raises(errors.UnknownCounter):
        queue.open_counter("9", T)
    with pytest.raises(errors.UnknownTicket):
        queue.find(uuid.uuid4())
    with pytest.raises(errors.UnknownTicket):
        queue.call("1", T, "A999", "试一试")


def test_a_number_of_today_is_found_by_its_slip(queue: Queue, ticking: Clock) -> None:
    ticket = issue(queue)
    for said in ("A001", "a1", "A01", " a001 "):
        assert queue.numbered(said) == ticket
    for never in ("A002", "B001", "A0", "1", "A1\x00", "甲一", "A" * 99):
        with pytest.raises(errors.UnknownTicket):
            queue.numbered(never)
    ticking.forward(days=1)
    with pytest.raises(errors.UnknownTicket):
        queue.numbered("A001")


def test_from_call_to_done(queue: Queue, ticking: Clock) -> None:
    ticket = issue(queue)
    assert (called(queue), queue.find(ticket.pk).state) == (ticket, "called")
    ticking.forward(minutes=1)
    assert queue.start("1", T).state == "serving"
    ticking.forward(minutes=4)
    assert queue.complete("1", T).state == "done"
    periods = list(Period.objects.filter(ticket=ticket))
    assert [p.state for p in periods] == ["waiting", "called", "serving", "done"]
    assert [p.became for p in periods] == ["called", "serving", "done", ""]
    assert all(a.ended_at == b.began_at for a, b in itertools.pairwise(periods))
    told = Event.objects.filter(type__startswith="ticket.").order_by("id")
    assert list(told.values_list("type", flat=True)) == [
        "ticket.issued",
        "ticket.called",
        "ticket.changed",
        "ticket.changed",
    ]


def test_nobody_waits(queue: Queue) -> None:
    assert queue.call_next("1", T) is None


def test_a_head_start_passes(queue: Queue, ticking: Clock) -> None:
    normal = issue(queue)
    ticking.forward(minutes=5)
    elderly = issue(queue, grade="elderly")
    assert called(queue) == elderly
    queue.start("1", T)
    assert called(queue) == normal


def test_next_finishes_whom_the_counter_serves(queue: Queue) -> None:
    one, two = issue(queue), issue(queue)
    called(queue)
    with pytest.raises(errors.IllegalTransition) as refused:
        queue.call_next("1", T)
    assert refused.value.extra["state"] == "called"
    queue.start("1", T)
    assert called(queue) == two
    assert queue.find(one.pk).state == "done"


def test_a_step_with_a_key_is_taken_once(queue: Queue) -> None:
    one = issue(queue)
    issue(queue)
    assert queue.call_next("1", T, key="a") == one
    assert queue.call_next("1", T, key="a") == one
    assert queue.start("1", T, key="b").state == "serving"
    assert queue.start("1", T, key="b").state == "serving"
    assert Period.objects.filter(ticket=one).count() == 3


def test_a_missed_call_and_the_ways_back(queue: Queue) -> None:
    missed = issue(queue)
    others = [issue(queue) for _ in range(4)]
    called(queue)
    assert queue.recall("1", T).calls == 2
    assert queue.no_show("1", T).state == "no_show"
    assert queue.recall("1", T).state == "called"
    queue.no_show("1", T)
    assert queue.reinsert(missed.pk, "customer").state == "waiting"
    with pytest.raises(errors.IllegalTransition):
        queue.reinsert(missed.pk, "customer")
    order = []
    for _ in range(5):
        order.append(called(queue))
        queue.start("1", T)
    assert order == [*others[:3], missed, others[3]]


def test_hold_and_resume(queue: Queue) -> None:
    held, other = issue(queue), issue(queue)
    called(queue)
    queue.start("1", T)
    assert queue.hold("1", T).state == "held"
    assert called(queue) == other
    with pytest.raises(errors.IllegalTransition):
        queue.resume("1", T)
    queue.start("1", T)
    queue.complete("1", T)
    assert queue.resume("1", T, held.number).state == "serving"


def test_transfer_to_a_service_keeps_number_and_place(queue: Queue, ticking: Clock) -> None:
    moved = issue(queue)
    ticking.forward(minutes=2)
    issue(queue, "card")
    called(queue)
    row = queue.transfer("1", T, service="card")
    assert (row.number, row.state, row.service.code) == ("A001", "transferred", "card")
    assert called(queue, "2") == moved


def test_transfer_to_a_counter(queue: Queue) -> None:
    moved = issue(queue)
    called(queue)
    row = queue.transfer("1", T, counter="2")
    assert row.counter is not None
    assert row.counter.code == "2"
    assert queue.call_next("1", T) is None
    assert called(queue, "2") == moved


def test_refused_transfers_change_nothing(queue: Queue) -> None:
    ticket = issue(queue)
    called(queue)
    queue.close_counter("2", T)
    for target in ({"service": "nothing"}, {"counter": "9"}, {"counter": "2"}):
        with pytest.raises(
            (errors.UnknownService, errors.UnknownCounter, errors.IllegalTransition)
        ):
            queue.transfer("1", T, **target)  # type: ignore[arg-type]
    assert queue.find(ticket.pk).state == "called"


def test_a_call_out_of_turn(queue: Queue) -> None:
    issue(queue)
    late = issue(queue)
    assert queue.call("1", T, late.number.lower(), "身体不适") == late
    queue.no_show("1", T)
    with pytest.raises(errors.IllegalTransition) as refused:
        queue.call("1", T, late.number, "回来了")
    assert refused.value.extra["state"] == "no_show"


def test_giving_up(queue: Queue) -> None:
    ticket = issue(queue)
    assert queue.cancel(ticket.pk, "customer").state == "cancelled"
    events = Event.objects.count()
    assert queue.cancel(ticket.pk, "customer").state == "cancelled"
    assert Event.objects.count() == events
    other = issue(queue)
    called(queue)
    queue.start("1", T)
    with pytest.raises(errors.IllegalTransition) as refused:
        queue.cancel(other.pk, "customer")
    assert refused.value.extra["state"] == "serving"


STEPS: list[Callable[[Queue], object]] = [
    lambda queue: queue.start("1", T),
    lambda queue: queue.complete("1", T),
    lambda queue: queue.no_show("1", T),
    lambda queue: queue.hold("1", T),
    lambda queue: queue.resume("1", T),
    lambda queue: queue.recall("1", T),
]


@pytest.mark.parametrize("step", STEPS)
def test_steps_need_a_customer(queue: Queue, step: Callable[[Queue], object]) -> None:
    with pytest.raises(errors.IllegalTransition) as refused:
        step(queue)
    assert refused.value.extra["state"] == "idle"


def test_doors(queue: Queue) -> None:
    issue(queue)
    assert not queue.close_counter("1", T, "meal").open
    assert queue.counter("1")["pause"] == "meal"
    with pytest.raises(errors.IllegalTransition) as refused:
        queue.call_next("1", T)
    assert refused.value.extra["state"] == "closed"
    assert queue.open_counter("1", T).open
    assert queue.open_counter("1", T).open
    assert called(queue).number == "A001"
    shown = queue.queue()
    assert [call["number"] for call in shown["called"]] == ["A001"]
    assert queue.counters()[0]["ticket"]["number"] == "A001"


def test_the_line_of_a_counter(queue: Queue, ticking: Clock) -> None:
    issue(queue)
    ticking.forward(minutes=1)
    issue(queue, "card")
    assert [t["number"] for t in queue.line("1")["waiting"]] == ["A001", "B001"]
    assert [t["number"] for t in queue.line("2")["waiting"]] == ["B001"]
    with pytest.raises(errors.UnknownCounter):
        queue.line("9")


def test_a_class_claimed_later_is_taken_or_refused_with_a_reason(queue: Queue) -> None:
    ticket = issue(queue)
    if isinstance(queue, OwnQueue):
        assert queue.regrade(ticket.pk, "elderly", "device").customer_class_id == "elderly"
    else:
        with pytest.raises(errors.ClassFixed):
            queue.regrade(ticket.pk, "elderly", "device")
