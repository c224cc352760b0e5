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
    "joke with a topic": Fault(
        "fun/jokes.yml", add({**ITEM, "words": ["甲"]}), "new.words", "not asked for by topic"
    ),
    "activity nowhere": Fault(
        "activities.yml", put(0, "place", "roof"), "little_banker.place", "unknown place"
    ),
    "activity on no day": Fault(
        "activities.yml", put(0, "when", {}), "little_banker.when", "says no day"
    ),
    "activity on two rules": Fault(
        "activities.yml",
        put(0, "when", {"weekly": "sat", "lunar": "08-15"}),
        "little_banker.when",
        "several days",
    ),
    "activity in no month": Fault(
        "activities.yml", put(0, "when", {"monthly": "sat"}), "little_banker.when", "nth belongs"
    ),
    "activity on no lunar day": Fault(
        "activities.yml", put(0, "when", {"lunar": "13-40"}), "little_banker.when", "no lunar day"
    ),
    "activity that ends too early": Fault(
        "activities.yml", put(0, "ends", "09:00"), "little_banker.ends", "ends before"
    ),
    "activity for nobody": Fault(
        "activities.yml", put(0, "capacity", "0"), "little_banker.capacity", "none"
    ),
    "activity named twice": Fault(
        "activities.yml", put(0, "synonyms", ["反诈讲座"]), "-", "used twice"
    ),
    "question without its answer": Fault(
        "fun/quiz.yml", put(0, "answer", "别的"), "quiz_safe_account.answer", "none of the options"
    ),
    "question with one option": Fault(
        "fun/quiz.yml", put(0, "options", ["挂断电话"]), "quiz_safe_account.options", "1 options"
    ),
    "question too long": Fault(
        "fun/quiz.yml", put(0, "question", LONG), "quiz_safe_account.question", "too long"
    ),
    "question for nobody": Fault(
        "fun/quiz.yml", put(0, "level", "expert"), "quiz_safe_account.level", "unknown level"
    ),
    "id twice": Fault("fun/jokes.yml", add({**ITEM, "id": "joke_diet"}), "joke_diet", "used twice"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_fault_is_named(copy: Copy, fault: Fault) -> None:
    assert_named(copy, fault)
