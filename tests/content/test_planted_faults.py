"""Every check finds the fault it is there for, and says where it is and what to do."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.content.conftest import Copy

Change = Callable[[Any], None]


def put(*path: Any) -> Change:
    """Sets a value: put("services", 0, "letter", "B")."""
    *steps, last, value = path

    def change(raw: Any) -> None:
        for step in steps:
            raw = raw[step]
        raw[last] = value

    return change


def drop(*path: Any) -> Change:
    *steps, last = path

    def change(raw: Any) -> None:
        for step in steps:
            raw = raw[step]
        del raw[last]

    return change


def find(code: str, change: Change, key: str = "code") -> Change:
    """Changes the entry with this code in a list."""
    return lambda raw: change(next(item for item in raw if item[key] == code))


def add(*path: Any) -> Change:
    *steps, value = path

    def change(raw: Any) -> None:
        for step in steps:
            raw = raw[step]
        raw.append(value)

    return change


LONG = "这句话说起来没完没了" * 7
PLACES, NODES, EDGES = "places", "nodes", "edges"
DEPOSITS, INVESTMENTS = "products/deposits.yml", "products/investments.yml"
FAQ = {
    "id": "new",
    "title": "新问题",
    "phrasings": list("甲乙丙丁戊"),
    "speech": "好",
    "text": "好",
}

FAULTS: dict[str, tuple[str, Change, str, str]] = {
    # reading
    "missing key": ("branch.yml", drop("phone"), "branch.phone", "is missing"),
    "empty value": ("branch.yml", put("name", ""), "branch.name", "is empty"),
    "unknown key": ("branch.yml", put("colour", "red"), "branch.colour", "unknown key"),
    "not a boolean": ("branch.yml", put("demo", "maybe"), "branch.demo", "'maybe' is not true or"),
    "not a time": (
        "branch.yml",
        put("hours", 0, "opens", "9点"),
        "branch.hours[1].opens",
        "a time",
    ),
    "not a list": (
        "businesses.yml",
        find("transfer", put("bring", "x")),
        "transfer.bring",
        "a list",
    ),
    "not an entry": ("businesses.yml", add("存钱"), "entry 30", "is not a mapping"),
    "section missing": ("services.yml", drop("machines"), "machines", "section is missing"),
    "money in words": (
        DEPOSITS,
        find("td_1y", put("minimum_amount", "五十元")),
        "td_1y.minimum_amount",
        "'五十元' is not a number",
    ),
    "money not finite": (
        DEPOSITS,
        find("td_1y", put("minimum_amount", "NaN")),
        "td_1y",
        "a number",
    ),
    "term in words": (
        DEPOSITS,
        find("td_1y", put("term_months", "一年")),
        "td_1y.term",
        "whole number",
    ),
    "rate in words": (
        DEPOSITS,
        find("td_1y", put("rate", "value", "高")),
        "td_1y.rate.value",
        "not a number",
    ),
    "date in words": (
        DEPOSITS,
        find("td_1y", put("rate", "as_of", "去年")),
        "rate.as_of",
        "a date",
    ),
    "point of three": (
        "floor.yml",
        put("outline", 0, ["0", "0", "0"]),
        "floor.outline[1]",
        "3 values",
    ),
    # hours and queues
    "unknown day": (
        "branch.yml",
        put("hours", 0, "days", ["someday"]),
        "hours[1].days",
        "'someday'",
    ),
    "unknown kind of hours": (
        "branch.yml",
        put("hours", 0, "kind", "night"),
        "hours[1].kind",
        "night",
    ),
    "closes first": (
        "branch.yml",
        put("hours", 0, "closes", "08:00"),
        "hours[1]",
        "closes at 08:00",
    ),
    "overlapping hours": (
        "branch.yml",
        put("hours", 3, "opens", "11:00"),
        "hours",
        "overlap on mon",
    ),
    "hours nobody set": (
        "branch.yml",
        lambda raw: raw["hours"].__delitem__(slice(2, 4)),
        "branch.hours",
        "no corporate hours",
    ),
    "negative place in line": ("branch.yml", put("reinsert_after", "-1"), "branch", "negative"),
    "letter reused": ("services.yml", put("services", 1, "letter", "A"), "services", "letter 'A'"),
    "letter of two": (
        "services.yml",
        put("services", 1, "letter", "AB"),
        "letter",
        "not one of A to Z",
    ),
    "service twice": (
        "services.yml",
        put("services", 1, "code", "cash"),
        "services",
        "code 'cash'",
    ),
    "unknown area": ("services.yml", put("services", 0, "area", "roof"), "cash.area", "'roof'"),
    "unknown service hours": (
        "services.yml",
        put("services", 0, "hours", "x"),
        "cash.hours",
        "'x'",
    ),
    "no service time": (
        "services.yml",
        put("services", 0, "prior_minutes", "0"),
        "cash.prior",
        "zero",
    ),
    "unstaffed service": (
        "services.yml",
        put("counters", 4, "services", ["vip", "wealth"]),
        "loan",
        "no counter serves it",
    ),
    "area without counter": (
        "services.yml",
        put("services", 6, "area", "loan_office"),
        "loan.area",
        "stands at loan_office",
    ),
    "counter twice": ("services.yml", put("counters", 1, "code", "1"), "counters", "code '1'"),
    "counter nowhere": ("services.yml", put("counters", 0, "place", "roof"), "counter 1", "'roof'"),
    "counter's service": (
        "services.yml",
        add("counters", 0, "services", "tea"),
        "counter 1.services",
        "unknown service 'tea'",
    ),
    "service twice at a counter": (
        "services.yml",
        add("counters", 0, "services", "cash"),
        "counter 1.services",
        "'cash' is used twice",
    ),
    "idle counter": ("services.yml", put("counters", 2, "services", []), "counter 3", "nothing"),
    "machine nowhere": (
        "services.yml",
        put("machines", 0, "place", "roof"),
        "atm_1.place",
        "'roof'",
    ),
    "machine twice": ("services.yml", put("machines", 1, "code", "atm_1"), "machines", "'atm_1'"),
    "machine channel": ("services.yml", put("machines", 0, "channel", "x"), "atm_1.channel", "'x'"),
    "class twice": ("services.yml", put("classes", 1, "code", "vip"), "classes", "code 'vip'"),
    "head start below zero": (
        "services.yml",
        put("classes", 1, "head_start_minutes", "-5"),
        "elderly.head_start",
        "negative",
    ),
    "no ordinary class": ("services.yml", drop("classes", 0), "classes", "no class 'normal'"),
    # businesses
    "unknown business": ("businesses.yml", put(0, "code", "tea"), "tea", "unknown business"),
    "business twice": ("businesses.yml", put(0, "code", "transfer"), "-", "code 'transfer'"),
    "unknown queue": (
        "businesses.yml",
        find("transfer", put("service", "tea")),
        "transfer.service",
        "unknown service 'tea'",
    ),
    "unknown channel": (
        "businesses.yml",
        find("transfer", put("channels", 0, "channel", "pigeon")),
        "transfer.channels[1].channel",
        "unknown channel",
    ),
    "no machine there": (
        "businesses.yml",
        find("transfer", put("channels", 0, "place", "restroom")),
        "transfer.channels[1]",
        "no smart_teller machine",
    ),
    "counter elsewhere": (
        "businesses.yml",
        find("transfer", put("channels", 1, "place", "cash_counter")),
        "transfer.channels[2].place",
        "but non_cash at non_cash_counter",
    ),
    "reason too long": (
        "businesses.yml",
        find("transfer", put("channels", 0, "reason", LONG)),
        "transfer.channels[1].reason",
        "too long",
    ),
    "note too long": (
        "businesses.yml",
        find("transfer", put("channels", 0, "note", LONG)),
        "transfer.channels[1].note",
        "too long",
    ),
    "bounds crossed": (
        "businesses.yml",
        find("transfer", put("channels", 0, "min_amount", "300000")),
        "transfer.channels[1]",
        "no amount is between",
    ),
    "no rule": ("businesses.yml", find("card_loss", put("channels", [])), "card_loss", "no rule"),
    "amount decides nothing": (
        "businesses.yml",
        find("card_loss", put("needs_amount", "true")),
        "card_loss.channels",
        "no rule depends on the amount",
    ),
    "amount never asked": (
        "businesses.yml",
        find("card_loss", put("channels", 0, "max_amount", "5")),
        "card_loss.channels",
        "no rule takes an unstated amount",
    ),
    "gap between rules": (
        "businesses.yml",
        find("transfer", put("channels", 1, "min_amount", "300000")),
        "transfer.channels",
        "no rule takes 200000.01 CNY",
    ),
    "gap at the counter": (
        "businesses.yml",
        find("transfer", put("channels", 1, "min_amount", "100000")),
        "transfer.channels",
        "at the counter",
    ),
    "synonym under two businesses": (
        "businesses.yml",
        find("transfer", add("synonyms", "取 钱")),
        "transfer.synonyms",
        "cash_withdrawal",
    ),
    "synonym without letters": (
        "businesses.yml",
        find("transfer", add("synonyms", "……")),
        "transfer.synonyms",
        "no letters",
    ),
    "notice level": (
        "branch.yml",
        put("notices", 0, "level", "loud"),
        "notices[1].level",
        "'loud'",
    ),
    "notice too long": (
        "branch.yml",
        put("notices", 0, "speech", LONG),
        "notices[1].speech",
        "long",
    ),
    # products
    "unknown category": (
        DEPOSITS,
        find("td_1y", put("category", "tea")),
        "td_1y.category",
        "'tea'",
    ),
    "category unknown to the contract": (
        "categories.yml",
        put("categories", 0, "code", "tea"),
        "tea",
        "unknown product category",
    ),
    "category twice": (
        "categories.yml",
        put("categories", 0, "code", "fund"),
        "categories",
        "'fund'",
    ),
    "fund made harmless": (
        "categories.yml",
        put("categories", 5, "risky", "false"),
        "fund",
        "risky",
    ),
    "disclaimer watered down": (
        "categories.yml",
        put("categories", 5, "disclaimer", "speech", "请放心买。"),
        "fund.disclaimer.speech",
        "not a deposit",
    ),
    "disclaimer too long": (
        "categories.yml",
        put("categories", 0, "disclaimer", "speech", LONG),
        "demand_deposit.disclaimer.speech",
        "too long",
    ),
    "risk levels in disorder": (
        "categories.yml",
        lambda raw: raw["risk_levels"].reverse(),
        "risk_levels",
        "aggressive, growth",
    ),
    "attribute twice": (
        "categories.yml",
        put("attributes", 0, "code", "fee"),
        "attributes",
        "'fee'",
    ),
    "unknown attribute": (
        "categories.yml",
        put("attributes", 0, "code", "x"),
        "attributes.x",
        "'x'",
    ),
    "risk level unknown": (
        INVESTMENTS,
        find("wm_cash", put("risk_level", "none")),
        "wm_cash.risk_level",
        "unknown risk level",
    ),
    "risk level left out": (
        INVESTMENTS,
        find("wm_cash", drop("risk_level")),
        "wm_cash.risk",
        "has a",
    ),
    "promise": (
        INVESTMENTS,
        find("wm_cash", put("summary", "一元起，保本又灵活")),
        "wm_cash",
        "promises '保本'",
    ),
    "summary too long": (DEPOSITS, find("td_1y", put("summary", LONG[:41])), "summary", "too long"),
    "fact's attribute": (
        DEPOSITS,
        find("td_1y", put("facts", 0, "attribute", "colour")),
        "td_1y.facts.colour",
        "unknown attribute",
    ),
    "fact twice": (DEPOSITS, find("td_1y", put("facts", 0, "attribute", "term")), "td_1y", "twice"),
    "fact too long": (
        DEPOSITS,
        find("td_1y", put("facts", 0, "speech", LONG)),
        "rate.speech",
        "long",
    ),
    "no facts": (DEPOSITS, find("td_1y", put("facts", [])), "td_1y.facts", "no facts"),
    "rate out of range": (
        DEPOSITS,
        find("td_1y", put("rate", "value", "950")),
        "rate.value",
        "950",
    ),
    "no term": (DEPOSITS, find("td_1y", put("term_months", "0")), "td_1y.term_months", "no term"),
    "minimum below zero": (
        DEPOSITS,
        find("td_1y", put("minimum_amount", "-1")),
        "td_1y.minimum_amount",
        "no amount",
    ),
    "product in two files": (
        INVESTMENTS,
        find("wm_cash", put("code", "td_1y")),
        "td_1y",
        "also in products/deposits.yml",
    ),
    "synonym under two products": (
        INVESTMENTS,
        find("wm_cash", add("synonyms", "一年定期")),
        "wm_cash.synonyms",
        "also under td_1y",
    ),
    # floor
    "no outline": ("floor.yml", put("outline", []), "outline", "no polygon"),
    "unknown place": ("floor.yml", put(PLACES, 0, "code", "roof"), "roof", "unknown place"),
    "place twice": ("floor.yml", put(PLACES, 0, "code", "exit"), "places", "'exit' is used twice"),
    "kind of place": ("floor.yml", put(PLACES, 0, "kind", "cave"), "cash_counter.kind", "'cave'"),
    "place in the street": ("floor.yml", put(PLACES, 0, "x", "99"), "cash_counter", "outside"),
    "node in the street": ("floor.yml", put(NODES, 1, "y", "-5"), "node door", "outside"),
    "place without node": ("floor.yml", drop(NODES, 2, "place"), "exit", "no walkway node"),
    "node far from its place": ("floor.yml", put(PLACES, 0, "x", "14"), "cash_counter", "4 m away"),
    "two nodes of a place": ("floor.yml", put(NODES, 1, "place", "exit"), "nodes", "'exit'"),
    "node of no place": ("floor.yml", put(NODES, 1, "place", "roof"), "node door.place", "'roof'"),
    "node twice": ("floor.yml", put(NODES, 1, "id", "start"), "nodes", "'start'"),
    "edge to nowhere": ("floor.yml", add(EDGES, ["start", "moon"]), "edge start-moon", "'moon'"),
    "edge to itself": ("floor.yml", add(EDGES, ["door", "door"]), "edge door-door", "nowhere"),
    "edge twice": ("floor.yml", add(EDGES, ["door", "start"]), "edges", "edge 'door-start'"),
    "through a wall": (
        "floor.yml",
        add(EDGES, ["west", "self_service"]),
        "edge west-self_service",
        "walks through the wall (5, 3.5)-(5, 6)",
    ),
    "unreachable place": (
        "floor.yml",
        lambda raw: raw[EDGES].remove(["west_passage", "restroom"]),
        "place restroom",
        "cannot be reached",
    ),
    "robot off the walkway": ("floor.yml", put("robot", "node", "moon"), "robot.node", "'moon'"),
    "robot outside": ("floor.yml", put("robot", "x", "-3"), "robot", "outside"),
    "robot far from its node": ("floor.yml", put("robot", "y", "12"), "robot.node", "4 m from"),
    # FAQ
    "phrasing under two ids": (
        "faq/cards.yml",
        add({**FAQ, "phrasings": [*"甲乙丙丁", "卡丢了，咋办？"]}),
        "new.phrasings",
        "also a phrasing of card_lost",
    ),
    "id twice": ("faq/cards.yml", add({**FAQ, "id": "card_lost"}), "card_lost", "used twice"),
    "few phrasings": (
        "faq/cards.yml",
        add({**FAQ, "phrasings": ["甲"]}),
        "new.phrasings",
        "1 phrasings",
    ),
    "answer too long": (
        "faq/cards.yml",
        add({**FAQ, "speech": LONG}),
        "new.speech",
        "70 characters",
    ),
    "answer with markup": (
        "faq/cards.yml",
        add({**FAQ, "speech": "**好**"}),
        "new.speech",
        "aloud",
    ),
    "card type": (
        "faq/cards.yml",
        add({**FAQ, "card": {"type": "song", "value": "x"}}),
        "new.card.type",
        "unknown card type",
    ),
    "card place": (
        "faq/cards.yml",
        add({**FAQ, "card": {"type": "place", "value": "roof"}}),
        "new.card.value",
        "unknown place",
    ),
    "card product": (
        "faq/cards.yml",
        add({**FAQ, "card": {"type": "product", "value": "tea"}}),
        "new.card.value",
        "unknown product",
    ),
    "card link": (
        "faq/cards.yml",
        add({**FAQ, "card": {"type": "link", "value": "javascript:x"}}),
        "new.card.value",
        "not a link",
    ),
    "card phone": (
        "faq/cards.yml",
        add({**FAQ, "card": {"type": "phone", "value": "热线"}}),
        "new.card.value",
        "not a phone number",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_named(copy: Copy, name: str) -> None:
    file, change, entry, fault = FAULTS[name]
    copy.edit(file, change)
    found = [problem for problem in copy.problems() if fault in problem.fault]
    assert any(
        entry in problem.entry
        and problem.remedy
        and problem.file.split("/")[0] == file.split("/")[0]
        for problem in found
    ), [str(problem) for problem in copy.problems()]
