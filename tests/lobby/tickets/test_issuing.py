"""Giving numbers."""

from __future__ import annotations

import uuid

import pytest

from lobby.branch.models import Branch
from lobby.events.models import Event
from lobby.tickets import calling, errors, holding, issuing
from lobby.tickets.models import Period, Service, Ticket
from tests.lobby import factories
from tests.lobby.tickets.conftest import Clock


def test_numbers_count_up_for_each_letter(cash: Service, card: Service) -> None:
    numbers = [factories.ticket(of).number for of in (cash, card, cash, cash)]
    assert numbers == ["A001", "B001", "A002", "A003"]


def test_a_new_day_begins_at_one(cash: Service, ticking: Clock) -> None:
    assert factories.ticket(cash).number == "A001"
    ticking.forward(days=1)
    assert factories.ticket(cash).number == "A001"
    assert Ticket.objects.filter(number="A001").count() == 2


def test_after_999_comes_1000(cash: Service) -> None:
    factories.ticket(cash).branch.series_set.update(last_number=999)  # type: ignore[attr-defined]
    assert factories.ticket(cash).number == "A1000"


def test_the_same_key_gives_the_same_ticket_even_when_closed(cash: Service, ticking: Clock) -> None:
    ticket, new = issuing.issue("cash", by="device", key="k")
    assert new
    Branch.objects.update(demo=False)
    ticking.forward(hours=10)
    assert issuing.issue("cash", by="device", key="k") == (ticket, False)
    assert Ticket.objects.count() == 1


def test_a_key_is_for_one_service(cash: Service, card: Service) -> None:
    issuing.issue("cash", by="device", key="k")
    with pytest.raises(errors.KeyReused):
        issuing.issue("card", by="device", key="k")


def test_a_key_still_fits_its_ticket_after_a_transfer(first: None) -> None:
    ticket, _ = issuing.issue("cash", by="device", key="k")
    calling.call_next("1", "teller")
    calling.transfer("1", "teller", service="card")
    assert issuing.issue("cash", by="device", key="k")[0] == ticket


def test_a_visitor_has_one_open_ticket_a_service(cash: Service, card: Service) -> None:
    visitor = uuid.uuid4()
    ticket, _ = issuing.issue("cash", by="device", conversation=visitor, key="a")
    again, new = issuing.issue("cash", by="device", conversation=visitor, key="b")
    assert (again, new) == (ticket, False)
    other, new = issuing.issue("card", by="device", conversation=visitor)
    assert new
    assert other != ticket
    holding.cancel(ticket.pk)
    fresh, new = issuing.issue("cash", by="device", conversation=visitor, key="c")
    assert new
    assert fresh.number == "A002"


def test_unknown_service_and_class_are_refused(cash: Service) -> None:
    with pytest.raises(errors.UnknownService):
        issuing.issue("nothing", by="device")
    with pytest.raises(errors.UnknownClass):
        issuing.issue("cash", by="device", customer_class="royal")


def test_closed_says_when_it_opens(cash: Service, ticking: Clock) -> None:
    Branch.objects.update(demo=False)
    factories.ticket(cash)
    ticking.forward(hours=9)
    with pytest.raises(errors.Closed) as refused:
        issuing.issue("cash", by="device")
    assert refused.value.extra["next_open"] == "2026-06-02T09:00:00+08:00"
    assert Ticket.objects.count() == 1


def test_a_service_out_of_use_gives_no_number(cash: Service) -> None:
    Service.objects.update(active=False)
    with pytest.raises(errors.Closed):
        issuing.issue("cash", by="device")


def test_an_issued_ticket_is_told_without_its_secrets(cash: Service) -> None:
    visitor = uuid.uuid4()
    ticket, _ = issuing.issue("cash", by="device", conversation=visitor)
    told = list(Event.objects.order_by("id").values_list("type", "data"))
    assert [type for type, _ in told] == ["ticket.issued", "queue.changed"]
    assert told[0][1]["number"] == "A001"
    assert told[1][1] == {"service": "cash", "waiting": 1}
    assert str(visitor) not in str(told)
    assert ticket.page_token not in str(told)
    assert Period.objects.get().state == "waiting"
