"""The FAQ base. Every check finds its fault."""

import pytest

from tests.content.conftest import Copy
from tests.content.planting import LONG, Fault, add, assert_named

FAQ = {
    "id": "new",
    "title": "新问题",
    "phrasings": list("甲乙丙丁戊"),
    "speech": "好",
    "text": "好",
}

FAULTS = {
    "phrasing under two ids": Fault(
        "faq/cards.yml",
        add({**FAQ, "phrasings": [*"甲乙丙丁", "卡丢了，咋办？"]}),
        "new.phrasings",
        "also a phrasing of card_lost",
    ),
    "id twice": Fault("faq/cards.yml", add({**FAQ, "id": "card_lost"}), "card_lost", "used twice"),
    "few phrasings": Fault(
        "faq/cards.yml",
        add({**FAQ, "phrasings": ["甲"]}),
        "new.phrasings",
        "1 phrasings",
    ),
    "answer too long": Fault(
        "faq/cards.yml",
        add({**FAQ, "speech": LONG}),
        "new.speech",
        "70 characters",
    ),
    "answer with markup": Fault(
        "faq/cards.yml",
        add({**FAQ, "speech": "**好**"}),
        "new.speech",
        "aloud",
    ),
    "card type": Fault(
        "faq/cards.yml",
        add({**FAQ, "card": {"type": "song", "value": "x"}}),
        "new.card.type",
        "unknown card type",
    ),
    "card place": Fault(
        "faq/cards.yml",
        add({**FAQ, "card": {"type": "place", "value": "roof"}}),
        "new.card.value",
        "unknown place",
    ),
    "card product": Fault(
        "faq/cards.yml",
        add({**FAQ, "card": {"type": "product", "value": "tea"}}),
        "new.card.value",
        "unknown product",
    ),
    "card link": Fault(
        "faq/cards.yml",
        add({**FAQ, "card": {"type": "link", "value": "javascript:x"}}),
        "new.card.value",
        "not a link",
    ),
    "card phone": Fault(
        "faq/cards.yml",
        add({**FAQ, "card": {"type": "phone", "value": "热线"}}),
        "new.card.value",
        "not a phone number",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_named(copy: Copy, name: str) -> None:
    assert_named(copy, FAULTS[name])
