"""Products and their categories. Every check finds its fault."""

import pytest

from tests.content.conftest import Copy
from tests.content.planting import LONG, Fault, add, assert_named, drop, find, put

DEPOSITS, INVESTMENTS = "products/deposits.yml", "products/investments.yml"

FAULTS = {
    "unknown category": Fault(
        DEPOSITS,
        find("td_1y", put("category", "tea")),
        "td_1y.category",
        "'tea'",
    ),
    "category unknown to the contract": Fault(
        "categories.yml",
        put("categories", 0, "code", "tea"),
        "tea",
        "unknown product category",
    ),
    "category twice": Fault(
        "categories.yml",
        put("categories", 0, "code", "fund"),
        "categories",
        "'fund'",
    ),
    "fund made harmless": Fault(
        "categories.yml",
        put("categories", 5, "risky", "false"),
        "fund",
        "risky",
    ),
    "disclaimer watered down": Fault(
        "categories.yml",
        put("categories", 5, "disclaimer", "speech", "请放心买。"),
        "fund.disclaimer.speech",
        "not a deposit",
    ),
    "disclaimer too long": Fault(
        "categories.yml",
        put("categories", 0, "disclaimer", "speech", LONG),
        "demand_deposit.disclaimer.speech",
        "too long",
    ),
    "risk levels in disorder": Fault(
        "categories.yml",
        lambda raw: raw["risk_levels"].reverse(),
        "risk_levels",
        "aggressive, growth",
    ),
    "attribute twice": Fault(
        "categories.yml",
        put("attributes", 0, "code", "fee"),
        "attributes",
        "'fee'",
    ),
    "unknown attribute": Fault(
        "categories.yml",
        put("attributes", 0, "code", "x"),
        "attributes.x",
        "'x'",
    ),
    "risk level unknown": Fault(
        INVESTMENTS,
        find("wm_cash", put("risk_level", "none")),
        "wm_cash.risk_level",
        "unknown risk level",
    ),
    "risk level left out": Fault(
        INVESTMENTS,
        find("wm_cash", drop("risk_level")),
        "wm_cash.risk",
        "has a",
    ),
    "promise": Fault(
        INVESTMENTS,
        find("wm_cash", put("summary", "一元起，保本又灵活")),
        "wm_cash",
        "promises '保本'",
    ),
    "summary too long": Fault(
        DEPOSITS, find("td_1y", put("summary", LONG[:41])), "summary", "too long"
    ),
    "fact's attribute": Fault(
        DEPOSITS,
        find("td_1y", put("facts", 0, "attribute", "colour")),
        "td_1y.facts.colour",
        "unknown attribute",
    ),
    "fact twice": Fault(
        DEPOSITS, find("td_1y", put("facts", 0, "attribute", "term")), "td_1y", "twice"
    ),
    "fact too long": Fault(
        DEPOSITS,
        find("td_1y", put("facts", 0, "speech", LONG)),
        "rate.speech",
        "long",
    ),
    "no facts": Fault(DEPOSITS, find("td_1y", put("facts", [])), "td_1y.facts", "no facts"),
    "rate out of range": Fault(
        DEPOSITS,
        find("td_1y", put("rate", "value", "950")),
        "rate.value",
        "950",
    ),
    "no term": Fault(
        DEPOSITS, find("td_1y", put("term_months", "0")), "td_1y.term_months", "no term"
    ),
    "minimum below zero": Fault(
        DEPOSITS,
        find("td_1y", put("minimum_amount", "-1")),
        "td_1y.minimum_amount",
        "no amount",
    ),
    "product in two files": Fault(
        INVESTMENTS,
        find("wm_cash", put("code", "td_1y")),
        "td_1y",
        "also in products/deposits.yml",
    ),
    "synonym under two products": Fault(
        INVESTMENTS,
        find("wm_cash", add("synonyms", "一年定期")),
        "wm_cash.synonyms",
        "also under td_1y",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_named(copy: Copy, name: str) -> None:
    assert_named(copy, FAULTS[name])
