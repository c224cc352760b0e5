"""The shortest way over the walkway, and how to tell it to the customer who stands before the robot."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, degrees, hypot

from lobby.branch.floor import Floor, Node, Point

STEP_M = 0.65
"""Length of an adult's unhurried step, m; directions say "about", so that a tenth more or less is no matter."""
SAY_METRES_FROM_M = 13.0
"""Longer legs are told in metres: nobody counts more than twenty steps."""
STRAIGHT_DEG = 35.0
"""Smaller changes of direction are not told."""
AROUND_DEG = 130.0
"""Larger ones are a turn about."""
SHORT_LEG_M = 1.2
"""Shorter legs are not told on their own."""
MOST_LEGS = 3


class NoWay(LookupError):
    """The walkway does not lead to that place."""


@dataclass(frozen=True)
class Way:
    nodes: tuple[Node, ...]
    distance_m: float

    @property
    def polyline(self) -> tuple[Point, ...]:
        return tuple(node.point for node in self.nodes)


@dataclass(frozen=True)
class Leg:
    """A straight piece of the way as it is told."""

    turn_deg: float
    """Change of direction before it: left is positive, -180 to 180."""
    length_m: float
    at: str
    """What is seen where the turn is; empty when nothing has a name there."""


def shortest(floor: Floor, place: str) -> Way:
    """The shortest way from the robot's node to where one stands for the place; raises NoWay."""
    nodes = {node.id: node for node in floor.nodes}
    goals = {node.id for node in floor.nodes if node.place == place}
    neighbours: dict[str, list[str]] = {node: [] for node in nodes}
    for a, b in floor.edges:
        neighbours[a].append(b)
        neighbours[b].append(a)
    start = floor.robot.node
    best = {start: 0.0}
    came: dict[str, str] = {}
    heap = [(0.0, start)]
    while heap:
        distance, here = heapq.heappop(heap)
        if here in goals:
            return Way(_back(nodes, came, here), distance)
        if distance > best[here]:
            continue
        for other in neighbours[here]:
            further = distance + _length(nodes[here].point, nodes[other].point)
            if further < best.get(other, float("inf")):
                best[other] = further
                came[other] = here
                heapq.heappush(heap, (further, other))
    raise NoWay(place)


def legs(way: Way, heading_deg: float) -> tuple[Leg, ...]:
    """The way as at most MOST_LEGS straight pieces for one who first looks along `heading_deg`."""
    corners = _corners(list(way.nodes))
    told: list[Leg] = []
    facing = heading_deg
    for a, b in pairwise(corners):
        direction = degrees(atan2(b.y - a.y, b.x - a.x))
        told.append(
            Leg(_turn(facing, direction), _length(a.point, b.point), a.name if told else "")
        )
        facing = direction
    return tuple(told)


def directions(floor: Floor, way: Way, name: str, landmark: str) -> tuple[str, ...]:
    """Spoken steps in Chinese, at most four, each one short sentence; the last is the arrival.

    Left and right are those of a customer who faces the robot, so looks against its heading.
    """
    steps = [
        _leg(leg, first=i == 0) for i, leg in enumerate(legs(way, floor.robot.heading + 180.0))
    ]
    look = f"，认准{landmark}" if landmark else ""
    return (*steps, f"{name}{'就到了' if steps else '就在您旁边'}{look}。")


def how_far(metres: float) -> str:
    """约5步 up to a short hall's length, then 约20米."""
    if metres < SAY_METRES_FROM_M:
        return f"约{max(1, round(metres / STEP_M))}步"
    return f"约{round(metres)}米"


def _leg(leg: Leg, *, first: bool) -> str:
    far = how_far(leg.length_m)
    if abs(leg.turn_deg) <= STRAIGHT_DEG:
        return f"{'从我身边' if first else '接着'}直走{far}。"
    if abs(leg.turn_deg) >= AROUND_DEG:
        turn = "向后转"
    else:
        turn = "向左转" if leg.turn_deg > 0 else "向右转"
    if first:
        return f"{'请您' if turn == '向后转' else '面对我'}{turn}，直走{far}。"
    return f"{f'到{leg.at}' if leg.at else '然后'}{turn}，走{far}。"


def _corners(nodes: list[Node]) -> list[Node]:
    """The ends and those nodes between that matter for telling the way.

    Nodes where one hardly turns go first; then, while there are too many or too short pieces, the node
    whose leaving changes the line least. The map shows the exact way.
    """
    corners = list(nodes)
    while len(corners) > 2:
        between = range(1, len(corners) - 1)
        straight = [i for i in between if abs(_bend(corners, i)) <= STRAIGHT_DEG]
        short = [i for i in between if _shorter_side(corners, i) < SHORT_LEG_M]
        if straight:
            drop = min(straight, key=lambda i: _detour(corners, i))
        elif short or len(corners) - 1 > MOST_LEGS:
            drop = min(short or between, key=lambda i: _detour(corners, i))
        else:
            break
        del corners[drop]
    return corners if len(corners) > 1 and corners[0] != corners[-1] else []


def _bend(nodes: list[Node], i: int) -> float:
    a, b, c = nodes[i - 1], nodes[i], nodes[i + 1]
    return _turn(degrees(atan2(b.y - a.y, b.x - a.x)), degrees(atan2(c.y - b.y, c.x - b.x)))


def _shorter_side(nodes: list[Node], i: int) -> float:
    here = nodes[i].point
    return min(_length(nodes[i - 1].point, here), _length(here, nodes[i + 1].point))


def _detour(nodes: list[Node], i: int) -> float:
    a, b, c = nodes[i - 1].point, nodes[i].point, nodes[i + 1].point
    return _length(a, b) + _length(b, c) - _length(a, c)


def _turn(facing: float, direction: float) -> float:
    return (direction - facing + 180.0) % 360.0 - 180.0


def _length(a: Point, b: Point) -> float:
    return hypot(b[0] - a[0], b[1] - a[1])


def _back(nodes: dict[str, Node], came: dict[str, str], goal: str) -> tuple[Node, ...]:
    way = [goal]
    while way[-1] in came:
        way.append(came[way[-1]])
    return tuple(nodes[id] for id in reversed(way))
