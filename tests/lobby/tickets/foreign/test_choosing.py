"""The operator chooses the queue; the dictionary is checked before anything starts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from lobby import environment
from lobby.environment import EnvironmentRefused
from lobby.tickets import port
from lobby.tickets.foreign import mapping, watch
from lobby.tickets.foreign.branch_queue import ForeignQueue
from lobby.tickets.foreign.mapping import MappingRefused
from lobby.tickets.models import Ticket
from lobby.tickets.own import OwnQueue
from tests.fakes.queue_machine import KEY, Machine, serving

MAP = """
services: {cash: "01", card: "02"}
counters: {"1": W1, "2": W2}
classes: {normal: "0", elderly: "1", vip: "9"}
"""


@pytest.fixture
def dictionary(tmp_path: Path) -> Path:
    path = tmp_path / "names.yml"
    path.write_text(MAP, encoding="utf-8")
    return path


def test_names_go_both_ways(dictionary: Path) -> None:
    names = mapping.load(dictionary)
    assert names.services.theirs("cash") == "01"
    assert names.services.ours("01") == "cash"
    assert names.services.theirs("loan") == names.services.ours("loan") == "loan"
    assert names.zone.key == "Asia/Shanghai"
    assert mapping.load(None).counters.theirs("1") == "1"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("services: [", "cannot be read"),
        ("queues: {}", "must hold the sections"),
        ("- cash", "must hold the sections"),
        ("services: cash", "names with names"),
        ("counters: {a: W1, b: W1}", "the same name"),
        ("time_zone: Mars/Base", "no time zone"),
    ],
)
def test_a_dictionary_that_cannot_be_used(dictionary: Path, text: str, fault: str) -> None:
    dictionary.write_text(text, encoding="utf-8")
    with pytest.raises(MappingRefused, match=fault):
        mapping.load(dictionary)
    with pytest.raises(EnvironmentRefused, match="JIAOJIAO_QUEUE_MAP"):
        watch.check(dictionary)


def test_what_the_operator_says(dictionary: Path) -> None:
    assert environment.read({}).queue_url is None
    given = {
        "JIAOJIAO_QUEUE_URL": "http://192.0.2.7:8080/",
        "JIAOJIAO_QUEUE_TOKEN": "key",
        "JIAOJIAO_QUEUE_MAP": str(dictionary),
    }
    chosen = environment.read(given)
    assert (chosen.queue_url, chosen.queue_token) == ("http://192.0.2.7:8080", "key")
    assert chosen.queue_map == dictionary
    for wrong, fault in (
        ({"JIAOJIAO_QUEUE_TOKEN": "key"}, "set both or neither"),
        ({"JIAOJIAO_QUEUE_URL": "bank"}, "must be an address"),
        ({**given, "JIAOJIAO_QUEUE_MAP": "/nowhere"}, "must be a file"),
    ):
        with pytest.raises(EnvironmentRefused, match=fault):
            environment.read(wrong)


def test_without_an_address_the_queue_is_our_own() -> None:
    port._build.cache_clear()
    assert isinstance(port.chosen(), OwnQueue)


def test_the_api_goes_through_the_banks_system(
    machine: Machine,
    dictionary: Path,
    robot: Client,
    teller: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    port._build.cache_clear()
    with serving(machine) as url:
        chosen = replace(settings.JIAOJIAO, queue_url=url, queue_token=KEY, queue_map=dictionary)
        monkeypatch.setattr(settings, "JIAOJIAO", chosen)
        try:
            assert isinstance(port.chosen(), ForeignQueue)
            answer = robot.post(
                "/api/v1/tickets", '{"service": "cash"}', content_type="application/json"
            )
            assert (answer.status_code, answer.json()["number"]) == (201, "A001")
            assert len(machine.slips) == 1
            called = teller.post("/api/v1/counters/1/next").json()
            assert (called["number"], called["state"]) == ("A001", "called")
            line = teller.get("/api/v1/counters/1/line").json()
            assert line["waiting"] == []
            machine.ask("win/W1/begin", {"reqNo": "x"})
            monkeypatch.setattr(port.chosen(), "_read_at", float("-inf"))
            watch.read()
            assert Ticket.objects.get().state == "serving"
            machine.faults = ["500"] * 9
            away = teller.post("/api/v1/counters/1/complete")
            assert (away.status_code, away.json()["code"]) == (503, "queue_away")
            assert away["Retry-After"] == "1"
        finally:
            port._build.cache_clear()
