"""What the visitor told earlier in this conversation, with the sum that was in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker

from actions.understood import as_number


@dataclass(frozen=True)
class Told:
    """One earlier turn of the visitor; `amount` in CNY, None when no sum was named."""

    text: str
    intent: str
    entities: Sequence[Mapping[str, Any]]

    @property
    def amount(self) -> float | None:
        return as_number(self.value("amount"))

    def value(self, entity: str) -> Any:
        """The entity's first value, or None."""
        return next((e["value"] for e in self.entities if e.get("entity") == entity), None)


def earlier_turns(tracker: Tracker) -> Iterator[Told]:
    """The visitor's turns before this one, oldest first."""
    heard = [event for event in tracker.events if event.get("event") == "user"]
    for event in heard[:-1]:
        parsed = event.get("parse_data") or {}
        intent = str((parsed.get("intent") or {}).get("name") or "")
        yield Told(str(event.get("text") or ""), intent, parsed.get("entities") or ())
