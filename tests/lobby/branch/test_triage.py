"""Triage: the rules alone, and the sample branch's table."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.test import APIClient

from lobby.branch.models import Business, ChannelRule
from lobby.branch.triage import COUNTER, Decision, NeedAmount, Rule, Rules, decide
from lobby.tickets.models import Machine

ATM = Rule("self_service", "self_service", "自助机快", max_amount=Decimal(20_000))
SMALL = Rule(COUNTER, "cash_counter", "柜台取", max_amount=Decimal(50_000))
LARGE = Rule(COUNTER, "cash_counter", "大额柜台取", note="请预约")
CASH = Rules("cash_withdrawal", "取现金", "cash", (ATM, SMALL, LARGE), ("银行卡",), True)


def test_both_ends_of_an_amount_belong_to_it() -> None:
    assert decide(CASH, Decimal(20_000)).channel == "self_service"
    assert decide(CASH, Decimal("20000.01")).channel == COUNTER
    assert decide(CASH, Decimal(50_000)).note == ""
    assert decide(CASH, Decimal("50000.01")).note == "请预约"


def test_an_unknown_amount_is_asked_for_only_where_it_decides() -> None:
    assert decide(CASH) == NeedAmount()
    counter = decide(CASH, prefer_counter=True)
    assert isinstance(counter, Decision)
    assert (counter.channel, counter.reason, counter.note) == (COUNTER, "柜台取", "")
    unasked = Rules("x", "某业务", "cash", (ATM, LARGE))
    assert decide(unasked).channel == COUNTER


def test_a_preferred_counter_is_granted_where_there_is_one() -> None:
    assert decide(CASH, Decimal(100), prefer_counter=True).channel == COUNTER
    machine_only = Rules("x", "某业务", "cash", (Rule("mobile", "manager_desk", "手机上办"),))
    decision = decide(machine_only, prefer_counter=True)
    assert (decision.channel, decision.counter_possible, decision.service) == ("mobile", False, "")


def test_a_broken_machine_sends_nobody_to_it() -> None:
    decision = decide(CASH, Decimal(100), out_of_order={"self_service"})
    assert decision.channel == COUNTER
    assert decide(CASH, out_of_order={"self_service"}) != NeedAmount()


def test_a_business_without_rules_is_an_error_of_ours() -> None:
    with pytest.raises(ValueError, match="no rule"):
        decide(Rules("x", "某业务", "cash", ()))


amounts = st.decimals(0, 10**6, places=2)
bounds = st.none() | amounts
rules = st.builds(
    Rule,
    st.sampled_from(["self_service", "smart_teller", COUNTER]),
    st.sampled_from(["a", "b", "c"]),
    st.text(max_size=5),
    bounds,
    bounds,
)


@given(st.lists(rules, min_size=1, max_size=5), amounts, st.booleans(), st.booleans())
def test_the_first_rule_that_fits_is_taken(
    rows: list[Rule], amount: Decimal, needs: bool, prefer: bool
) -> None:
    table = Rules("x", "某业务", "cash", tuple(rows), (), needs)
    decision = decide(table, amount, prefer_counter=prefer)
    assert isinstance(decision, Decision)
    counters = [r for r in rows if r.channel == COUNTER]
    pool = counters if prefer and counters else rows
    fitting = [r for r in pool if r.fits(amount)] or pool[-1:]
    assert (decision.channel, decision.place) == (fitting[0].channel, fitting[0].place)
    assert decision.counter_possible is bool(counters)
    unknown = decide(table, prefer_counter=prefer)
    if isinstance(unknown, NeedAmount):
        assert needs
        assert len({(r.channel, r.place) for r in pool}) > 1


@pytest.mark.parametrize(
    ("query", "channel", "place"),
    [
        ({"business": "cash_withdrawal", "amount": "30000"}, "counter", "cash_counter"),
        ({"business": "cash_withdrawal", "amount": "5000"}, "self_service", "self_service"),
        ({"business": "cash_withdrawal", "amount": "20000"}, "self_service", "self_service"),
        ({"business": "cash_deposit", "amount": "80000"}, "self_service", "self_service"),
        ({"business": "cash_deposit", "amount": "100001"}, "counter", "cash_counter"),
        ({"business": "card_opening"}, "smart_teller", "smart_teller"),
        ({"business": "statement_print"}, "smart_teller", "smart_teller"),
        ({"business": "password_reset"}, "smart_teller", "smart_teller"),
        (
            {"business": "cash_withdrawal", "amount": "5000", "prefer": "counter"},
            "counter",
            "cash_counter",
        ),
        ({"business": "card_opening", "prefer": "counter"}, "counter", "non_cash_counter"),
    ],
)
def test_the_sample_branch(
    device: APIClient, query: dict[str, str], channel: str, place: str
) -> None:
    answer = device.get("/api/v1/triage", query)
    assert answer.status_code == 200
    body = answer.json()
    assert (body["channel"], body["place"]) == (channel, place)
    assert body["business"] == query["business"]
    assert body["business_name"]
    assert body["place_name"]
    assert body["reason"]
    assert body["bring"]
    assert body["counter_possible"] is True
    assert body["service"]


def test_the_sample_branch_asks_for_the_amount_of_cash(device: APIClient) -> None:
    for business in ("cash_withdrawal", "cash_deposit"):
        assert device.get("/api/v1/triage", {"business": business}).json() == {"need": "amount"}


def test_large_cash_carries_the_note_on_booking(device: APIClient) -> None:
    query = {"business": "cash_withdrawal", "amount": "60000"}
    assert "预约" in device.get("/api/v1/triage", query).json()["note"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"business": "no_such"}, 404),
        ({}, 422),
        ({"business": "cash_withdrawal", "amount": "viel"}, 422),
        ({"business": "cash_withdrawal", "amount": "-1"}, 422),
        ({"business": "cash_withdrawal", "amount": "NaN"}, 422),
        ({"business": "cash_withdrawal", "prefer": "bed"}, 422),
    ],
)
def test_bad_questions_are_problems(device: APIClient, query: dict[str, str], status: int) -> None:
    answer = device.get("/api/v1/triage", query)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == status


def test_every_machine_broken_means_the_counter(device: APIClient) -> None:
    query = {"business": "cash_withdrawal", "amount": "5000"}
    Machine.objects.filter(place="self_service").update(in_order=False)
    assert device.get("/api/v1/triage", query).json()["channel"] == "counter"
    Machine.objects.filter(code="atm_1").update(in_order=True)
    assert device.get("/api/v1/triage", query).json()["channel"] == "self_service"


def test_a_managers_new_limit_holds_at_once(device: APIClient) -> None:
    rule = ChannelRule.objects.get(business="cash_withdrawal", channel="self_service")
    rule.max_amount = Decimal(50_000)
    rule.save()
    query = {"business": "cash_withdrawal", "amount": "30000"}
    assert device.get("/api/v1/triage", query).json()["channel"] == "self_service"


def test_every_business_of_the_sample_can_be_triaged(device: APIClient) -> None:
    codes = list(Business.objects.values_list("code", flat=True))
    assert len(codes) >= 25
    for code in codes:
        body = device.get("/api/v1/triage", {"business": code, "amount": "1000"}).json()
        assert body["channel"], code
