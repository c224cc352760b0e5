"""Loads a content folder into the database, again and again, without undoing what a manager did.

A row that is missing is made, unless it had been loaded before: then a manager has deleted it. A row
that still says what was loaded follows the folder; any other is the manager's and stays.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

import content
from lobby import clock
from lobby.branch import holidays
from lobby.knowledge import changes
from lobby.knowledge.models import Seeded

Values = dict[str, Any]
FOLDER = ("folder", "all")


class Part(Protocol):
    """A kind of rows, each with a natural key."""

    @property
    def kind(self) -> str: ...

    def wanted(self, source: content.Content) -> dict[str, Values]:
        """What the folder says, by key, in its order."""
        ...

    def stored(self) -> dict[str, Values]:
        """What the database says, in the same terms."""
        ...

    def create(self, rows: Mapping[str, Values]) -> None: ...

    def change(self, key: str, values: Values) -> None: ...


@dataclass
class Report:
    """How many rows the run made, brought up to date, and left as a manager wants them."""

    created: int = 0
    updated: int = 0
    kept: int = 0
    unchanged: bool = False
    """The folder is what it was; nothing was read."""


def seed(folder: Path, parts: tuple[Part, ...]) -> Report:
    """One transaction; raises content.ContentError before it when the folder has a fault."""
    files = fingerprint(folder)
    kind, key = FOLDER
    if Seeded.objects.filter(kind=kind, key=key, digest=files).exists():
        return Report(unchanged=True)
    source = content.load(folder)
    report = Report()
    with changes.together():
        changes.lock()
        marks = {(row.kind, row.key): row.digest for row in Seeded.objects.all()}
        fresh = {FOLDER: files}
        for part in parts:
            fresh |= _load(part, source, marks, report)
        _remember(marks, fresh)
    return report


def fingerprint(folder: Path) -> str:
    """A digest of every YAML file of the folder, and of the public holidays that are known by now."""
    total = hashlib.sha256(f"{clock.today().year} {holidays.edition()}".encode())
    for path in sorted(folder.rglob("*.yml")):
        total.update(str(path.relative_to(folder)).encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def digest(values: Values) -> str:
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _load(
    part: Part, source: content.Content, marks: Mapping[tuple[str, str], str], report: Report
) -> dict[tuple[str, str], str]:
    """Writes one part; gives the marks that change."""
    stored = part.stored()
    missing: dict[str, Values] = {}
    fresh: dict[tuple[str, str], str] = {}
    for key, values in part.wanted(source).items():
        mark = marks.get((part.kind, key))
        now = digest(values)
        if key not in stored:
            if mark is None:
                missing[key] = values
                fresh[(part.kind, key)] = now
            else:
                report.kept += 1
        elif digest(stored[key]) == now:
            fresh[(part.kind, key)] = now
        elif mark is not None and digest(stored[key]) == mark:
            part.change(key, values)
            fresh[(part.kind, key)] = now
            report.updated += 1
        else:
            report.kept += 1
    if missing:
        part.create(missing)
        report.created += len(missing)
    return fresh


def _remember(marks: Mapping[tuple[str, str], str], fresh: Mapping[tuple[str, str], str]) -> None:
    rows = [
        Seeded(kind=kind, key=key, digest=value)
        for (kind, key), value in fresh.items()
        if marks.get((kind, key)) != value
    ]
    Seeded.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["kind", "key"], update_fields=["digest"]
    )


def _plain(value: object) -> object:
    """Values that mean the same must read the same, from YAML as from the database."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no plain form for {type(value).__name__}")
