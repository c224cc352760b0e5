"""Reading the splits of utterances: `utterances` (frozen), `development`, `unseen`; see README.md."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from nlu.yaml_files import read_yaml

Split: TypeAlias = Literal["utterances", "development", "unseen"]
"""A split is named like its folder."""
SPLITS: tuple[Split, ...] = get_args(Split)


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


def load(split: Split = "utterances") -> tuple[Utterance, ...]:
    """Return every utterance of the split, file by file in name order.

    Raises KeyError or TypeError where a row lacks a field or has one too many.
    """
    return tuple(
        _utterance(row)
        for path in sorted((Path(__file__).parent / split).glob("*.yml"))
        for row in read_yaml(path)
    )


def _utterance(row: dict[str, object]) -> Utterance:
    found = row["entities"]
    if not isinstance(found, list):
        raise TypeError(f"entities of {row['text']!r} is no list")
    fields = {**row, "entities": tuple(Entity(**each) for each in found)}
    return Utterance(**fields)  # type: ignore[arg-type]
