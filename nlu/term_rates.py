"""那现在再存三年利息多少, amid talk of a deposit that is due: the rate of a term, which a product has and no entry of the FAQ."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from nlu import component

ASK, DEPOSITS = "ask_product", "time_deposit"
SURE = 0.85
"""Score from which words are an entry's own question all the same."""
_KEPT = frozenset(["calc_interest", "compare_products", "report_fraud", "emergency"])
"""Intents of their own, also amid such words."""
_RATE = re.compile("利[率息]|年息|多少的?利|几个点")
_ASKS = re.compile("多少|几|怎么样|咋样|好多|什么|啥|多高|高不高|有没有变")
_NOW = re.compile("现在|如今|目前|今[天儿]|这会儿")
"""The rate of today is asked for, however near the words come to an entry."""
_OTHER = re.compile(
    "提前|没到期|逾期|过期|中途|贷|借|按揭|房|信用|分期|国债|大额|理财|基金|保险|一共|总共|拿到|差|比|(?<!多)少|税|违约|罚"
)
"""Of another rate, or of what the rules make of it."""


def read(parsed: Mapping[str, Any]) -> dict[str, Any]:
    """The parse, as the question for the rate of the one term that is named; unchanged where none is asked for."""
    text = str(parsed.get("text") or "")
    shelves = list(parsed.get(component.OF_PRODUCTS) or ())
    terms = {each["value"] for each in shelves if each.get("entity") == "term"}
    kinds = {each["value"] for each in shelves if each.get("entity") == "product_category"}
    sums = any(each.get("entity") == "amount" for each in shelves)
    intent = str((parsed.get("intent") or {}).get("name"))
    asked = _RATE.search(text) and _ASKS.search(text) and not _OTHER.search(text)
    if intent in _KEPT or len(terms) != 1 or sums or not kinds <= {DEPOSITS} or not asked:
        return dict(parsed)
    ranking = parsed.get(component.FAQ_RANKING) or ()
    if ranking and float(ranking[0]["score"]) >= SURE and not _NOW.search(text):
        return dict(parsed)
    term = next(each for each in shelves if each.get("entity") == "term")
    category = {"entity": "product_category", "value": DEPOSITS}
    entities = [term, category, {"entity": "attribute", "value": "rate"}]
    return {
        **parsed,
        "intent": {"name": ASK, "confidence": 1.0},
        "entities": entities,
        component.FAQ: None,
        component.ASPECT: None,
    }
