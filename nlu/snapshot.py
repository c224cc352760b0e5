"""The knowledge snapshot of docs/developer.md as frozen values, and where a trained model gets its first one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from nlu.errors import LexiconRefused, SnapshotRefused
from nlu.yaml_files import read_yaml

ROOT = Path(__file__).resolve().parent.parent
LEXICON_FILE = Path(__file__).resolve().parent / "lexicon.yml"
BRANCH_ENTITIES = ("business", "place", "product")
"""Entities whose values follow the branch's content live."""


@dataclass(frozen=True)
class Faq:
    id: str
    title: str
    phrasings: tuple[str, ...]
    answer: str = field(default="", compare=False)
    """As it is written. No part of what a question is told by, so that a new one does not make it a new question."""


@dataclass(frozen=True)
class Entry:
    """One value of an entity; `spoken` are its name and synonyms as people say them.

    A word with braces is a pattern (nlu/wordings.py).
    """

    value: str
    spoken: tuple[str, ...]


Lexicon = Mapping[str, tuple[Entry, ...]]
"""Entries by entity."""


@dataclass(frozen=True)
class Snapshot:
    version: str
    faqs: tuple[Faq, ...]
    lexicon: Lexicon

    @classmethod
    def from_json(cls, data: Any) -> Snapshot:
        """Checked snapshot; raises SnapshotRefused naming the part that does not fit."""
        try:
            faqs = tuple(
                Faq(
                    _text(faq["id"]),
                    _text(faq["title"]),
                    tuple(map(_text, faq["phrasings"])),
                    _text(faq.get("answer", "")),
                )
                for faq in data["faqs"]
            )
            lexicon = lexicon_from_json(data["lexicon"])
            return cls(str(data["version"]), faqs, lexicon)
        except (KeyError, TypeError) as error:
            raise SnapshotRefused(f"the knowledge snapshot does not fit: {error}") from error

    def to_json(self) -> dict[str, Any]:
        """The same values in a form that `from_json` reads."""
        return {
            "version": self.version,
            "faqs": [
                {
                    "id": faq.id,
                    "title": faq.title,
                    "phrasings": list(faq.phrasings),
                    "answer": faq.answer,
                }
                for faq in self.faqs
            ],
            "lexicon": lexicon_to_json(self.lexicon),
        }


def lexicon_from_json(data: Any) -> dict[str, tuple[Entry, ...]]:
    """Entries from {entity: [{value, name?, synonyms}]}; raises KeyError or TypeError when it is not that."""
    return {
        str(entity): tuple(
            Entry(
                _text(row["value"]),
                tuple(
                    dict.fromkeys(
                        word
                        for word in (row.get("name"), *(row.get("synonyms") or ()))
                        if word is not None and _text(word)
                    )
                ),
            )
            for row in rows
        )
        for entity, rows in data.items()
    }


def lexicon_to_json(lexicon: Lexicon) -> dict[str, list[dict[str, Any]]]:
    return {
        entity: [{"value": entry.value, "synonyms": list(entry.spoken)} for entry in entries]
        for entity, entries in lexicon.items()
    }


def static_lexicon(path: Path = LEXICON_FILE) -> dict[str, tuple[Entry, ...]]:
    """The words that belong to no branch, from nlu/lexicon.yml; raises LexiconRefused."""
    try:
        return lexicon_from_json(read_yaml(path))
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise LexiconRefused(f"{path}: {error}") from error


def joined(static: Lexicon, branch: Lexicon) -> dict[str, tuple[Entry, ...]]:
    """The branch's values with the usual words for them, and the entities that belong to no branch.

    A usual word counts only for a value that the branch has, and not where the branch gives it another.
    """
    whole = {name: entries for name, entries in static.items() if name not in BRANCH_ENTITIES}
    for name in BRANCH_ENTITIES:
        entries = branch.get(name, ())
        taken = {word for entry in entries for word in entry.spoken}
        usual: dict[str, list[str]] = {}
        for entry in static.get(name, ()):
            usual.setdefault(entry.value, []).extend(w for w in entry.spoken if w not in taken)
        whole[name] = tuple(
            Entry(entry.value, (*entry.spoken, *usual.get(entry.value, ()))) for entry in entries
        )
    return whole


def sample_lexicon() -> dict[str, tuple[Entry, ...]]:
    """All words that a model trained here starts with."""
    return joined(static_lexicon(), branch_snapshot().lexicon)


def branch_snapshot(folder: Path | None = None) -> Snapshot:
    """The snapshot of the branch content in `folder` (default: JIAOJIAO_CONTENT, else content/)."""
    where = folder or Path(os.environ.get("JIAOJIAO_CONTENT") or ROOT / "content")
    files = [(path, path.stat()) for path in sorted(where.rglob("*.yml"))]
    return _snapshot(where, tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in files))


@lru_cache(maxsize=1)
def _snapshot(where: Path, files: tuple[tuple[Path, int, int], ...]) -> Snapshot:
    """Each of the components that are trained asks for it; `files` tell whether it is still that."""
    import content

    return Snapshot.from_json(content.snapshot(content.load(where)))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected text, not {type(value).__name__}")
    return value
