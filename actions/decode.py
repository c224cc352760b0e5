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


def text(data: Json, key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value:
        raise BranchGarbled(f"{key} is missing or not text")
    return value


def some_text(data: Json, key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else "" if value is None else str(value)


def _texts(data: Json, key: str) -> tuple[str, ...]:
    value = data.get(key)
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def whole(data: Json, key: str) -> int:
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
    return Wait(low_min=whole(data, "low_min"), high_min=whole(data, "high_min"))


def service(value: object) -> Service:
    """One row of GET /services."""
    data = as_object(value)
    return Service(
        code=text(data, "code"),
        name=text(data, "name"),
        open=bool(data.get("open")),
        waiting=whole(data, "waiting"),
        wait=wait(data.get("wait")),
        channels=_texts(data, "channels"),
        place=some_text(data, "place"),
        hours=some_text(data, "hours") or "personal",
    )


def ticket(value: object) -> Ticket:
    """A ticket card."""
    data = as_object(value)
    code = text(data, "service")
    return Ticket(
        id=text(data, "id"),
        number=text(data, "number"),
        service=code,
        service_name=some_text(data, "service_name") or code,
        area=some_text(data, "area") or some_text(data, "service_name") or code,
        state=text(data, "state"),
        ahead=whole(data, "ahead") if data.get("ahead") is not None else 0,
        wait=wait(data.get("wait")),
        page_url=some_text(data, "page_url"),
        qr_url=some_text(data, "qr_url"),
        bring=_texts(data, "bring"),
        for_other=data.get("for_other") is True,
    )


def conversation(value: object) -> Conversation:
    """GET /conversations/{id}."""
    data = as_object(value)
    return Conversation(
        id=text(data, "id"),
        channel=some_text(data, "channel"),
        state=some_text(data, "state"),
        tickets=tuple(ticket(item) for item in data.get("tickets") or ()),
        cases=tuple(case(item) for item in data.get("cases") or ()),
    )


def triage(value: object) -> Triage:
    """GET /triage: either {need} or the place to go."""
    data = as_object(value)
    if data.get("need"):
        return Triage(need=text(data, "need"))
    return Triage(
        channel=text(data, "channel"),
        business=text(data, "business"),
        business_name=text(data, "business_name"),
        service=some_text(data, "service") or None,
        place=some_text(data, "place") or None,
        place_name=some_text(data, "place_name"),
        reason=some_text(data, "reason").rstrip("。，；"),
        bring=_texts(data, "bring"),
        note=some_text(data, "note").rstrip("。！，；"),
        counter_possible=bool(data.get("counter_possible", True)),
    )


def notice(value: object) -> Notice:
    """One row of GET /branch's notices."""
    data = as_object(value)
    title = text(data, "title")
    return Notice(
        title=title,
        text=some_text(data, "text") or title,
        speech=some_text(data, "speech") or title,
        level=some_text(data, "level") or "info",
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
        text=text(data, "text"),
        speech=some_text(data, "speech") or text(data, "text"),
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
        greeting=some_text(as_object(festival), "greeting"),
        soothing_minutes=_whole_or_none(soothing, "minutes") or 20,
        soothing_speech=some_text(soothing, "speech"),
        soothing_offers=tuple(
            SoothingOffer(text(row, "label"), text(row, "text"), some_text(row, "only"))
            for row in as_objects(soothing.get("offers") or [])
        ),
        classes=tuple(priority_class(row) for row in as_objects(data.get("classes") or [])),
    )


def priority_class(value: object) -> PriorityClass:
    """One row of GET /branch's classes."""
    data = as_object(value)
    return PriorityClass(
        code=text(data, "code"),
        name=text(data, "name"),
        claims=_texts(data, "claims"),
        from_age=_whole_or_none(data, "from_age"),
        hints=_texts(data, "hints"),
        question=some_text(data, "question"),
    )


def _date(data: Json, key: str) -> date:
    try:
        return date.fromisoformat(text(data, key))
    except ValueError as error:
        raise BranchGarbled(f"{key} is not an ISO date") from error


def almanac(value: object) -> Almanac:
    """GET /calendar."""
    data = as_object(value)
    return Almanac(
        day=_date(data, "date"),
        lunar=text(data, "lunar"),
        lunar_year=text(data, "lunar_year"),
        lunar_speech=text(data, "lunar_speech"),
        festivals=_texts(data, "festivals"),
        holiday=some_text(data, "holiday"),
        makeup=some_text(data, "makeup"),
        coming=tuple(
            ComingDay(
                code=text(row, "code"),
                name=text(row, "name"),
                day=_date(row, "date"),
                public=bool(row.get("public")),
                speech=text(row, "speech"),
            )
            for row in as_objects(data.get("coming"))
        ),
    )


def place(value: object) -> Place:
    """One row of GET /places."""
    data = as_object(value)
    return Place(code=text(data, "code"), name=text(data, "name"), kind=some_text(data, "kind"))


def facility(value: object) -> Facility:
    """One row of GET /facilities."""
    data = as_object(value)
    speech = text(data, "speech")
    return Facility(
        code=text(data, "code"),
        name=text(data, "name"),
        available=bool(data.get("available")),
        speech=speech,
        text=some_text(data, "text") or speech,
        place=some_text(data, "place") or None,
    )


def amusement(value: object) -> Amusement:
    """One row of GET /fun."""
    data = as_object(value)
    speech = text(data, "speech")
    label, says = some_text(data, "next_label"), some_text(data, "next_says")
    return Amusement(
        id=text(data, "id"),
        kind=text(data, "kind"),
        speech=speech,
        text=some_text(data, "text") or speech,
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
        place=text(data, "place"),
        name=text(data, "name"),
        steps=_texts(data, "steps"),
        distance_m=float(data.get("distance_m") or 0),
        polyline=points,
        plan_url=some_text(data, "plan_url"),
    )


def faq(value: object) -> FaqEntry:
    """GET /faqs/{id}."""
    data = as_object(value)
    card = data.get("card")
    return FaqEntry(
        id=text(data, "id"),
        title=text(data, "title"),
        speech=some_text(data, "speech") or text(data, "text"),
        text=some_text(data, "text") or text(data, "speech"),
        card=card if isinstance(card, Mapping) and card.get("type") else None,
    )


def fact(value: object) -> Fact:
    """One fact of a product card."""
    data = as_object(value)
    shown = text(data, "value")
    return Fact(
        attribute=some_text(data, "attribute"),
        label=some_text(data, "label"),
        value=shown,
        speech=some_text(data, "speech") or shown,
    )


def product(value: object) -> Product:
    """One row of GET /products, or GET /products/{code}."""
    data = as_object(value)
    facts = tuple(fact(row) for row in data.get("facts") or ())
    category = text(data, "category")
    return Product(
        code=text(data, "code"),
        name=text(data, "name"),
        category=category,
        category_name=some_text(data, "category_name") or category,
        summary=some_text(data, "summary"),
        risk_level=some_text(data, "risk_level"),
        risk_name=some_text(data, "risk_name"),
        disclaimer=some_text(data, "disclaimer"),
        caveat=some_text(data, "caveat"),
        rate=some_text(data, "rate"),
        rate_percent=_number_or_none(data, "rate_percent"),
        term=some_text(data, "term"),
        term_months=_whole_or_none(data, "term_months"),
        minimum_amount=_number_or_none(data, "minimum_amount"),
        rate_date=some_text(data, "rate_date"),
        page_url=some_text(data, "page_url"),
        qr_url=some_text(data, "qr_url"),
        facts=facts,
    )


def exchange_rate(value: object) -> ExchangeRate:
    """One row of GET /fx."""
    data = as_object(value)
    if data.get("unit") != FX_UNIT:
        raise BranchGarbled("an exchange rate is for 100 units")
    try:
        return ExchangeRate(
            code=text(data, "code"),
            name=text(data, "name"),
            spot_buy=Decimal(text(data, "spot_buy")),
            cash_buy=Decimal(text(data, "cash_buy")),
            spot_sell=Decimal(text(data, "spot_sell")),
            cash_sell=Decimal(text(data, "cash_sell")),
            as_of=date.fromisoformat(text(data, "as_of")),
        )
    except (ArithmeticError, ValueError) as error:
        raise BranchGarbled("a price or a date of an exchange rate cannot be read") from error


def case(value: object) -> Case:
    """POST /cases."""
    data = as_object(value)
    return Case(
        id=text(data, "id"),
        number=some_text(data, "number") or text(data, "id"),
        kind=some_text(data, "kind"),
        state=some_text(data, "state"),
        page_url=some_text(data, "page_url"),
        qr_url=some_text(data, "qr_url"),
        owner=some_text(data, "owner"),
        overdue=bool(data.get("overdue")),
    )
