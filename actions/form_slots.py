"""What each form collects. Adding a form adds a line; tests/actions/test_domain.py holds it to domain.yml."""

from __future__ import annotations

from collections.abc import Mapping

FORM_SLOTS: Mapping[str, tuple[str, ...]] = {
    "ticket_form": ("business", "amount", "prefer", "holder"),
    "complaint_form": ("story", "phone", "case"),
    "message_form": ("story", "whom", "about", "case"),
    "rating_form": ("stars", "story"),
    "sign_up_form": ("activity", "people", "name", "phone"),
    "lost_form": ("item", "where", "phone", "case"),
    "recommendation_form": ("amount", "term", "risk", "money", "category"),
    "interest_form": ("sum_of", "amount", "term", "method"),
}
"""Form to its slots: those it asks for, in that order, and those it fills besides."""

OUTCOME = "outcome"
"""Slot: why a form ended early (`actions.form`); empty while it goes on and when it is complete."""

MISSES = "misses"
"""Slot: how often in a row the form's question was not answered."""

INTERRUPTED = "interrupted"
"""Slot: how often something else came before the form's question was answered."""

PAUSED = "paused"
"""Slot: the form that another one interrupted, {form, slots, asked, turn}; {form, asked, resumed: true} once it goes on."""


def of_form(form: str) -> tuple[str, ...]:
    """Every slot of one form."""
    return (*FORM_SLOTS[form], OUTCOME, MISSES, INTERRUPTED)


def of_all_forms() -> tuple[str, ...]:
    """Every slot that any form fills, each once."""
    own = (slot for slots in FORM_SLOTS.values() for slot in slots)
    return tuple(dict.fromkeys((*own, OUTCOME, MISSES, INTERRUPTED)))
