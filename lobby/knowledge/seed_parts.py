"""What a content folder fills: one part a kind of rows, in the order in which they depend on each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from simple_history.utils import bulk_create_with_history

import content
from content import codes, model
from lobby.activities.models import Activity
from lobby.branch.models import Branch, Facility, Festival, Place
from lobby.knowledge import faq_rules, games
from lobby.knowledge.branch_parts import (
    BranchPart,
    BusinessPart,
    CounterPart,
    FloorPart,
    HoursPart,
    SpecialDayPart,
)
from lobby.knowledge.models import (
    Amusement,
    Attribute,
    Category,
    ExchangeRate,
    Faq,
    Idiom,
    Product,
    QuizQuestion,
    RiskLevel,
)
from lobby.knowledge.seeding import Part, Values
from lobby.tickets.models import Machine, PriorityClass, Service


@dataclass(frozen=True)
class Rows:
    """A table whose rows are known by one column and hold what the folder says field by field."""

    kind: str
    model: type[Model]
    read: Callable[[content.Content], dict[str, Values]]
    fields: tuple[str, ...]
    key: str = "code"
    order: str = "position"
    """The column that keeps the folder's order; a manager's reordering is no change of the row."""
    extra: Callable[[], Values] = dict
    """Further columns of a new row."""

    def wanted(self, source: content.Content) -> dict[str, Values]:
        return self.read(source)

    def stored(self) -> dict[str, Values]:
        rows = self.model._default_manager.values(self.key, *self.fields)
        return {str(row.pop(self.key)): dict(row) for row in rows}

    def create(self, rows: Mapping[str, Values]) -> None:
        extra = self.extra()
        start = self.model._default_manager.count()
        made = [
            self.model(**{self.key: key, **values, **extra, **self._position(start + number)})
            for number, (key, values) in enumerate(rows.items())
        ]
        if hasattr(self.model, "history"):
            bulk_create_with_history(made, self.model, default_change_reason="初始内容")
        else:
            self.model._default_manager.bulk_create(made)

    def change(self, key: str, values: Values) -> None:
        row = self.model._default_manager.get(**{self.key: key})
        for name, value in values.items():
            setattr(row, name, value)
        row.save()

    def _position(self, number: int) -> Values:
        return {self.order: number} if self.order else {}


class FaqRows(Rows):
    """Entries that are new in the folder give way to phrasings that a manager's entry already has."""

    def create(self, rows: Mapping[str, Values]) -> None:
        taken = Faq.taken_phrasings()
        free: dict[str, Values] = {}
        for key, values in rows.items():
            phrasings = [p for p in values["phrasings"] if faq_rules.plain(p) not in taken]
            if phrasings:
                free[key] = {**values, "phrasings": phrasings}
        super().create(free)


def _in_branch() -> Values:
    return {"branch": Branch.current()}


def _named(entries: Any, *fields: str) -> dict[str, Values]:
    return {entry.code: {name: getattr(entry, name) for name in fields} for entry in entries}


def _places(source: content.Content) -> dict[str, Values]:
    return {
        p.code: {
            "name": p.name,
            "synonyms": list(p.synonyms),
            "x": float(p.x),
            "y": float(p.y),
            "kind": p.kind,
            "landmark": p.landmark,
        }
        for p in source.floor.places
    }


def _services(source: content.Content) -> dict[str, Values]:
    return {
        s.code: {
            "name": s.name,
            "letter": s.letter,
            "area_id": s.area,
            "prior_minutes": s.prior_minutes,
            "hours": s.hours,
            "overdue_minutes": s.overdue_minutes,
        }
        for s in source.services
    }


def _classes(source: content.Content) -> dict[str, Values]:
    rows = _named(source.classes, *CLASSES)
    for row in rows.values():
        row |= {"claims": list(row["claims"]), "hints": list(row["hints"])}
    return rows


def _machines(source: content.Content) -> dict[str, Values]:
    return {
        m.code: {"name": m.name, "place_id": m.place, "channel": m.channel} for m in source.machines
    }


def _categories(source: content.Content) -> dict[str, Values]:
    return {
        c.code: {
            "name": c.name,
            "risky": c.risky,
            "disclaimer_text": c.disclaimer.text,
            "disclaimer_speech": c.disclaimer.speech,
        }
        for c in source.categories
    }


def _products(source: content.Content) -> dict[str, Values]:
    return {
        p.code: {
            "name": p.name,
            "category_id": p.category,
            "summary": p.summary,
            "synonyms": list(p.synonyms),
            "facts": [
                {"attribute": f.attribute, "text": f.text, "speech": f.speech} for f in p.facts
            ],
            "rate_value": p.rate.value if p.rate else None,
            "rate_as_of": p.rate.as_of if p.rate else None,
            "rate_basis": p.rate.basis if p.rate else "",
            "rate_term_months": p.rate.term_months if p.rate else None,
            "minimum_amount": p.minimum_amount,
            "term_months": p.term_months,
            "risk_level_id": p.risk_level,
            "note": p.note or "",
        }
        for p in source.products
    }


def _faqs(source: content.Content) -> dict[str, Values]:
    return {
        f.id: {
            "title": f.title,
            "phrasings": list(f.phrasings),
            "speech": f.speech,
            "text": f.text,
            "card": {"type": f.card.type, "value": f.card.value} if f.card else None,
        }
        for f in source.faqs
    }


def _facilities(source: content.Content) -> dict[str, Values]:
    return {
        f.code: {
            "name": f.name,
            "available": f.available,
            "place_id": f.place,
            "speech": f.speech,
            "text": f.text,
        }
        for f in source.facilities
    }


def _festivals(source: content.Content) -> dict[str, Values]:
    return {
        f.code: {
            "name": f.name,
            "calendar": f.calendar,
            "month": f.month,
            "day": f.day,
            "term": f.term or "",
            "greeting": f.greeting,
        }
        for f in source.festivals
    }


def _fun(source: content.Content) -> dict[str, Values]:
    return {
        a.id: {
            "kind": a.kind,
            "speech": a.speech,
            "text": a.text,
            "answers": list(a.answers),
            "words": list(a.words),
            "next_label": a.next.label if a.next else "",
            "next_says": a.next.says if a.next else "",
        }
        for a in source.fun
    }


def _quiz(source: content.Content) -> dict[str, Values]:
    return {
        q.id: {
            "topic": q.topic,
            "level": q.level,
            "question": q.question,
            "options": list(q.options),
            "answer": q.answer,
            "why": q.why,
        }
        for q in source.quiz
    }


def _idioms(source: content.Content) -> dict[str, Values]:
    return {
        word: dict(zip(("first_sound", "last_sound"), games.sounds(word), strict=True))
        for word in source.idioms
    }


def _activities(source: content.Content) -> dict[str, Values]:
    return {
        a.code: {
            "title": a.title,
            "synonyms": list(a.synonyms),
            **_when(a.when),
            "begins": a.begins,
            "ends": a.ends,
            "place_id": a.place,
            "audience": a.audience,
            "capacity": a.capacity,
            "sign_up_days": a.sign_up_days,
            "speech": a.speech,
            "text": a.text,
        }
        for a in source.activities
    }


def _when(when: model.When) -> Values:
    kinds = {"date": when.date, "weekly": when.weekly, "monthly": when.monthly, "lunar": when.lunar}
    day = when.weekly or when.monthly
    return {
        "rule": next(kind for kind, value in kinds.items() if value is not None),
        "date": when.date,
        "weekday": codes.DAYS.index(day) if day else None,
        "nth": when.nth,
        "lunar": when.lunar or "",
    }


FX = ("name", "spot_buy", "cash_buy", "spot_sell", "cash_sell", "as_of")
FACILITIES = ("name", "available", "place_id", "speech", "text")
FESTIVALS = ("name", "calendar", "month", "day", "term", "greeting")
FUN = ("kind", "speech", "text", "answers", "words", "next_label", "next_says")
QUIZ = ("topic", "level", "question", "options", "answer", "why")
ACTIVITIES = (
    *("title", "synonyms", "rule", "date", "weekday", "nth", "lunar", "begins", "ends"),
    *("place_id", "audience", "capacity", "sign_up_days", "speech", "text"),
)
PLACES = ("name", "synonyms", "x", "y", "kind", "landmark")
SERVICES = ("name", "letter", "area_id", "prior_minutes", "hours", "overdue_minutes")
CATEGORIES = ("name", "risky", "disclaimer_text", "disclaimer_speech")
PRODUCTS = (
    "name",
    "category_id",
    "summary",
    "synonyms",
    "facts",
    "rate_value",
    "rate_as_of",
    "rate_basis",
    "rate_term_months",
    "minimum_amount",
    "term_months",
    "risk_level_id",
    "note",
)
CLASSES = ("name", "who", "head_start_minutes", "claims", "from_age", "hints", "question")

PARTS: tuple[Part, ...] = (
    BranchPart(),
    HoursPart(),
    SpecialDayPart(),
    Rows("festival", Festival, _festivals, FESTIVALS),
    FloorPart(),
    Rows("place", Place, _places, PLACES),
    Rows("facility", Facility, _facilities, FACILITIES),
    Rows("service", Service, _services, SERVICES, extra=_in_branch),
    Rows("class", PriorityClass, _classes, CLASSES),
    CounterPart(),
    Rows("machine", Machine, _machines, ("name", "place_id", "channel"), extra=_in_branch),
    BusinessPart(),
    Rows("category", Category, _categories, CATEGORIES),
    Rows(
        "risk",
        RiskLevel,
        lambda s: _named(s.risk_levels, "name", "text"),
        ("name", "text"),
        order="rank",
    ),
    Rows("attribute", Attribute, lambda s: _named(s.attributes, "name"), ("name",)),
    Rows("product", Product, _products, PRODUCTS),
    Rows("fx", ExchangeRate, lambda s: _named(s.fx, *FX), FX),
    Rows("fun", Amusement, _fun, FUN, key="id"),
    Rows("quiz", QuizQuestion, _quiz, QUIZ, key="id"),
    Rows("idiom", Idiom, _idioms, ("first_sound", "last_sound"), key="word", order=""),
    Rows("activity", Activity, _activities, ACTIVITIES),
    FaqRows(
        "faq", Faq, _faqs, ("title", "phrasings", "speech", "text", "card"), key="id", order=""
    ),
)
