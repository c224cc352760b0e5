"""Cards for the screen, made from what the branch says (docs/developer.md, "Cards")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.model import Case, Product, Route, Service, Ticket, Wait

Card = dict[str, Any]


def _wait(wait: Wait | None) -> dict[str, int] | None:
    return {"low_min": wait.low_min, "high_min": wait.high_min} if wait else None


def _present(card: Card, **optional: Any) -> Card:
    """The card with those optional fields that have a value."""
    return card | {name: value for name, value in optional.items() if value}


def ticket(ticket: Ticket, bring: Sequence[str] = ()) -> Card:
    """A queue number with its place in line and the address of its phone page."""
    card = {
        "type": "ticket",
        "id": ticket.id,
        "number": ticket.number,
        "service": ticket.service,
        "service_name": ticket.service_name,
        "area": ticket.area,
        "state": ticket.state,
        "ahead": ticket.ahead,
        "wait": _wait(ticket.wait),
        "page_url": ticket.page_url,
        "qr_url": ticket.qr_url,
    }
    return _present(card, bring=list(bring or ticket.bring))


def wait_ticket(of: Ticket) -> Card:
    """How long one number still waits."""
    return {"type": "wait", "services": [], "ticket": ticket(of)}


def wait_services(services: Sequence[Service]) -> Card:
    """How long each service waits."""
    rows = [
        {
            "code": service.code,
            "name": service.name,
            "waiting": service.waiting,
            "open": service.open,
            "wait": _wait(service.wait),
        }
        for service in services
    ]
    return {"type": "wait", "services": rows}


def route(route: Route, *, lead: bool = False) -> Card:
    """The way to a place on the plan."""
    card = {
        "type": "route",
        "place": route.place,
        "name": route.name,
        "steps": list(route.steps),
        "distance_m": route.distance_m,
        "polyline": [list(point) for point in route.polyline],
    }
    return _present(card, plan_url=route.plan_url, lead=lead)


def product_row(product: Product, why: str = "") -> Card:
    """One product of a list; `why` it is recommended."""
    row = {"code": product.code, "name": product.name, "summary": product.summary}
    return _present(
        row,
        rate=product.rate,
        term=product.term,
        risk_level=product.risk_level,
        risk_name=product.risk_name,
        why=why,
    )


def product_list(
    category: str,
    category_name: str,
    products: Sequence[Product],
    *,
    why: Mapping[str, str] | None = None,
    compare: Card | None = None,
) -> Card:
    """Several products, with the disclaimers of those that carry risk.

    `why` each is recommended, by code; `compare` is the table of a comparison (actions/comparison.py).
    """
    card = {
        "type": "product_list",
        "category": category,
        "category_name": category_name,
        "products": [
            product_row(product, (why or {}).get(product.code, "")) for product in products
        ],
    }
    rate_date = next((p.rate_date for p in products if p.rate_date), "")
    return _present(card, disclaimer=_disclaimers(products), rate_date=rate_date, compare=compare)


def _disclaimers(products: Sequence[Product]) -> str:
    """Every disclaimer of the risky ones, each once; of others the first reservation."""
    said = dict.fromkeys(p.disclaimer for p in products if p.disclaimer)
    return " ".join(said) or next((p.caveat for p in products if p.caveat), "")


def figure(label: str, value: str) -> Card:
    """A line of a calculation, among a product's facts."""
    return {"attribute": "", "label": label, "value": value, "speech": value}


def product(product: Product, figures: Sequence[Card] = ()) -> Card:
    """One product in full; `figures` of a calculation stand before its facts."""
    card = {
        "type": "product",
        "code": product.code,
        "name": product.name,
        "category": product.category,
        "category_name": product.category_name,
        "summary": product.summary,
        "facts": [
            *figures,
            *(
                {
                    "attribute": fact.attribute,
                    "label": fact.label,
                    "value": fact.value,
                    "speech": fact.speech,
                }
                for fact in product.facts
            ),
        ],
        "page_url": product.page_url,
        "qr_url": product.qr_url,
    }
    return _present(
        card,
        risk_level=product.risk_level,
        risk_name=product.risk_name,
        disclaimer=product.disclaimer or product.caveat,
        rate_date=product.rate_date,
    )


def case(case: Case) -> Card:
    """Something handed to staff, with the address of its status page."""
    card = {
        "type": "case",
        "number": case.number,
        "kind": case.kind,
        "state": case.state,
        "page_url": case.page_url,
        "qr_url": case.qr_url,
    }
    return _present(card, owner=case.owner)


def choices(title: str, options: Sequence[Mapping[str, str]]) -> Card:
    """Buttons: touching one sends its text."""
    return {"type": "choices", "title": title, "choices": [dict(option) for option in options]}


def quiz(question: str, options: Sequence[str], score: str) -> Card:
    """A question: touching an option sends its words; `score` tells how far the round is."""
    return {"type": "quiz", "question": question, "options": list(options), "score": score}


def with_more(card: Mapping[str, Any], title: str, text: str, shown: str) -> Card:
    """The card, with the whole `text` to unfold where not all of it is `shown`."""
    folded = {"title": title, "text": text} if len(shown) < len(text) else None
    return _present(dict(card), more=folded)


def notice(title: str, text: str, level: str = "info") -> Card:
    """A short message that stays on the screen."""
    return {"type": "notice", "title": title, "text": text, "level": level}
