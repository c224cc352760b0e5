"""Entities said against entities found, under the rules of tests/data/README.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from benchmarks.metrics import Score

Found: TypeAlias = tuple[str, str | float]
"""An entity's type and value: a code, or a number (CNY, months)."""

SCORED = frozenset(
    {
        "amount",
        "attribute",
        "business",
        "currency",
        "direction",
        "facility",
        "language",
        "place",
        "product_category",
        "risk_level",
        "term",
        "ticket_number",
    }
)
"""Names of single products differ by branch, so the held-out utterances leave them out."""
IN_QUESTIONS = frozenset({"amount", "term", "currency"})
"""All that is labelled in a question of the FAQ."""


def found(entity: str, value: object) -> Found:
    """The pair to compare: 30000, 30000.0 and "30000" are one amount."""
    if isinstance(value, bool) or value is None:
        return entity, str(value)
    try:
        return entity, float(str(value))
    except ValueError:
        return entity, str(value)


def in_scope(entities: Iterable[Found], intent: str) -> list[Found]:
    """Those that count in an utterance that was meant as `intent`."""
    counted = IN_QUESTIONS if intent == "faq" else SCORED
    return [each for each in entities if each[0] in counted]


def entity_scores(rows: Iterable[tuple[Iterable[Found], Iterable[Found]]]) -> dict[str, Score]:
    """Score of each type over (said, found) rows. The split labels a value once, however often it is said."""
    totals: dict[str, Score] = {}
    for said, guessed in rows:
        wanted, told = set(said), set(guessed)
        for entity in {kind for kind, _ in wanted | told}:
            totals[entity] = totals.get(entity, Score(0, 0, 0)) + Score(
                *(sum(kind == entity for kind, _ in each) for each in (wanted & told, told, wanted))
            )
    return dict(sorted(totals.items()))


def micro(by_type: dict[str, Score], types: Iterable[str] | None = None) -> Score:
    """All types, or those named, as one."""
    chosen = by_type if types is None else set(types) & set(by_type)
    return sum((by_type[entity] for entity in chosen), Score(0, 0, 0))
