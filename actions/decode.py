"""JSON of the branch into the values of `actions.model`; anything off the contract is BranchGarbled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from actions.errors import BranchGarbled
from actions.model import (
    About,
    Almanac,
    Amusement,
    Case,
    ComingDay,
    Conversation,
    ExchangeRate,
    Facility,
    Fact,
    FaqEntry,
    Hours,
    Notice,
    Place,
    PriorityClass,
    Product,
    Route,
    Service,
    SoothingOffer,
    Ticket,
    Triage,
    Wait,
)

Json = Mapping[str, Any]

FX_UNIT = 100
"""Units of a currency that a price is for."""


def as_object(value: object) -> Json:
    """A JSON object, or BranchGarbled."""
    if not isinstance(value, Mapping):
        raise BranchGarbled(f"expected an object, got {type(value).__name__}")
    return value


def as_objects(value: object) -> list[Json]:
    """A JSON list of objects, bare or in a page's `results`, or BranchGarbled."""
    if isinstance(value, Mapping) and isinstance(value.get("results"), list):
        value = value["results"]
    if not isinstance(value, list):
        raise BranchGarbled(f"expected a list, got {type(value).__name__}")
    return [as_object(item) for item in value]


def _text(data: Json, key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value:
        raise BranchGarbled(f"{key} is missing or not text")
    return value


def _some_text(data: Json, key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else "" if value is None else str(value)


def _texts(data: Json, key: str) -> tuple[str, ...]:
    value = data.get(key)
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _number(data: Json, key: str) -> int:
    value = data.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BranchGarbled(f"{key} is missing or not a number")
    return int(value)


def _number_or_none(data: Json, key: str) -> float | None:
    value = data.get(key)
    return None if isinstance(value, bool) or not isinstance(value, int | float) else value


def _whole_or_none(data: Json, key: str) -> int | None:
    value = _number_or_none(data, key)
    return None if value is None else int(value)


def wait(value: object) -> Wait | None:
    """{low_min, high_min} in minutes, or None."""
    if value is None:
        return None
    data = as_object(value)
    return Wait(low_min=_number(data, "low_min"), high_min=_number(data, "high_min"))


def service(value: object) -> Service:
    """One row of GET /services."""
    data = as_object(value)
    return Service(
        code=_text(data, "code"),
        name=_text(data, "name"),
        open=bool(data.get("open")),
        waiting=_number(data, "waiting"),
        wait=wait(data.get("wait")),
        channels=_texts(data, "channels"),
        hours=_some_text(data, "hours") or "personal",
    )


def ticket(value: object) -> Ticket:
    """A ticket card."""
    data = as_object(value)
    code = _text(data, "service")
    return Ticket(
        id=_text(data, "id"),
        number=_text(data, "number"),
        service=code,
        service_name=_some_text(data, "service_name") or code,
        area=_some_text(data, "area") or _some_text(data, "service_name") or code,
        state=_text(data, "state"),
        ahead=_number(data, "ahead") if data.get("ahead") is not None else 0,
        wait=wait(data.get("wait")),
        page_url=_some_text(data, "page_url"),
        qr_url=_some_text(data, "qr_url"),
        bring=_texts(data, "bring"),
    )


def conversation(value: object) -> Conversation:
    """GET /conversations/{id}."""
    data = as_object(value)
    return Conversation(
        id=_text(data, "id"),
        channel=_some_text(data, "channel"),
        state=_some_text(data, "state"),
        tickets=tuple(ticket(item) for item in data.get("tickets") or ()),
        cases=tuple(case(item) for item in data.get("cases") or ()),
    )


def triage(value: object) -> Triage:
    """GET /triage: either {need} or the place to go."""
    data = as_object(value)
    if data.get("need"):
        return Triage(need=_text(data, "need"))
    return Triage(
        channel=_text(data, "channel"),
        business=_text(data, "business"),
        business_name=_text(data, "business_name"),
        service=_some_text(data, "service") or None,
        place=_some_text(data, "place") or None,
        place_name=_some_text(data, "place_name"),
        reason=_some_text(data, "reason").rstrip("。，；"),
        bring=_texts(data, "bring"),
        note=_some_text(data, "note"),
        counter_possible=bool(data.get("counter_possible", True)),
    )


def notice(value: object) -> Notice:
    """One row of GET /branch's notices."""
    data = as_object(value)
    title = _text(data, "title")
    return Notice(
        title=title,
        text=_some_text(data, "text") or title,
        speech=_some_text(data, "speech") or title,
        level=_some_text(data, "level") or "info",
    )


def hours(value: object) -> Hours:
    """GET /hours."""
    data = as_object(value)
    opens = data.get("next_open")
    try:
        next_open = datetime.fromisoformat(str(opens).replace("Z", "+00:00")) if opens else None
    except ValueError as error:
        raise BranchGarbled("next_open is not an ISO time") from error
    return Hours(
        open_now=bool(data.get("open_now")),
        text=_text(data, "text"),
        speech=_some_text(data, "speech") or _text(data, "text"),
        next_open=next_open,
        demo=bool(data.get("demo")),
        known=bool(data.get("known", True)),
    )


def about(value: object) -> About:
    """GET /branch."""
    data = as_object(value)
    festival, soothing = data.get("festival") or {}, as_object(data.get("soothing") or {})
    return About(
        notices=tuple(notice(row) for row in as_objects(data.get("notices"))),
        greeting=_some_text(as_object(festival), "greeting"),
        soothing_minutes=_whole_or_none(soothing, "minutes") or 20,
        soothing_speech=_some_text(soothing, "speech"),
        soothing_offers=tuple(
            SoothingOffer(_text(row, "label"), _text(row, "text"), _some_text(row, "only"))
            for row in as_objects(soothing.get("offers") or [])
        ),
        classes=tuple(priority_class(row) for row in as_objects(data.get("classes") or [])),
    )


def priority_class(value: object) -> PriorityClass:
    """One row of GET /branch's classes."""
    data = as_object(value)
    return PriorityClass(
        code=_text(data, "code"),
        name=_text(data, "name"),
        claims=_texts(data, "claims"),
        from_age=_whole_or_none(data, "from_age"),
        hints=_texts(data, "hints"),
        question=_some_text(data, "question"),
    )


def _date(data: Json, key: str) -> date:
    try:
        return date.fromisoformat(_text(data, key))
    except ValueError as error:
        raise BranchGarbled(f"{key} is not an ISO date") from error


def almanac(value: object) -> Almanac:
    """GET /calendar."""
    data = as_object(value)
    return Almanac(
        day=_date(data, "date"),
        lunar=_text(data, "lunar"),
        lunar_year=_text(data, "lunar_year"),
        lunar_speech=_text(data, "lunar_speech"),
        festivals=_texts(data, "festivals"),
        holiday=_some_text(data, "holiday"),
        makeup=_some_text(data, "makeup"),
        coming=tuple(
            ComingDay(
                code=_text(row, "code"),
                name=_text(row, "name"),
                day=_date(row, "date"),
                public=bool(row.get("public")),
                speech=_text(row, "speech"),
            )
            for row in as_objects(data.get("coming"))
        ),
    )


def place(value: object) -> Place:
    """One row of GET /places."""
    data = as_object(value)
    return Place(code=_text(data, "code"), name=_text(data, "name"), kind=_some_text(data, "kind"))


def facility(value: object) -> Facility:
    """One row of GET /facilities."""
    data = as_object(value)
    speech = _text(data, "speech")
    return Facility(
        code=_text(data, "code"),
        name=_text(data, "name"),
        available=bool(data.get("available")),
        speech=speech,
        text=_some_text(data, "text") or speech,
        place=_some_text(data, "place") or None,
    )


def amusement(value: object) -> Amusement:
    """One row of GET /fun."""
    data = as_object(value)
    speech = _text(data, "speech")
    label, says = _some_text(data, "next_label"), _some_text(data, "next_says")
    return Amusement(
        id=_text(data, "id"),
        kind=_text(data, "kind"),
        speech=speech,
        text=_some_text(data, "text") or speech,
        answers=_texts(data, "answers"),
        words=_texts(data, "words"),
        next=(label, says) if label and says else None,
    )


def route(value: object) -> Route:
    """GET /route."""
    data = as_object(value)
    try:
        points = tuple((float(x), float(y)) for x, y in data.get("polyline") or ())
    except (TypeError, ValueError) as error:
        raise BranchGarbled("polyline is not a list of points") from error
    return Route(
        place=_text(data, "place"),
        name=_text(data, "name"),
        steps=_texts(data, "steps"),
        distance_m=float(data.get("distance_m") or 0),
        polyline=points,
        plan_url=_some_text(data, "plan_url"),
    )


def faq(value: object) -> FaqEntry:
    """GET /faqs/{id}."""
    data = as_object(value)
    card = data.get("card")
    return FaqEntry(
        id=_text(data, "id"),
        title=_text(data, "title"),
        speech=_some_text(data, "speech") or _text(data, "text"),
        text=_some_text(data, "text") or _text(data, "speech"),
        card=card if isinstance(card, Mapping) and card.get("type") else None,
    )


def fact(value: object) -> Fact:
    """One fact of a product card."""
    data = as_object(value)
    shown = _text(data, "value")
    return Fact(
        attribute=_some_text(data, "attribute"),
        label=_some_text(data, "label"),
        value=shown,
        speech=_some_text(data, "speech") or shown,
    )


def product(value: object) -> Product:
    """One row of GET /products, or GET /products/{code}."""
    data = as_object(value)
    facts = tuple(fact(row) for row in data.get("facts") or ())
    category = _text(data, "category")
    return Product(
        code=_text(data, "code"),
        name=_text(data, "name"),
        category=category,
        category_name=_some_text(data, "category_name") or category,
        summary=_some_text(data, "summary"),
        risk_level=_some_text(data, "risk_level"),
        risk_name=_some_text(data, "risk_name"),
        disclaimer=_some_text(data, "disclaimer"),
        caveat=_some_text(data, "caveat"),
        rate=_some_text(data, "rate"),
        rate_percent=_number_or_none(data, "rate_percent"),
        term=_some_text(data, "term"),
        term_months=_whole_or_none(data, "term_months"),
        minimum_amount=_number_or_none(data, "minimum_amount"),
        rate_date=_some_text(data, "rate_date"),
        page_url=_some_text(data, "page_url"),
        qr_url=_some_text(data, "qr_url"),
        facts=facts,
    )


def exchange_rate(value: object) -> ExchangeRate:
    """One row of GET /fx."""
    data = as_object(value)
    if data.get("unit") != FX_UNIT:
        raise BranchGarbled("an exchange rate is for 100 units")
    try:
        return ExchangeRate(
            code=_text(data, "code"),
            name=_text(data, "name"),
            spot_buy=Decimal(_text(data, "spot_buy")),
            cash_buy=Decimal(_text(data, "cash_buy")),
            spot_sell=Decimal(_text(data, "spot_sell")),
            cash_sell=Decimal(_text(data, "cash_sell")),
            as_of=date.fromisoformat(_text(data, "as_of")),
        )
    except (ArithmeticError, ValueError) as error:
        raise BranchGarbled("a price or a date of an exchange rate cannot be read") from error


def case(value: object) -> Case:
    """POST /cases."""
    data = as_object(value)
    return Case(
        id=_text(data, "id"),
        number=_some_text(data, "number") or _text(data, "id"),
        kind=_some_text(data, "kind"),
        state=_some_text(data, "state"),
        page_url=_some_text(data, "page_url"),
        qr_url=_some_text(data, "qr_url"),
        owner=_some_text(data, "owner"),
        overdue=bool(data.get("overdue")),
    )
