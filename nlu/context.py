"""A turn read in the light of what the robot showed last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from nlu import component

OFFER, PRODUCTS = "offer", "products"
"""The slot of what was offered last, and its kind when products are on the screen (actions/offer.py)."""
RECENT = 2
"""Turns for which what was shown is what 有年费吗 is about."""
_ASK_PRODUCT = "ask_product"
_OF_PRODUCTS = frozenset(
    {_ASK_PRODUCT, "calc_interest", "compare_products", "recommend_product", "inform"}
)
"""Intents that are about what was shown anyhow: 要是提前取呢 goes on computing."""


def in_context(parsed: Mapping[str, Any], tracker: DialogueStateTracker | None) -> dict[str, Any]:
    """The parse; a fact asked without saying of what is asked of the products that were just shown.

    Out of context 有年费吗 is as likely a question of the FAQ, and stays what the parse made of it.
    """
    attribute = parsed.get(component.ATTRIBUTE_ALONE)
    understood = (parsed.get("intent") or {}).get("name") in _OF_PRODUCTS
    if not attribute or understood or tracker is None or not _shows_products(tracker):
        return dict(parsed)
    return {
        **parsed,
        "intent": {"name": _ASK_PRODUCT, "confidence": 1.0},
        "entities": [{"entity": "attribute", "value": attribute}],
        component.FAQ: None,
    }


def _shows_products(tracker: DialogueStateTracker) -> bool:
    if tracker.active_loop_name:
        return False
    offer = tracker.get_slot(OFFER)
    if not isinstance(offer, Mapping) or offer.get("kind") != PRODUCTS:
        return False
    turns = sum(isinstance(event, UserUttered) for event in tracker.events)
    return turns + 1 - int(offer.get("turn") or 0) <= RECENT
