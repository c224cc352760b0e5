"""Reading the frozen utterances."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

UTTERANCES = Path(__file__).parent / "utterances"


@dataclass(frozen=True)
class Entity:
    """One thing said: its type, and its normalised code or number (CNY, months)."""

    entity: str
    value: str | int | float


@dataclass(frozen=True)
class Utterance:
    """What a customer said, and what a careful listener took it to mean.

    `faq` is the id of the FAQ that answers it; it is None unless the intent is `faq`.
    """

    text: str
    intent: str
    entities: tuple[Entity, ...]
    faq: str | None = None


def load(folder: Path = UTTERANCES) -> tuple[Utterance, ...]:
    """Return every utterance of the folder, file by file in name order.

    Raises KeyError or TypeError where a row lacks a field or has one too many.
    """
    return tuple(
        _utterance(row)
        for path in sorted(folder.glob("*.yml"))
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))
    )


def _utterance(row: dict[str, object]) -> Utterance:
    found = row["entities"]
    if not isinstance(found, list):
        raise TypeError(f"entities of {row['text']!r} is no list")
    fields = {**row, "entities": tuple(Entity(**each) for each in found)}
    return Utterance(**fields)  # type: ignore[arg-type]
