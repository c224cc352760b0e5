"""The print queue: no ticket is lost, none is printed for nobody."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client

from lobby.conversations.models import Conversation
from lobby.events.models import Event
from lobby.printing.models import PrintJob
from lobby.tickets import calling, holding, issuing
from lobby.tickets.models import Counter, Service, Ticket
from tests.lobby import factories
from tests.lobby.tickets.conftest import Clock

API = "/api/v1"


def send(client: Client, method: str, path: str, body: Any = None) -> Any:
    return client.generic(
        method, f"{API}/{path}", json.dumps(body or {}), content_type="application/json"
    )


def tell(robot: Client, state: str = "ready") -> None:
    answer = send(robot, "PUT", "printer", {"state": state, "width_mm": 80})
    assert answer.status_code == 200


def visitor_ticket(service: Service, channel: str = "kiosk") -> Ticket:
    conversation = Conversation.objects.create(channel=channel)
    return issuing.issue(service.code, by="device", conversation=conversation.pk)[0]


def waiting(robot: Client) -> list[str]:
    return [job["number"] for job in robot.get(f"{API}/print-jobs").json()]


def test_numbers_of_visitors_at_the_robot_are_printed(robot: Client, cash: Service) -> None:
    visitor_ticket(cash)
    assert waiting(robot) == []
    tell(robot)
    at_kiosk, by_voice = visitor_ticket(cash), visitor_ticket(cash, "voice")
    visitor_ticket(cash, "phone")
    factories.ticket(cash)
    assert waiting(robot) == [at_kiosk.number, by_voice.number]
    job = robot.get(f"{API}/print-jobs").json()[0]
    assert job["png_url"] == f"/t/{at_kiosk.page_token}/ticket.png"
    events = Event.objects.filter(type="print.requested").values_list("data", flat=True)
    assert at_kiosk.page_token not in json.dumps(list(events))


def test_a_job_waits_until_it_is_said_to_be_printed(robot: Client, cash: Service) -> None:
    tell(robot)
    visitor_ticket(cash)
    tell(robot, "out_of_paper")
    job = robot.get(f"{API}/print-jobs").json()[0]
    for _ in range(2):
        assert send(robot, "POST", f"print-jobs/{job['id']}/printed").status_code == 204
    assert waiting(robot) == []
    assert send(robot, "POST", "print-jobs/99999/printed").status_code == 404


def test_a_settled_ticket_is_not_printed_any_more(
    robot: Client, cash: Service, ticking: Clock
) -> None:
    tell(robot)
    given_up, old = visitor_ticket(cash), visitor_ticket(cash)
    holding.cancel(given_up.pk)
    assert waiting(robot) == [old.number]
    ticking.forward(days=1)
    assert waiting(robot) == []
    assert set(PrintJob.objects.values_list("state", flat=True)) == {"given_up"}


def test_staff_and_the_customer_print_again(
    robot: Client, teller: Client, outsider: Client, first: Counter, cash: Service
) -> None:
    ticket = factories.ticket(cash)
    again = {"ticket": ticket.number.lower()}
    refused = send(teller, "POST", "print-jobs", again)
    assert (refused.status_code, refused.json()["code"]) == (409, "no_printer")
    tell(robot)
    assert send(teller, "POST", "print-jobs", again).status_code == 201
    assert send(teller, "POST", "print-jobs", again).status_code == 201
    assert waiting(robot) == [ticket.number]
    path = f"tickets/{ticket.pk}/print"
    assert send(outsider, "POST", path).status_code == 401
    assert send(outsider, "POST", f"{path}?token={ticket.page_token}").status_code == 201
    assert send(robot, "POST", "print-jobs", again).status_code == 403
    assert send(teller, "POST", "print-jobs", {"ticket": "Z999"}).status_code == 404
    calling.call_next("1", "teller")
    calling.start("1", "teller")
    calling.complete("1", "teller")
    done = send(teller, "POST", "print-jobs", again)
    assert (done.status_code, done.json()["code"]) == (409, "conflict")


def test_the_printer_s_state_is_told_when_it_changes(robot: Client, cash: Service) -> None:
    assert Client().get(f"{API}/printer").json() == {"state": "none", "works": False}
    for state in ("ready", "ready", "out_of_paper", "low_paper"):
        tell(robot, state)
    told = Event.objects.filter(type="printer.state").order_by("id").values_list("data", flat=True)
    assert [(d["state"], d["works"]) for d in told] == [
        ("ready", True),
        ("out_of_paper", False),
        ("low_paper", True),
    ]
    assert Client().get(f"{API}/printer").json() == {"state": "low_paper", "works": True}


def test_a_printer_not_heard_of_is_none(robot: Client, cash: Service, ticking: Clock) -> None:
    tell(robot)
    ticking.forward(minutes=11)
    visitor_ticket(cash)
    assert waiting(robot) == []
    assert Client().get(f"{API}/printer").json()["state"] == "none"


def test_who_may_see_the_queue(outsider: Client, cash: Service) -> None:
    assert outsider.get(f"{API}/print-jobs").status_code == 401
    assert send(outsider, "PUT", "printer", {"state": "ready", "width_mm": 80}).status_code == 401
