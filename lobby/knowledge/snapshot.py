"""All that the dialogue knows of this branch, in the shape of docs/developer.md."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from lobby.branch.models import Business, Place
from lobby.knowledge.models import Faq, KnowledgeVersion, Product


def take() -> dict[str, Any]:
    """{version, faqs, lexicon}: enabled questions, and what customers call things here.

    The version is read first: a change that commits while the rest is read makes the reader ask once
    more, and never leaves it with old content under a new version.
    """
    version = KnowledgeVersion.current()
    faqs = Faq.objects.filter(enabled=True).values("id", "title", "phrasings", answer=F("text"))
    return {
        "version": version,
        "faqs": list(faqs),
        "lexicon": {
            "business": _values(Business.objects.all()),
            "place": _values(Place.objects.all()),
            "product": _values(Product.objects.filter(enabled=True)),
        },
    }


def _values(rows: Any) -> list[dict[str, Any]]:
    return [
        {"value": code, "name": name, "synonyms": synonyms}
        for code, name, synonyms in rows.values_list("code", "name", "synonyms")
    ]
