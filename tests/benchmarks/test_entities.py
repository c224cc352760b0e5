"""What counts as said and as found."""

from __future__ import annotations

import pytest

from benchmarks.entities import SCORED, Found, entity_scores, found, in_scope, micro
from benchmarks.metrics import Score
from tests.data import contract


@pytest.mark.parametrize("value", [30000, 30000.0, "30000"])
def test_a_number_is_one_amount_however_it_is_written(value: object) -> None:
    assert found("amount", value) == ("amount", 30000.0)


def test_a_code_stays_a_code() -> None:
    assert found("place", "restroom") == ("place", "restroom")
    assert found("ticket_number", "A012") == ("ticket_number", "A012")
    assert found("place", None) == ("place", "None")


def test_a_question_counts_numbers_and_currency_only() -> None:
    said: list[Found] = [
        ("amount", 5.0),
        ("business", "transfer"),
        ("currency", "USD"),
        ("product", "td_1y"),
    ]
    assert in_scope(said, "faq") == [("amount", 5.0), ("currency", "USD")]
    assert in_scope(said, "take_ticket") == said[:3]


def test_all_types_of_the_split_are_scored() -> None:
    assert {*contract.CODES, *contract.NUMBERS, "ticket_number"} == SCORED


def test_scores_by_type() -> None:
    rows: list[tuple[list[Found], list[Found]]] = [
        ([("amount", 5.0), ("place", "exit")], [("amount", 5.0), ("place", "water")]),
        ([("amount", 5.0)], [("amount", 5.0), ("amount", 5.0)]),
        ([("term", 6.0)], []),
    ]
    by_type = entity_scores(rows)
    assert by_type == {"amount": Score(2, 2, 2), "place": Score(0, 1, 1), "term": Score(0, 0, 1)}
    assert micro(by_type) == Score(2, 3, 4)
    assert micro(by_type, ["term", "place", "facility"]) == Score(0, 1, 2)


def test_nothing_said_and_nothing_found_is_no_type() -> None:
    assert entity_scores([([], [])]) == {}
    assert micro({}).f1 == 0.0
