"""Numbers are right under concurrency: real server processes over one real database."""

from __future__ import annotations

import threading
from collections import Counter as Tally
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from tests.lobby.tickets.clients import (
    Caller,
    Crowd,
    Record,
    call_numbers,
    serve_with_keys,
    take_numbers,
    twice,
)
from tests.processes import device_token, eventually, lobby_servers, staff_token

if TYPE_CHECKING:
    from tests.branches import SeededBranch

pytest_plugins = ["tests.postgres", "tests.branches"]

COUNTERS = ("1", "2", "3", "4", "5")
SERVICES = ("cash", "card", "corporate", "wealth")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def branch(request: pytest.FixtureRequest) -> SeededBranch:
    """A new branch on each kind of database."""
    found: SeededBranch = request.getfixturevalue(f"{request.param}_branch")
    return found


def test_many_clients_of_several_processes_get_right_numbers_and_calls(
    branch: SeededBranch,
) -> None:
    record = Record()
    with lobby_servers(3, branch.var, **branch.settings) as servers:
        device, staff = device_token(branch.var), staff_token(servers[0])
        crowd, closing = Crowd(record), threading.Event()
        for index, counter in enumerate(COUNTERS):
            caller = Caller(servers, staff, index % len(servers))
            assert caller.post(f"counters/{counter}/open").status_code == 200
            crowd.start(call_numbers, caller, counter, record, closing)
        takers = Crowd(record)
        for kiosk in range(6):
            asked = [(f"{kiosk}-{n}", SERVICES[n % len(SERVICES)]) for n in range(12)]
            # Two servers hear of the same keys at the same time.
            for first in (0, 1):
                caller = Caller(servers, device, (kiosk + first) % len(servers))
                takers.start(take_numbers, caller, asked, record)
        takers.join()
        closing.set()
        crowd.join()
        states = {id: Caller(servers, device).get(f"tickets/{id}") for id in record.tickets()}

    assert len(record.issued) == 6 * 12 * 2
    assert_right(record)
    assert {state["state"] for state in states.values()} == {"done"}
    assert {state["calls"] for state in states.values()} == {1}
    assert sorted(id for _, id in record.called) == sorted(record.tickets())


def test_a_killed_server_loses_no_acknowledged_ticket(branch: SeededBranch) -> None:
    record = Record()
    with lobby_servers(2, branch.var, **branch.settings) as servers:
        device, staff = device_token(branch.var), staff_token(servers[0])
        crowd, closing = Crowd(record), threading.Event()
        for index, counter in enumerate(COUNTERS[:3]):
            caller = Caller(servers, staff, index % 2)
            assert caller.post(f"counters/{counter}/open").status_code == 200
            crowd.start(call_numbers, caller, counter, record, closing)
        takers = Crowd(record)
        asked = [[(f"{kiosk}-{n}", SERVICES[n % 2]) for n in range(14)] for kiosk in range(4)]
        for kiosk, keys in enumerate(asked):
            takers.start(take_numbers, Caller(servers, device, kiosk % 2), keys, record)
        for victim, acknowledged in ((servers[0], 10), (servers[1], 30)):
            eventually(
                lambda enough=acknowledged: record.errors or len(record.issued) >= enough,
                120,
                "tickets issued",
            )
            victim.kill()
            victim.start().ready()
        takers.join()
        # Whoever lost an answer asks again with the same key and hears the same.
        take_numbers(Caller(servers, device), [key for keys in asked for key in keys], record)
        closing.set()
        crowd.join()
        states = {id: Caller(servers, device).get(f"tickets/{id}") for id in record.tickets()}

    assert len(record.tickets()) == 4 * 14
    assert_right(record)
    assert {state["state"] for state in states.values()} == {"done"}
    assert {state["calls"] for state in states.values()} == {1}
    assert {id for _, id in record.called} == set(record.tickets())


def test_a_step_repeated_after_a_killed_server_is_taken_once(branch: SeededBranch) -> None:
    """Tellers say the same again, with the same key, to whichever server answers."""
    record = Record()
    with lobby_servers(2, branch.var, **branch.settings) as servers:
        device, staff = device_token(branch.var), staff_token(servers[0])
        kiosk = Caller(servers, device)
        take_numbers(kiosk, [(f"k{n}", SERVICES[n % 2]) for n in range(36)], record)
        crowd = Crowd(record)
        for index, counter in enumerate(COUNTERS[:3]):
            caller = Caller(servers, staff, index % 2)
            assert caller.post(f"counters/{counter}/open").status_code == 200
            crowd.start(serve_with_keys, caller, counter, record)
        for victim, served in ((servers[0], 6), (servers[1], 18)):
            eventually(
                lambda enough=served: record.errors or len(record.called) >= enough,
                120,
                "customers called",
            )
            victim.kill()
            victim.start().ready()
        crowd.join()
        states = {id: Caller(servers, device).get(f"tickets/{id}") for id in record.tickets()}

    assert_right(record)
    assert {id for _, id in record.called} == set(record.tickets())
    assert {state["state"] for state in states.values()} == {"done"}
    assert {state["calls"] for state in states.values()} == {1}


def test_a_new_day_settles_the_old_one_once_whoever_comes_first(branch: SeededBranch) -> None:
    record, tomorrow = Record(), Record()
    clock = {"JIAOJIAO_CLOCK": "2026-06-01T16:00"}
    with lobby_servers(1, branch.var, **branch.settings, **clock) as servers:
        device, staff = device_token(branch.var), staff_token(servers[0])
        caller = Caller(servers, staff)
        take_numbers(Caller(servers, device), [(f"a{n}", "cash") for n in range(25)], record)
        for counter, last in (("1", "start"), ("2", "hold")):
            caller.post(f"counters/{counter}/open")
            for step in ("next", "start", last)[: 2 if last == "start" else 3]:
                assert caller.post(f"counters/{counter}/{step}").status_code == 200
    clock = {"JIAOJIAO_CLOCK": "2026-06-02T09:00"}
    with lobby_servers(3, branch.var, **branch.settings, **clock) as servers:
        staff = staff_token(servers[0])
        crowd = Crowd(tomorrow)
        for index in range(3):
            kiosk, teller = (Caller(servers, token, index) for token in (device, staff))
            asked = [(f"b{index}-{n}", "cash") for n in range(4)]
            crowd.start(take_numbers, kiosk, asked, tomorrow)
            crowd.start(lambda of=teller, n=index: of.post(f"counters/{n + 1}/open"))
        crowd.join()
        caller = Caller(servers, staff)
        states = Tally(caller.get(f"tickets/{id}")["state"] for id in record.tickets())
        day = caller.get("statistics?since=2026-06-01&until=2026-06-01")["total"]
        open_now = caller.get("counters")

    assert states == {"cancelled": 24, "done": 1}
    # Each was settled by one process alone, or it would count twice.
    assert (day["arrivals"], day["abandoned"], day["served"]) == (25, 24, 1)
    assert_right(tomorrow)
    assert sorted(t["number"] for t in tomorrow.tickets().values())[0] == "A001"
    assert all(counter["open"] for counter in open_now[:3])


def assert_right(record: Record) -> None:
    """One ticket a key, one number a ticket, none left out, none called twice."""
    tickets = record.tickets()
    by_key = defaultdict(set)
    for key, _, ticket in record.issued:
        by_key[key].add(ticket["id"])
    assert all(len(ids) == 1 for ids in by_key.values())
    assert len(tickets) == len(by_key)

    created = [ticket["id"] for _, status, ticket in record.issued if status == 201]
    assert twice(created) == []

    numbers = [ticket["number"] for ticket in tickets.values()]
    assert twice(numbers) == []
    by_letter = defaultdict(list)
    for number in numbers:
        by_letter[number[0]].append(int(number[1:]))
    for counts in by_letter.values():
        assert sorted(counts) == list(range(1, len(counts) + 1))

    assert twice([id for _, id in record.called]) == []
