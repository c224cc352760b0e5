"""The parts of domain.yml that Rasa does not fill for an action: cards, buttons and phrases.

A response's `custom.card` is a whole card that never changes, `custom.actions` are buttons for the
card that the flow makes. Responses named `utter_part_…` are phrases that a flow puts into another
response, such as one line of a list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

DOMAIN = Path(__file__).resolve().parent.parent / "domain.yml"

_PLACEHOLDER = re.compile(r"{(\w+)}")


@lru_cache(maxsize=1)
def responses(path: Path = DOMAIN) -> Mapping[str, list[dict[str, Any]]]:
    """All responses of the domain, read once."""
    # The reader in C, where PyYAML has it, takes a tenth of two seconds.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    domain = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - both are safe
    found: Mapping[str, list[dict[str, Any]]] = domain["responses"]
    return found


def fill(value: Any, values: Mapping[str, object]) -> Any:
    """`value` with every {name} in its strings replaced; raises KeyError for one without a value."""
    if isinstance(value, str):
        return _PLACEHOLDER.sub(lambda match: str(values[match[1]]), value)
    if isinstance(value, list):
        return [fill(item, values) for item in value]
    if isinstance(value, dict):
        return {key: fill(item, values) for key, item in value.items()}
    return value


def custom(response: str, key: str, values: Mapping[str, object]) -> Any:
    """`custom.<key>` of the response's first wording, filled; None when it has none."""
    first = responses()[response][0].get("custom") or {}
    return fill(first[key], values) if key in first else None


def phrase(response: str, **values: object) -> str:
    """The text of a phrase, filled."""
    text: str = fill(responses()[response][0]["text"], values)
    return text


def warns(response: str) -> bool:
    """Whether every wording of the response says the sentence on risk, on the screen and aloud."""
    sentence = phrase("utter_part_risk_sentence")
    return all(
        sentence in one["text"] and sentence in (one.get("custom") or {}).get("speech", "")
        for one in responses()[response]
    )


def with_buttons(shown: dict[str, Any] | None, buttons: Any) -> dict[str, Any] | None:
    """The card with the buttons added; a card of choices where there is none."""
    if not buttons:
        return shown
    shown = shown or {"type": "choices", "title": "", "choices": []}
    target = "choices" if shown["type"] == "choices" else "actions"
    return {**shown, target: [*shown.get(target, ()), *buttons]}
