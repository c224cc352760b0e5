"""How customers are treated: priority, long waits, what is kept. Every check finds its fault."""

import pytest

from tests.content.conftest import Copy
from tests.content.planting import LONG, Fault, add, assert_named, drop, put

SERVICES, BRANCH = "services.yml", "branch.yml"

FAULTS = {
    "words of two classes": Fault(
        SERVICES, add("classes", 1, "claims", "孕妇"), "pregnant.claims", "also of elderly"
    ),
    "hints without a question": Fault(
        SERVICES, drop("classes", 1, "question"), "elderly.question", "go together"
    ),
    "question without hints": Fault(
        SERVICES, put("classes", 2, "question", "您怀孕了吗？"), "pregnant.question", "go together"
    ),
    "question too long": Fault(
        SERVICES, put("classes", 1, "question", LONG), "elderly.question", "70 characters"
    ),
    "no age": Fault(SERVICES, put("classes", 1, "from_age", "200"), "elderly.from_age", "no age"),
    "soothing too long": Fault(
        BRANCH, put("soothing_speech", "先坐一坐再喝一口水" * 4), "soothing_speech", "36 characters"
    ),
    "unknown condition of an offer": Fault(
        BRANCH, put("soothing_offers", 0, "only", "rain"), "soothing_offers[1].only", "'rain'"
    ),
    "kept for ever": Fault(
        BRANCH, put("keep_conversations_days", "9999"), "keep_conversations_days", "9999 days"
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_fault_is_named(copy: Copy, fault: Fault) -> None:
    assert_named(copy, fault)
