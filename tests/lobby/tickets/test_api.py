"""The queue over HTTP."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.test import Client

from lobby.branch.models import Branch
from lobby.tickets.cards import tickets_of_conversation
from lobby.tickets.models import Counter, Service, Ticket
from tests.lobby.tickets.conftest import Clock

API = "/api/v1"
JSON = "application/json"


def post(client: Client, path: str, body: Any = None, **more: Any) -> Any:
    return client.post(f"{API}/{path}", json.dumps(body or {}), content_type=JSON, **more)


def issue(client: Client, service: str = "cash", key: str | None = None, **more: Any) -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    return post(client, "tickets", {"service": service, **more}, headers=headers)


def problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert (body["status"], body["code"]) == (status, code)
    assert body["title"]
    assert body["detail"]
    return dict(body)


def test_a_number_is_given_once_a_key(robot: Client, first: Counter) -> None:
    answer = issue(robot, key="k")
    assert answer.status_code == 201
    ticket = answer.json()
    assert ticket["number"] == "A001"
    assert ticket["service"] == "cash"
    assert ticket["state"] == "waiting"
    assert ticket["ahead"] == 0
    assert ticket["wait"] == {"low_min": 0, "high_min": 1}
    assert ticket["page_url"].startswith("/t/")
    again = issue(robot, key="k")
    assert (again.status_code, again.json()["id"]) == (200, ticket["id"])
    assert issue(robot).json()["ahead"] == 1


def test_what_cannot_be_issued(robot: Client, cash: Service, card: Service) -> None:
    problem(issue(robot, "nothing"), 422, "unknown_service")
    problem(issue(robot, customer_class="royal"), 422, "unknown_class")
    problem(post(robot, "tickets", {}), 422, "invalid")
    problem(issue(robot, key="x" * 201), 422, "invalid")
    issue(robot, key="k")
    problem(issue(robot, "card", key="k"), 422, "key_reused")
    Service.objects.update(active=False)
    problem(issue(robot), 409, "closed")


def test_closed_outside_hours(robot: Client, cash: Service, ticking: Clock) -> None:
    Branch.objects.update(demo=False)
    ticking.forward(hours=12)
    assert problem(issue(robot), 409, "closed")["next_open"] == "2026-06-02T09:00:00+08:00"
    assert robot.get(f"{API}/services").json()[0]["open"] is False


def test_numbers_are_for_devices_and_staff(outsider: Client, cash: Service) -> None:
    answer = issue(outsider)
    problem(answer, 401, "not_authenticated")
    assert answer["WWW-Authenticate"].startswith("Bearer")
    problem(issue(Client()), 401, "not_authenticated")


def test_a_ticket_is_seen_and_given_up_by_whoever_holds_its_page(
    robot: Client, outsider: Client, first: Counter
) -> None:
    ticket = issue(robot).json()
    path = f"{API}/tickets/{ticket['id']}"
    token = ticket["page_url"].removeprefix("/t/")
    problem(outsider.get(path), 401, "not_authenticated")
    problem(outsider.get(f"{path}?token=wrong"), 401, "not_authenticated")
    assert outsider.get(f"{path}?token={token}").json() == robot.get(path).json()
    assert outsider.delete(f"{path}?token={token}").json()["state"] == "cancelled"
    assert robot.delete(path).status_code == 200
    problem(robot.get(f"{API}/tickets/{uuid.uuid4()}"), 404, "unknown_ticket")


def test_a_number_on_paper_is_looked_up(
    robot: Client, teller: Client, outsider: Client, first: Counter
) -> None:
    issue(robot)
    ticket = issue(robot).json()
    found = robot.get(f"{API}/numbers/a2").json()
    assert (found["number"], found["state"], found["ahead"]) == ("A002", "waiting", 1)
    holder = robot.get(f"{API}/tickets/{ticket['id']}").json()
    assert found["wait"] == holder["wait"]
    post(teller, "counters/1/next")
    called = robot.get(f"{API}/numbers/A001").json()
    assert (called["state"], called["counter_name"]) == ("called", "1号窗口")
    # How far it is, not whose: neither the ticket's id nor its page.
    assert {"id", "page_url", "qr_url"}.isdisjoint(called)
    assert (
        "没有发出过" in problem(robot.get(f"{API}/numbers/A015"), 404, "unknown_ticket")["detail"]
    )
    problem(outsider.get(f"{API}/numbers/A001"), 401, "not_authenticated")


def test_the_page_token_comes_with_no_other_answer(
    robot: Client, teller: Client, first: Counter
) -> None:
    token = issue(robot).json()["page_url"].removeprefix("/t/")
    called = post(teller, "counters/1/next")
    assert called.json()["number"] == "A001"
    seen = [called, robot.get(f"{API}/queue"), robot.get(f"{API}/counters")]
    assert all(token not in answer.content.decode() for answer in seen)


def test_a_teller_serves_a_customer(robot: Client, teller: Client, first: Counter) -> None:
    issue(robot)
    assert post(teller, "counters/1/open").json()["open"] is True
    assert post(teller, "counters/1/next").json()["state"] == "called"
    assert problem(post(teller, "counters/1/next"), 409, "illegal_transition")["state"] == "called"
    assert post(teller, "counters/1/recall").json()["calls"] == 2
    assert robot.get(f"{API}/queue").json()["called"][0]["number"] == "A001"
    assert post(teller, "counters/1/start").json()["state"] == "serving"
    assert post(teller, "counters/1/hold").json()["state"] == "held"
    assert post(teller, "counters/1/resume", {"ticket": "A001"}).json()["state"] == "serving"
    assert robot.get(f"{API}/counters").json()[0]["ticket"]["number"] == "A001"
    assert post(teller, "counters/1/complete").json()["state"] == "done"
    assert post(teller, "counters/1/next").status_code == 204
    served = {s["code"]: s["served_today"] for s in robot.get(f"{API}/queue").json()["services"]}
    assert served == {"cash": 1, "card": 0}
    assert post(teller, "counters/1/close").json()["open"] is False
    assert problem(post(teller, "counters/1/next"), 409, "illegal_transition")["state"] == "closed"


def test_a_missed_call_and_the_way_back(robot: Client, teller: Client, first: Counter) -> None:
    ticket = issue(robot).json()
    post(teller, "counters/1/next")
    assert post(teller, "counters/1/no-show").json()["state"] == "no_show"
    back = post(robot, f"tickets/{ticket['id']}/reinsert")
    assert (back.status_code, back.json()["state"]) == (200, "waiting")
    problem(post(robot, f"tickets/{ticket['id']}/reinsert"), 409, "illegal_transition")


def test_a_transfer_names_where_to(
    robot: Client, teller: Client, first: Counter, second: Counter
) -> None:
    issue(robot)
    post(teller, "counters/1/next")
    problem(post(teller, "counters/1/transfer"), 422, "invalid")
    both = {"service": "card", "counter": "2"}
    problem(post(teller, "counters/1/transfer", both), 422, "invalid")
    problem(post(teller, "counters/1/transfer", {"service": "nothing"}), 422, "unknown_service")
    problem(post(teller, "counters/1/transfer", {"counter": "9"}), 404, "unknown_counter")
    moved = post(teller, "counters/1/transfer", {"service": "card"}).json()
    assert (moved["number"], moved["service"], moved["state"]) == ("A001", "card", "transferred")


@pytest.mark.parametrize(
    "step", ["open", "close", "next", "recall", "start", "complete", "no-show", "hold", "resume"]
)
def test_counters_are_for_staff(robot: Client, outsider: Client, first: Counter, step: str) -> None:
    problem(post(robot, f"counters/1/{step}"), 403, "permission_denied")
    problem(post(outsider, f"counters/1/{step}"), 401, "not_authenticated")


def test_an_unknown_counter(teller: Client, first: Counter) -> None:
    problem(post(teller, "counters/9/next"), 404, "unknown_counter")


def test_services_tell_how_many_wait(robot: Client, first: Counter, card: Service) -> None:
    issue(robot)
    issue(robot)
    rows = {row["code"]: row for row in Client().get(f"{API}/services").json()}
    assert rows["cash"]["waiting"] == 2
    assert rows["cash"]["series"] == rows["cash"]["letter"] == "A"
    assert rows["cash"]["open"] is True
    assert rows["cash"]["channels"] == ["counter"]
    assert set(rows["cash"]["wait"]) == {"low_min", "high_min"}
    Counter.objects.update(open=False)
    assert Client().get(f"{API}/services").json()[0]["wait"] is None


def test_a_visitors_cards_are_the_newest_first(robot: Client, first: Counter) -> None:
    visitor = uuid.uuid4()
    for service in ("cash", "card"):
        assert issue(robot, service, conversation=str(visitor)).status_code == 201
    assert issue(robot, "card", conversation=str(visitor)).status_code == 200
    cards = tickets_of_conversation(visitor)
    assert [card["service"] for card in cards] == ["card", "cash"]
    assert {card["type"] for card in cards} == {"ticket"}
    assert tickets_of_conversation(uuid.uuid4()) == []
    assert Ticket.objects.count() == 2


def test_the_schema_is_complete(outsider: Client, db: None) -> None:
    schema = outsider.get(f"{API}/schema/", headers={"Accept": JSON}).json()
    assert {"/api/v1/tickets", "/api/v1/counters/{code}/next", "/api/v1/events"} <= set(
        schema["paths"]
    )


def test_the_line_of_a_counter_tells_why(
    robot: Client, teller: Client, first: Counter, ticking: Clock
) -> None:
    issue(robot)
    ticking.forward(minutes=5)
    issue(robot, customer_class="elderly")
    line = teller.get(f"{API}/counters/1/line").json()
    assert (line["counter"], line["open"]) == ("1", True)
    told = [(t["number"], t["waited_min"], t["reason"], t["reason_text"]) for t in line["waiting"]]
    assert told == [
        ("A002", 0, "priority", "老年客户，按早到15分钟排"),
        ("A001", 5, "in_turn", "按先后次序"),
    ]
    assert line["waiting"][0]["class_name"] == "老年客户"
    post(teller, "counters/1/next")
    post(teller, "counters/1/hold")
    post(teller, "counters/1/next")
    post(teller, "counters/1/no-show")
    line = teller.get(f"{API}/counters/1/line").json()
    assert line["waiting"] == []
    assert [t["number"] for t in line["held"]] == ["A002"]
    assert [t["number"] for t in line["missed"]] == ["A001"]
    problem(teller.get(f"{API}/counters/9/line"), 404, "unknown_counter")
    problem(robot.get(f"{API}/counters/1/line"), 403, "permission_denied")


def test_a_call_out_of_turn_needs_a_reason(robot: Client, teller: Client, first: Counter) -> None:
    issue(robot)
    issue(robot)
    problem(post(teller, "counters/1/call", {"ticket": "A002"}), 422, "invalid")
    called = post(teller, "counters/1/call", {"ticket": "A002", "reason": "身体不适"})
    assert (called.status_code, called.json()["number"]) == (200, "A002")


def test_a_step_with_a_key_is_taken_once(robot: Client, teller: Client, first: Counter) -> None:
    issue(robot)
    issue(robot)
    key = {"Idempotency-Key": "k"}
    numbers = {post(teller, "counters/1/next", headers=key).json()["number"] for _ in range(3)}
    assert numbers == {"A001"}
    long = {"Idempotency-Key": "x" * 151}
    problem(post(teller, "counters/1/start", headers=long), 422, "invalid")


def test_a_counter_pauses(robot: Client, teller: Client, first: Counter) -> None:
    problem(post(teller, "counters/1/close", {"pause": "holiday"}), 422, "invalid")
    paused = post(teller, "counters/1/close", {"pause": "meal"}).json()
    assert (paused["open"], paused["pause"], paused["pause_text"]) == (False, "meal", "用餐")
    assert robot.get(f"{API}/counters").json()[0]["pause"] == "meal"
    opened = post(teller, "counters/1/open").json()
    assert (opened["open"], opened["pause"], opened["pause_text"]) == (True, "", "")


def test_an_appointment_from_booking_to_its_ticket(
    robot: Client, teller: Client, outsider: Client, first: Counter, ticking: Clock
) -> None:
    times = {"starts_at": "2026-06-01T10:10:00+08:00", "ends_at": "2026-06-01T10:40:00+08:00"}
    problem(post(robot, "appointments", {"service": "cash", **times}), 403, "permission_denied")
    booked = post(teller, "appointments", {"service": "cash", **times})
    assert booked.status_code == 201
    code = booked.json()["code"]
    other = post(teller, "appointments", {"service": "cash", **times}).json()["code"]
    assert teller.delete(f"{API}/appointments/{other}").json()["state"] == "cancelled"
    problem(post(outsider, "appointments/check-in", {"code": code}), 401, "not_authenticated")
    arrived = post(robot, "appointments/check-in", {"code": code})
    assert (arrived.status_code, arrived.json()["number"]) == (201, "A001")
    again = post(robot, "appointments/check-in", {"code": code})
    assert (again.status_code, again.json()["id"]) == (200, arrived.json()["id"])
    rows = {row["code"]: row for row in teller.get(f"{API}/appointments").json()}
    assert (rows[code]["state"], rows[code]["number"]) == ("arrived", "A001")
    assert rows[other]["number"] is None
    assert teller.get(f"{API}/appointments?day=2026-06-02").json() == []
    problem(teller.get(f"{API}/appointments?day=today"), 422, "invalid")


def test_codes_are_not_for_guessing(robot: Client, first: Counter) -> None:
    tries = [post(robot, "appointments/check-in", {"code": str(n)}) for n in range(8)]
    assert {answer.status_code for answer in tries} == {404, 429}


def test_who_keeps_the_branch_closes_the_day(
    robot: Client, teller: Client, keeper: Client, first: Counter
) -> None:
    issue(robot)
    for client in (robot, teller):
        problem(post(client, "day/close"), 403, "permission_denied")
    assert post(keeper, "day/close").json() == {"tickets": 1, "counters": 0, "appointments": 0}
    assert post(keeper, "day/close").json()["tickets"] == 0


def test_a_class_is_claimed_by_the_robot_for_a_number_in_line(
    robot: Client, outsider: Client, first: Counter
) -> None:
    ticket = issue(robot).json()
    path = f"tickets/{ticket['id']}/class"
    answer = post(robot, path, {"customer_class": "elderly"})
    assert (answer.status_code, answer.json()["customer_class"]) == (200, "elderly")
    problem(post(robot, path, {"customer_class": "royal"}), 422, "unknown_class")
    problem(post(robot, path, {}), 422, "invalid")
    problem(post(outsider, path, {"customer_class": "elderly"}), 401, "not_authenticated")
    token = ticket["page_url"].removeprefix("/t/")
    # The page is the customer's own; a claim is made in front of the robot or of staff.
    problem(
        post(outsider, f"{path}?token={token}", {"customer_class": "elderly"}),
        401,
        "not_authenticated",
    )


def test_a_newer_clients_fields_are_passed_over(robot: Client, cash: Service) -> None:
    answer = issue(robot, "cash", shoe_size=43)
    assert answer.status_code == 201
    assert "shoe_size" not in answer.json()
