"""The branch's rows as the values that its rules work on."""

from __future__ import annotations

from dataclasses import dataclass

from lobby.branch import floor, plan, routing, triage
from lobby.branch.models import Branch, Business, Place
from lobby.problems import NotFound, Unavailable


@dataclass(frozen=True)
class Route:
    """A way as the customer is shown it. Distance and polyline in m."""

    place: str
    name: str
    steps: tuple[str, ...]
    distance_m: float
    polyline: tuple[floor.Point, ...]


def branch() -> Branch:
    """The branch; raises Unavailable before the database is seeded."""
    row = Branch.objects.first()
    if row is None:
        raise Unavailable("网点资料还没有装入，请先运行 python -m lobby seed。")
    return row


def claimed_classes() -> list[dict[str, object]]:
    """The priority classes that customers may claim, by which words, as GET /branch tells them."""
    from lobby.tickets.models import PriorityClass  # which refers to the branch's rows

    names = ("code", "name", "claims", "from_age", "hints", "question")
    rows = PriorityClass.objects.exclude(code=PriorityClass.NORMAL).values(*names)
    return [dict(row) for row in rows]


def kinds_of_services() -> tuple[str, ...]:
    """Whose opening hours the services in use keep: while all of them are closed, so is the branch."""
    from lobby.tickets.models import Service  # which refers to the branch's rows

    kinds = Service.objects.filter(active=True).order_by("hours").values_list("hours", flat=True)
    return tuple(kinds.distinct())


def business_rules(code: str) -> triage.Rules:
    """Triage rules of a business; raises NotFound."""
    row = Business.objects.prefetch_related("channels").filter(code=code).first()
    if row is None:
        raise NotFound("没有这项业务。")
    return triage.Rules(
        business=row.code,
        name=row.name,
        service=row.service.code,
        bring=tuple(row.bring),
        needs_amount=row.needs_amount,
        rules=tuple(
            triage.Rule(
                channel=rule.channel,
                place=rule.place_id,
                reason=rule.reason,
                min_amount=rule.min_amount,
                max_amount=rule.max_amount,
                note=rule.note,
            )
            for rule in row.channels.all()
        ),
    )


def hours_kind(business: str) -> str:
    """Whose opening hours a business keeps; raises NotFound."""
    row = Business.objects.select_related("service").filter(code=business).first()
    if row is None:
        raise NotFound("没有这项业务。")
    return str(row.service.hours)


def place(code: str) -> Place:
    """Raises NotFound."""
    row: Place | None = Place.objects.filter(code=code).first()
    if row is None:
        raise NotFound("没有这个地点。")
    return row


def floor_plan() -> floor.Floor:
    """The floor; raises Unavailable while the stored one cannot be used."""
    try:
        return floor.parse(branch().floor)
    except floor.FloorInvalid as error:
        raise Unavailable("网点的平面图还没有画好。") from error


def route(code: str) -> Route:
    """The way to a place; raises NotFound for an unknown place or one that no walkway leads to."""
    goal, ground = place(code), floor_plan()
    try:
        way = routing.shortest(ground, goal.code)
    except routing.NoWay as error:
        raise NotFound(f"平面图上还没有去{goal.name}的路。") from error
    return Route(
        place=goal.code,
        name=goal.name,
        steps=routing.directions(ground, way, goal.name, goal.landmark),
        distance_m=round(way.distance_m, 1),
        polyline=way.polyline,
    )


def plan_svg(to: str = "") -> str:
    """The floor plan as SVG, with the way to the place `to` when one is given; raises NotFound."""
    way = route(to).polyline if to else ()
    marks = [plan.Mark(row.code, row.name, row.x, row.y) for row in Place.objects.all()]
    return plan.svg(floor_plan(), marks, way, to)
