"""Whose names mean what: services, counters and classes here and there.

A YAML file, named by JIAOJIAO_QUEUE_MAP:

    services: {cash: "01", corporate: "02"}
    counters: {"1": W1, "2": W2}
    classes: {normal: "0", elderly: "1", vip: "9"}
    time_zone: Asia/Shanghai

What is not in it has the same name on both sides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from lobby import clock
from lobby.tickets.models import State

SECTIONS = ("services", "counters", "classes")

STATES: dict[str, State] = {
    "W": State.WAITING,
    "C": State.CALLED,
    "S": State.SERVING,
    "H": State.HELD,
    "F": State.DONE,
    "P": State.NO_SHOW,
    "X": State.CANCELLED,
    "T": State.TRANSFERRED,
}


class MappingRefused(ValueError):
    """The file cannot be used; the message, one line, says why."""


@dataclass(frozen=True)
class Names:
    """Ours to theirs; `ours` goes the other way."""

    there: Mapping[str, str] = field(default_factory=dict)

    def theirs(self, code: str) -> str:
        return self.there.get(code, code)

    def ours(self, name: str) -> str:
        for code, other in self.there.items():
            if other == name:
                return code
        return name


@dataclass(frozen=True)
class Dictionary:
    services: Names = Names()
    counters: Names = Names()
    classes: Names = Names()
    zone: ZoneInfo = clock.BRANCH_ZONE
    """Of the times in its records."""


def load(path: Path | None) -> Dictionary:
    """The mapping of a file; without one, all names are the same. Raises MappingRefused."""
    if path is None:
        return Dictionary()
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise MappingRefused(f"{path} cannot be read ({' '.join(str(error).split())})") from error
    if not isinstance(raw, dict) or set(raw) - {*SECTIONS, "time_zone"}:
        raise MappingRefused(f"{path} must hold the sections {', '.join(SECTIONS)} and time_zone")
    return Dictionary(
        **{section: _names(path, section, raw.get(section)) for section in SECTIONS},
        zone=_zone(path, raw.get("time_zone", clock.BRANCH_ZONE.key)),
    )


def _names(path: Path, section: str, raw: object) -> Names:
    if not isinstance(raw, dict | None):
        raise MappingRefused(f"{path}: {section} must be names with names, such as cash: '01'")
    pairs = {str(ours): str(theirs) for ours, theirs in (raw or {}).items()}
    if len(set(pairs.values())) < len(pairs):
        raise MappingRefused(f"{path}: two of {section} have the same name over there")
    return Names(pairs)


def _zone(path: Path, name: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(name))
    except (KeyError, OSError, ValueError) as error:
        raise MappingRefused(f"{path}: no time zone {name!r}") from error
