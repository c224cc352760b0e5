"""Whatever customers, tellers and the clock do, in whatever order, the queue stays whole."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from lobby import clock
from lobby.branch.models import Branch
from lobby.problems import LobbyError
from lobby.tickets import (
    appointments,
    calling,
    closing,
    counter_line,
    doors,
    errors,
    holding,
    issuing,
    transitions,
    waiting,
)
from lobby.tickets.models import Counter, CounterPeriod, Period, State, Ticket
from lobby.tickets.models.ticket import AT_COUNTER, DAY_END, IN_LINE, UNSETTLED
from tests.lobby import factories
from tests.lobby.tickets.conftest import Clock

COUNTERS = st.sampled_from(["1", "2", "3"])
TELLERS = st.sampled_from(["li", "wang"])
STEPS: dict[str, Callable[..., object]] = {
    "start": calling.start,
    "complete": calling.complete,
    "no-show": calling.no_show,
    "hold": calling.hold,
    "resume": calling.resume,
    "recall": calling.recall,
    "next": calling.call_next,
}
SENSIBLE: dict[str | None, list[str]] = {
    None: ["next", "next", "resume", "recall"],
    "called": ["start", "start", "no-show", "recall", "hold", "transfer"],
    "serving": ["complete", "hold", "next", "transfer"],
}
"""What a teller does with whom the counter has."""
LEGAL = {
    (before, after)
    for step, after in {
        "叫号": State.CALLED,
        "重呼": State.CALLED,
        "开始办理": State.SERVING,
        "完成": State.DONE,
        "记为过号": State.NO_SHOW,
        "暂挂": State.HELD,
        "恢复办理": State.SERVING,
        "转接": State.TRANSFERRED,
        "取消": State.CANCELLED,
        "重新排队": State.WAITING,
    }.items()
    for before in transitions.STEPS[step]
}
SETTLED = {(before, after) for before, after in closing.SETTLED_AS.items()}


class Queue(RuleBasedStateMachine):
    """Three counters, two services, two tellers, and everybody at once."""

    ticking: Clock

    @initialize(demo=st.booleans())
    def open_branch(self, demo: bool) -> None:
        waiting.forget()
        # Each example is undone, and begins on a day of its own.
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.ticking.forward(hours=24 - clock.local_now().hour + 9)
        cash, card = factories.service("cash"), factories.service("card")
        for code, services in (("1", [cash, card]), ("2", [card]), ("3", [cash])):
            factories.counter(code, services)
        Branch.objects.update(demo=demo, recall_limit=2, recall_seconds=5)
        self.began = clock.now()
        self.numbers: dict[str, set[str]] = {}
        self.keys = itertools.count()
        self.take_numbers("cash", "normal", None, 2)
        self.take_numbers("card", "elderly", None, 1)

    def teardown(self) -> None:
        if hasattr(self, "undo"):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def attempt(self, act: Callable[[], object]) -> object:
        """A refusal leaves everything as it was and says which state stands in the way."""
        before = self.picture()
        try:
            with transaction.atomic():
                return act()
        except LobbyError as error:
            refused = error
        assert self.picture() == before
        if isinstance(refused, errors.IllegalTransition):
            assert refused.extra["state"] in {*State.values, "closed", "idle", "here", "missed"}
        return None

    def picture(self) -> list[object]:
        tickets = Ticket.objects.order_by("pk").values_list("pk", "state", "counter", "service")
        return [*tickets, Period.objects.count(), *Counter.objects.values_list("pk", "open")]

    @rule(
        service=st.sampled_from(["cash", "card"]),
        grade=st.sampled_from(["normal", "elderly"]),
        visitor=st.none() | st.integers(0, 2),
        count=st.integers(1, 3),
    )
    def take_numbers(self, service: str, grade: str, visitor: int | None, count: int) -> None:
        conversation = uuid.UUID(int=visitor) if visitor is not None else None
        for _ in range(count):
            key = f"k{next(self.keys)}" if visitor is None else None
            found = self.attempt(
                lambda key=key: issuing.issue(  # type: ignore[misc]
                    service, by="device", customer_class=grade, conversation=conversation, key=key
                )
            )
            assert isinstance(found, tuple)
            ticket, new = found
            if key is not None:
                assert issuing.issue(service, by="device", key=key) == (ticket, False)
            if new:
                day = self.numbers.setdefault(str(ticket.day), set())
                assert ticket.number not in day
                day.add(ticket.number)

    @rule(
        counter=COUNTERS,
        by=TELLERS,
        choice=st.integers(0, 11),
        to=st.sampled_from(["cash", "card", "1", "2", "3"]),
        again=st.booleans(),
    )
    def take_a_sensible_step(
        self, counter: str, by: str, choice: int, to: str, again: bool
    ) -> None:
        present = Ticket.objects.filter(
            day=clock.today(), counter__code=counter, state__in=AT_COUNTER
        ).first()
        steps = SENSIBLE[present.state if present else None]
        step = steps[choice % len(steps)]
        if step == "transfer":
            where = {"counter": to} if to.isdecimal() else {"service": to}
            self.attempt(lambda: calling.transfer(counter, by, **where))
        else:
            self.step(counter, by, step, again)

    @rule(counter=COUNTERS, by=TELLERS, step=st.sampled_from(sorted(STEPS)))
    def take_any_step(self, counter: str, by: str, step: str) -> None:
        self.step(counter, by, step, again=False)

    def step(self, counter: str, by: str, step: str, again: bool) -> None:
        key = f"k{next(self.keys)}"
        found = self.attempt(lambda: STEPS[step](counter, by, key=key))
        if isinstance(found, Ticket) and again:
            periods = Period.objects.count()
            assert STEPS[step](counter, by, key=key) == found
            assert Period.objects.count() == periods

    @rule(counter=COUNTERS, by=TELLERS, place=st.integers(0, 9), step=st.sampled_from([0, 1, 2]))
    def name_a_ticket(self, counter: str, by: str, place: int, step: int) -> None:
        number = self.pick(place)
        if number is not None:
            acts: list[Callable[[], object]] = [
                lambda: calling.call(counter, by, number, "试一试"),
                lambda: calling.recall(counter, by, number),
                lambda: calling.resume(counter, by, number),
            ]
            self.attempt(acts[step])

    @rule(place=st.integers(0, 9), back=st.booleans())
    def customer_decides(self, place: int, back: bool) -> None:
        number = self.pick(place)
        if number is not None:
            row = Ticket.objects.get(day=clock.today(), number=number)
            self.attempt(lambda: (holding.reinsert if back else holding.cancel)(row.pk))

    @rule(counter=COUNTERS, by=TELLERS, how=st.sampled_from(["open", "", "meal", "meeting"]))
    def door(self, counter: str, by: str, how: str) -> None:
        if how == "open":
            self.attempt(lambda: doors.open_counter(counter, by))
        else:
            self.attempt(lambda: doors.close_counter(counter, by, how))

    @rule(late=st.integers(-40, 40))
    def keep_appointment(self, late: int) -> None:
        now = clock.now()
        ends = now + timedelta(minutes=20)
        found = self.attempt(lambda: appointments.book("cash", now - timedelta(minutes=late), ends))
        if found is not None:
            self.attempt(lambda: appointments.check_in(found.code, by="device"))  # type: ignore[attr-defined]

    @rule(minutes=st.sampled_from([0.1, 1, 7, 40]))
    def time_passes(self, minutes: float) -> None:
        self.ticking.forward(minutes=minutes)

    @rule(how=st.sampled_from(["night", "closed", *[""] * 6]))
    def the_day_ends(self, how: str) -> None:
        if how == "night":
            self.ticking.forward(hours=24)
            closing.close_at_time()
            assert not Ticket.objects.filter(day__lt=clock.today(), state__in=UNSETTLED).exists()
        elif how == "closed":
            closing.close_day(clock.today())
            assert not Ticket.objects.filter(state__in=UNSETTLED).exists()
            assert not closing.close_day(clock.today())

    def pick(self, place: int) -> str | None:
        numbers = Ticket.objects.filter(day=clock.today()).order_by("number")
        found = list(numbers.values_list("number", flat=True))
        return found[place % len(found)] if found else None

    @invariant()
    def a_counter_has_one_customer(self) -> None:
        present = Ticket.objects.filter(state__in=AT_COUNTER).values_list("counter", "day")
        assert len(present) == len(set(present))
        assert all(counter for counter, _ in present)

    @invariant()
    def every_life_is_whole(self) -> None:
        for ticket in Ticket.objects.prefetch_related("periods"):
            periods = sorted(ticket.periods.all(), key=lambda p: p.pk)
            assert periods[0].state == "waiting"
            assert periods[0].began_at == ticket.issued_at
            assert periods[-1].ended_at is None
            assert periods[-1].state == ticket.state
            for one, two in itertools.pairwise(periods):
                assert one.ended_at == two.began_at
                assert one.began_at <= two.began_at
                if one.became == DAY_END:
                    assert (one.state, two.state) in SETTLED
                else:
                    assert one.became == two.state
                    assert (one.state, two.state) in LEGAL

    @invariant()
    def everybody_waits_in_one_place(self) -> None:
        today = clock.today()
        closing.roll_over()
        line = set(Ticket.objects.filter(day=today, state__in=IN_LINE).values_list("pk", flat=True))
        lines = [counter_line.read(code)["waiting"] for code in ("1", "2", "3")]
        seen = {uuid.UUID(each["id"]) for waiting_here in lines for each in waiting_here}
        assert seen == line
        named = Ticket.objects.filter(day=today, state__in=IN_LINE, counter__isnull=False)
        for ticket in named:
            places = [str(ticket.pk) in {t["id"] for t in here} for here in lines]
            assert sum(places) == 1
            assert ticket.counter is not None
            assert ticket.counter.open

    @invariant()
    def counters_know_since_when(self) -> None:
        now = CounterPeriod.objects.filter(ended_at=None)
        stretches = {period.counter_id: period.pause for period in now}
        for counter in Counter.objects.all():
            if counter.opened_at is not None and counter.opened_at > self.began:
                assert stretches.get(counter.pk) == ""
            elif not counter.open:
                assert stretches.get(counter.pk, "") == counter.pause


@pytest.mark.django_db
def test_any_sequence_of_steps_keeps_the_queue_whole(ticking: Clock) -> None:
    Queue.ticking = ticking
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Queue,
        settings=settings(
            max_examples=20,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
