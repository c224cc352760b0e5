"""What is not in the form that the loader reads. Every check finds its fault."""

import pytest

from tests.content.conftest import Copy
from tests.content.planting import Fault, add, assert_named, drop, find, put

DEPOSITS, INVESTMENTS = "products/deposits.yml", "products/investments.yml"

FAULTS = {
    "missing key": Fault("branch.yml", drop("phone"), "branch.phone", "is missing"),
    "empty value": Fault("branch.yml", put("name", ""), "branch.name", "is empty"),
    "unknown key": Fault("branch.yml", put("colour", "red"), "branch.colour", "unknown key"),
    "not a boolean": Fault(
        "branch.yml", put("demo", "maybe"), "branch.demo", "'maybe' is not true or"
    ),
    "not a time": Fault(
        "branch.yml",
        put("hours", 0, "opens", "9点"),
        "branch.hours[1].opens",
        "a time",
    ),
    "not a list": Fault(
        "businesses.yml",
        find("transfer", put("bring", "x")),
        "transfer.bring",
        "a list",
    ),
    "not an entry": Fault("businesses.yml", add("存钱"), "entry 30", "is not a mapping"),
    "section missing": Fault("services.yml", drop("machines"), "machines", "section is missing"),
    "money in words": Fault(
        DEPOSITS,
        find("td_1y", put("minimum_amount", "五十元")),
        "td_1y.minimum_amount",
        "'五十元' is not a number",
    ),
    "money not finite": Fault(
        DEPOSITS,
        find("td_1y", put("minimum_amount", "NaN")),
        "td_1y",
        "a number",
    ),
    "term in words": Fault(
        DEPOSITS,
        find("td_1y", put("term_months", "一年")),
        "td_1y.term",
        "whole number",
    ),
    "rate in words": Fault(
        DEPOSITS,
        find("td_1y", put("rate", "value", "高")),
        "td_1y.rate.value",
        "not a number",
    ),
    "date in words": Fault(
        DEPOSITS,
        find("td_1y", put("rate", "as_of", "去年")),
        "rate.as_of",
        "a date",
    ),
    "point of three": Fault(
        "floor.yml",
        put("outline", 0, ["0", "0", "0"]),
        "floor.outline[1]",
        "3 values",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_named(copy: Copy, name: str) -> None:
    assert_named(copy, FAULTS[name])
