"""Opening hours, queues, counters and triage. Every check finds its fault."""

import pytest

from tests.content.conftest import Copy
from tests.content.planting import LONG, Fault, add, assert_named, drop, find, put

FAULTS = {
    "unknown day": Fault(
        "branch.yml",
        put("hours", 0, "days", ["someday"]),
        "hours[1].days",
        "'someday'",
    ),
    "unknown kind of hours": Fault(
        "branch.yml",
        put("hours", 0, "kind", "night"),
        "hours[1].kind",
        "night",
    ),
    "closes first": Fault(
        "branch.yml",
        put("hours", 0, "closes", "08:00"),
        "hours[1]",
        "closes at 08:00",
    ),
    "overlapping hours": Fault(
        "branch.yml",
        put("hours", 3, "opens", "11:00"),
        "hours",
        "overlap on mon",
    ),
    "hours nobody set": Fault(
        "branch.yml",
        lambda raw: raw["hours"].__delitem__(slice(2, 4)),
        "branch.hours",
        "no corporate hours",
    ),
    "negative place in line": Fault(
        "branch.yml", put("reinsert_after", "-1"), "branch", "negative"
    ),
    "unknown announcer": Fault(
        "branch.yml", put("announcer", "parrot"), "branch.announcer", "'parrot'"
    ),
    "call without a counter": Fault(
        "branch.yml", put("call_words", "请 {number}"), "call_words", "{counter}"
    ),
    "recalls that go back": Fault(
        "branch.yml", put("recall_limit", "-1"), "branch", "recall_limit cannot be negative"
    ),
    "nobody's patience": Fault("branch.yml", put("patience_minutes", "0"), "branch", "below 1"),
    "day ends while open": Fault(
        "branch.yml", put("day_ends_at", "16:30"), "day_ends_at", "before the branch closes"
    ),
    "late beyond patience": Fault(
        "services.yml", put("services", 0, "overdue_minutes", "90"), "cash", "90 minutes"
    ),
    "order beyond patience": Fault(
        "services.yml", put("counters", 0, "order_minutes", "90"), "counter 1", "90 minutes"
    ),
    "reserved for a stranger": Fault(
        "services.yml", put("counters", 0, "reserved_for", ["royal"]), "counter 1", "'royal'"
    ),
    "reserved for everybody": Fault(
        "services.yml", put("counters", 0, "reserved_for", ["normal"]), "counter 1", "nobody"
    ),
    "letter reused": Fault(
        "services.yml", put("services", 1, "letter", "A"), "services", "letter 'A'"
    ),
    "letter of two": Fault(
        "services.yml",
        put("services", 1, "letter", "AB"),
        "letter",
        "not one of A to Z",
    ),
    "service twice": Fault(
        "services.yml",
        put("services", 1, "code", "cash"),
        "services",
        "code 'cash'",
    ),
    "unknown area": Fault(
        "services.yml", put("services", 0, "area", "roof"), "cash.area", "'roof'"
    ),
    "unknown service hours": Fault(
        "services.yml",
        put("services", 0, "hours", "x"),
        "cash.hours",
        "'x'",
    ),
    "no service time": Fault(
        "services.yml",
        put("services", 0, "prior_minutes", "0"),
        "cash.prior",
        "zero",
    ),
    "unstaffed service": Fault(
        "services.yml",
        put("counters", 4, "services", ["vip", "wealth"]),
        "loan",
        "no counter serves it",
    ),
    "area without counter": Fault(
        "services.yml",
        put("services", 6, "area", "loan_office"),
        "loan.area",
        "stands at loan_office",
    ),
    "counter twice": Fault("services.yml", put("counters", 1, "code", "1"), "counters", "code '1'"),
    "counter nowhere": Fault(
        "services.yml", put("counters", 0, "place", "roof"), "counter 1", "'roof'"
    ),
    "counter's service": Fault(
        "services.yml",
        add("counters", 0, "services", "tea"),
        "counter 1.services",
        "unknown service 'tea'",
    ),
    "service twice at a counter": Fault(
        "services.yml",
        add("counters", 0, "services", "cash"),
        "counter 1.services",
        "'cash' is used twice",
    ),
    "idle counter": Fault(
        "services.yml", put("counters", 2, "services", []), "counter 3", "nothing"
    ),
    "machine nowhere": Fault(
        "services.yml",
        put("machines", 0, "place", "roof"),
        "atm_1.place",
        "'roof'",
    ),
    "machine twice": Fault(
        "services.yml", put("machines", 1, "code", "atm_1"), "machines", "'atm_1'"
    ),
    "machine channel": Fault(
        "services.yml", put("machines", 0, "channel", "x"), "atm_1.channel", "'x'"
    ),
    "class twice": Fault("services.yml", put("classes", 1, "code", "vip"), "classes", "code 'vip'"),
    "head start below zero": Fault(
        "services.yml",
        put("classes", 1, "head_start_minutes", "-5"),
        "elderly.head_start",
        "negative",
    ),
    "no ordinary class": Fault("services.yml", drop("classes", 0), "classes", "no class 'normal'"),
    "unknown business": Fault("businesses.yml", put(0, "code", "tea"), "tea", "unknown business"),
    "business twice": Fault("businesses.yml", put(0, "code", "transfer"), "-", "code 'transfer'"),
    "unknown queue": Fault(
        "businesses.yml",
        find("transfer", put("service", "tea")),
        "transfer.service",
        "unknown service 'tea'",
    ),
    "unknown channel": Fault(
        "businesses.yml",
        find("transfer", put("channels", 0, "channel", "pigeon")),
        "transfer.channels[1].channel",
        "unknown channel",
    ),
    "no machine there": Fault(
        "businesses.yml",
        find("transfer", put("channels", 0, "place", "restroom")),
        "transfer.channels[1]",
        "no smart_teller machine",
    ),
    "counter elsewhere": Fault(
        "businesses.yml",
        find("transfer", put("channels", 1, "place", "cash_counter")),
        "transfer.channels[2].place",
        "but non_cash at non_cash_counter",
    ),
    "reason too long": Fault(
        "businesses.yml",
        find("transfer", put("channels", 0, "reason", LONG)),
        "transfer.channels[1].reason",
        "too long",
    ),
    "note too long": Fault(
        "businesses.yml",
        find("transfer", put("channels", 0, "note", LONG)),
        "transfer.channels[1].note",
        "too long",
    ),
    "bounds crossed": Fault(
        "businesses.yml",
        find("transfer", put("channels", 0, "min_amount", "300000")),
        "transfer.channels[1]",
        "no amount is between",
    ),
    "no rule": Fault(
        "businesses.yml", find("card_loss", put("channels", [])), "card_loss", "no rule"
    ),
    "amount decides nothing": Fault(
        "businesses.yml",
        find("card_loss", put("needs_amount", "true")),
        "card_loss.channels",
        "no rule depends on the amount",
    ),
    "amount never asked": Fault(
        "businesses.yml",
        find("card_loss", put("channels", 0, "max_amount", "5")),
        "card_loss.channels",
        "no rule takes an unstated amount",
    ),
    "gap between rules": Fault(
        "businesses.yml",
        find("transfer", put("channels", 1, "min_amount", "300000")),
        "transfer.channels",
        "no rule takes 200000.01 CNY",
    ),
    "gap at the counter": Fault(
        "businesses.yml",
        find("transfer", put("channels", 1, "min_amount", "100000")),
        "transfer.channels",
        "at the counter",
    ),
    "synonym under two businesses": Fault(
        "businesses.yml",
        find("transfer", add("synonyms", "取 钱")),
        "transfer.synonyms",
        "cash_withdrawal",
    ),
    "synonym without letters": Fault(
        "businesses.yml",
        find("transfer", add("synonyms", "……")),
        "transfer.synonyms",
        "no letters",
    ),
    "notice level": Fault(
        "branch.yml",
        put("notices", 0, "level", "loud"),
        "notices[1].level",
        "'loud'",
    ),
    "notice too long": Fault(
        "branch.yml",
        put("notices", 0, "speech", LONG),
        "notices[1].speech",
        "long",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_named(copy: Copy, name: str) -> None:
    assert_named(copy, FAULTS[name])
