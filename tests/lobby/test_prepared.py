"""Queries made once give what Django's own give, run after run."""

from __future__ import annotations

import contextlib
import gc
import threading
import uuid
import weakref
from datetime import timedelta

import pytest
from django.db import (
    DEFAULT_DB_ALIAS,
    DatabaseError,
    IntegrityError,
    connection,
    connections,
    transaction,
)
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from lobby import clock
from lobby.prepared import Count, Given, Insert, Objects, Rows, Update
from lobby.tickets import calling
from lobby.tickets.models import Counter, Period, Series, State, Ticket
from lobby.tickets.models.ticket import IN_LINE
from tests.lobby import factories

pytestmark = pytest.mark.django_db


def of_day() -> QuerySet[Ticket]:
    return Ticket.objects.filter(day=Given(Ticket, "day"), state__in=IN_LINE)


@pytest.fixture
def tickets() -> list[Ticket]:
    service = factories.service()
    return [factories.ticket(service) for _ in range(3)]


def test_tuples_with_days_moments_and_ids_as_python_has_them(tickets: list[Ticket]) -> None:
    columns = ("id", "day", "issued_at", "service_id", "conversation", "forecast", "for_other")
    rows = Rows(lambda: of_day().order_by("number").values_list(*columns))
    expected = list(Ticket.objects.order_by("number").values_list(*columns))
    assert rows.all(day=clock.today()) == expected
    assert rows.all(day=clock.today() - timedelta(days=1)) == []
    assert rows.all(day=clock.today()) == expected


def test_one_statement_a_run_and_the_query_is_made_once(tickets: list[Ticket]) -> None:
    made = 0

    def make() -> QuerySet[Ticket]:
        nonlocal made
        made += 1
        return of_day().select_related("service", "counter").order_by("number")

    query = Objects(make)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        for _ in range(3):
            found = query.all(day=clock.today())
            assert [row.number for row in found] == [t.number for t in tickets]
            assert {row.service.code for row in found} == {"cash"}
            assert [row.counter for row in found] == [None] * 3
    assert len(asked) == 3
    assert made == 1


def test_an_instance_is_as_any_other(tickets: list[Ticket]) -> None:
    factories.counter("1", [tickets[0].service])
    calling.call_next("1", "teller")
    query = Objects(lambda: Ticket.objects.select_related("counter").filter(id=Given(Ticket, "id")))
    row = query.first(id=tickets[0].pk)
    assert row == tickets[0]
    assert row is not None
    assert row.counter is not None
    assert row.counter.code == "1"
    row.calls = 9
    row.save()
    assert Ticket.objects.get(pk=row.pk).calls == 9
    assert query.first(id=uuid.uuid4()) is None


def test_counting(tickets: list[Ticket]) -> None:
    count = Count(lambda: of_day().filter(service=Given(Ticket, "service")).order_by("number"))
    service = tickets[0].service
    assert count.run(day=clock.today(), service=service.pk) == 3
    assert count.run(day=clock.today(), service=service.pk + 1) == 0


def test_changing_rows_that_fit_and_no_others(tickets: list[Ticket]) -> None:
    change = Update(
        lambda: Ticket.objects.filter(id=Given(Ticket, "id"), state=Given(Ticket, "state", "was")),
        state=Given(Ticket, "state"),
        counter=Given(Ticket, "counter"),
        calls=7,
    )
    counter = factories.counter("1", [tickets[0].service])
    ticket = tickets[0]
    asked = {"id": ticket.pk, "state": State.CALLED, "counter": counter.pk}
    assert change.run(was=State.SERVING, **asked) == 0
    assert change.run(was=State.WAITING, **asked) == 1
    ticket.refresh_from_db()
    assert (ticket.state, ticket.counter, ticket.calls) == (State.CALLED, counter, 7)
    assert change.run(was=State.CALLED, id=ticket.pk, state=State.DONE, counter=None) == 1
    ticket.refresh_from_db()
    assert ticket.counter is None
    assert Ticket.objects.exclude(pk=ticket.pk).filter(calls=0).count() == 2


def test_a_new_row_with_a_key_of_the_database_or_its_own(tickets: list[Ticket]) -> None:
    old = tickets[0]
    period = Insert(Period).run(
        Period(ticket=old, service=old.service, state=State.DONE, by="x", ended_at=clock.now())
    )
    assert period == Period.objects.latest("id")
    assert Period.objects.get(pk=period.pk).by == "x"
    ticket = Insert(Ticket).run(
        Ticket(
            branch=old.branch,
            day=old.day,
            number="Z001",
            service=old.service,
            customer_class=old.customer_class,
            rank_at=old.rank_at,
            forecast=[1.0, 2.5, 4.0],
        )
    )
    again = Ticket.objects.get(pk=ticket.pk)
    assert (again.number, again.forecast, again.page_token) == (
        "Z001",
        [1.0, 2.5, 4.0],
        ticket.page_token,
    )
    ticket.calls = 2
    ticket.save(update_fields=["calls"])


def test_what_the_database_refuses_ends_the_transaction(tickets: list[Ticket]) -> None:
    series = Series.objects.get()
    twin = Series(branch=series.branch, day=series.day, letter=series.letter)
    with transaction.atomic():
        with pytest.raises(IntegrityError):
            Insert(Series).run(twin)
        assert transaction.get_rollback()
    assert Series.objects.count() == 1


def test_nothing_is_left_of_a_thread_and_its_connection() -> None:
    query = Rows(lambda: Counter.objects.values_list("code"))
    seen: list[weakref.ref[object]] = []

    def ask() -> None:
        here = connections[DEFAULT_DB_ALIAS]
        seen.append(weakref.ref(here))
        with contextlib.suppress(DatabaseError):
            query.all()
        here.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    del thread
    gc.collect()
    assert [ref() for ref in seen] == [None]


def test_a_value_not_given_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError, match="code"):
        Objects(lambda: Counter.objects.filter(code=Given(Counter, "code"))).first()
