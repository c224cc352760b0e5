"""What is lent and what passes the time. Every check finds its fault."""

import pytest

from tests.content.conftest import Copy
from tests.content.planting import LONG, Fault, add, assert_named, find, put

ITEM = {"id": "new", "kind": "joke", "speech": "好", "text": "好"}

FAULTS = {
    "unknown facility": Fault(
        "facilities.yml", put(0, "code", "sauna"), "sauna", "unknown facility"
    ),
    "facility twice": Fault("facilities.yml", put(0, "code", "pen"), "-", "used twice"),
    "facility nowhere": Fault(
        "facilities.yml", find("pen", put("place", "roof")), "pen.place", "unknown place"
    ),
    "facility answer too long": Fault(
        "facilities.yml", find("pen", put("speech", LONG)), "pen.speech", "70 characters"
    ),
    "facility neither there nor not": Fault(
        "facilities.yml", find("pen", put("available", "maybe")), "pen.available", "true or false"
    ),
    "unknown kind": Fault(
        "fun/jokes.yml", add({**ITEM, "kind": "opera"}), "new.kind", "unknown kind of fun"
    ),
    "joke too long": Fault(
        "fun/jokes.yml", add({**ITEM, "speech": LONG}), "new.speech", "70 characters"
    ),
    "riddle without answer": Fault(
        "fun/riddles.yml", add({**ITEM, "kind": "riddle"}), "new.answers", "is missing"
    ),
    "joke with answer": Fault(
        "fun/jokes.yml", add({**ITEM, "answers": ["甲"]}), "new.answers", "no answer to guess"
    ),
    "id twice": Fault("fun/jokes.yml", add({**ITEM, "id": "joke_diet"}), "joke_diet", "used twice"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_fault_is_named(copy: Copy, fault: Fault) -> None:
    assert_named(copy, fault)
