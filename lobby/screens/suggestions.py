"""What the kiosk offers to touch: the branch's own places, products and most asked questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count

from lobby import clock
from lobby.branch.models import Place
from lobby.conversations.models import Turn
from lobby.knowledge.models import Category, Faq

QUESTIONS = 10
RECENT = timedelta(days=30)


@dataclass(frozen=True)
class Suggestion:
    """A button: what stands on it, and what touching it says."""

    label: str
    says: str


def places() -> list[Suggestion]:
    """Every place of the floor."""
    names = Place.objects.values_list("name", flat=True)
    return [Suggestion(name, f"{name}怎么走") for name in names]


def categories() -> list[Suggestion]:
    """Every shelf that has a product on it."""
    names = (
        Category.objects.filter(products__enabled=True)
        .distinct()
        .order_by("position", "code")
        .values_list("name", flat=True)
    )
    return [Suggestion(name, f"有什么{name}") for name in names]


def questions(limit: int = QUESTIONS) -> list[Suggestion]:
    """The questions most asked lately; as long as there are too few, others from all over the list."""
    titles = dict(Faq.objects.filter(enabled=True).order_by("id").values_list("id", "title"))
    asked = (
        Turn.objects.filter(at__gte=clock.now() - RECENT, faq__in=titles)
        .values_list("faq")
        .annotate(times=Count("id"))
        .order_by("-times", "faq")
    )
    chosen = [faq for faq, _ in asked[:limit]]
    rest = [faq for faq in titles if faq not in chosen]
    missing = limit - len(chosen)
    if missing > 0 and rest:
        # Ids that belong together begin alike: even steps bring different topics.
        step = max(1, len(rest) // missing)
        chosen += rest[::step][:missing]
    return [Suggestion(titles[faq], titles[faq]) for faq in chosen]
