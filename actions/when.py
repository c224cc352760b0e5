"""The day and time that a customer speaks of, as understanding leaves it in the message (docs/developer.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class When:
    """`day` to `until`; `holiday` is a public holiday's code, `time` HH:MM, `part` a part of the day."""

    day: date | None = None
    until: date | None = None
    holiday: str | None = None
    part: str | None = None
    time: str | None = None

    @classmethod
    def of(cls, value: object) -> When:
        """From the message's `when`; what cannot be read is left out."""
        if not isinstance(value, Mapping):
            return cls()
        return cls(
            day=_day(value.get("date")),
            until=_day(value.get("until")),
            holiday=_text(value.get("holiday")),
            part=_text(value.get("part")),
            time=_text(value.get("time")),
        )

    def __bool__(self) -> bool:
        return self != When()


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
