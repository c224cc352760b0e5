"""The part of a branch's content that the dialogue process knows."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any, Protocol

from content.model import Content


class _Named(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def synonyms(self) -> tuple[str, ...]: ...


def snapshot(content: Content) -> dict[str, Any]:
    """The knowledge snapshot of docs/developer.md: {version, faqs, lexicon}, plain JSON values.

    `version` is a short hash of the rest: equal knowledge, equal version.
    """
    knowledge: dict[str, Any] = {
        "faqs": [
            {
                "id": faq.id,
                "title": faq.title,
                "phrasings": list(faq.phrasings),
                "answer": faq.text,
            }
            for faq in content.faqs
        ],
        "lexicon": {
            "business": _values(content.businesses),
            "place": _values(content.floor.places),
            "product": _values(content.products),
        },
    }
    canonical = json.dumps(knowledge, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(canonical.encode("utf-8")).hexdigest()
    return {"version": digest[:12], **knowledge}


def _values(entries: Iterable[_Named]) -> list[dict[str, Any]]:
    return [
        {"value": entry.code, "name": entry.name, "synonyms": list(entry.synonyms)}
        for entry in entries
    ]
