"""Holidays and festivals. Every check finds its fault."""

import pytest

from tests.content.conftest import Copy
from tests.content.planting import Fault, add, assert_named, put

FILE = "holidays.yml"
FESTIVAL = {"code": "new", "name": "新节", "calendar": "solar", "month": "2", "day": "1"}

FAULTS = {
    "unknown holiday": Fault(
        FILE, put("arrangements", 0, "holiday", "easter"), "arrangements[1].holiday", "'easter'"
    ),
    "unknown kind": Fault(
        FILE, put("arrangements", 0, "kind", "night"), "arrangements[1].kind", "'night'"
    ),
    "day zero": Fault(
        FILE, put("arrangements", 0, "days", ["0"]), "arrangements[1].days", "counted from 1"
    ),
    "no closing time": Fault(
        FILE, put("arrangements", 0, "opens", "10:00"), "arrangements[1]", "opens and closes only"
    ),
    "closes first": Fault(
        FILE, put("arrangements", 2, "closes", "09:00"), "arrangements[3]", "closes at 09:00"
    ),
    "like no day": Fault(
        FILE, put("arrangements", 4, "like", "someday"), "arrangements[5].like", "'someday'"
    ),
    "two kinds of hours": Fault(
        FILE, put("arrangements", 2, "like", "mon"), "arrangements[3]", "those of a weekday"
    ),
    "festival twice": Fault(
        FILE, add("festivals", {**FESTIVAL, "code": "laba"}), "festivals", "'laba' is used twice"
    ),
    "unknown calendar": Fault(
        FILE, add("festivals", {**FESTIVAL, "calendar": "mayan"}), "new.calendar", "'mayan'"
    ),
    "no such day": Fault(
        FILE, add("festivals", {**FESTIVAL, "day": "30"}), "new", "no solar day 2-30"
    ),
    "no lunar day": Fault(
        FILE,
        add("festivals", {**FESTIVAL, "calendar": "lunar", "day": "31"}),
        "new",
        "no lunar day 2-31",
    ),
    "no month": Fault(
        FILE,
        add("festivals", {"code": "new", "name": "新节", "calendar": "solar"}),
        "new",
        "no solar day",
    ),
    "no such term": Fault(
        FILE,
        add("festivals", {**FESTIVAL, "calendar": "term", "term": "大热"}),
        "new.term",
        "'大热'",
    ),
    "greeting too long": Fault(
        FILE,
        add("festivals", {**FESTIVAL, "greeting": "祝您节日快乐" * 5}),
        "new.greeting",
        "30 characters",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_fault_is_named(copy: Copy, fault: Fault) -> None:
    assert_named(copy, fault)
